import type { CrmUser } from '../../shared/contract/crm.ts';

interface UserChoiceProps {
  legend: string;
  users: readonly CrmUser[];
  chosen: string | null;
  onChoose: (userId: string) => void;
}

/** The users of the sub-account, where the connection's own is not among them. */
export function UserChoice({ legend, users, chosen, onChoose }: UserChoiceProps) {
  return (
    <fieldset class="users">
      <legend class="strong">{legend}</legend>
      {users.map(({ id, name, email }) => (
        <label key={id} class="choice">
          <input type="radio" name="user" value={id} checked={id === chosen} onChange={() => onChoose(id)} />
          <span class="spread">
            {name} {email && <span class="secondary">{email}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
