import { useEffect, useRef } from 'preact/hooks';
import type { CrmUser } from '../../shared/contract/crm.ts';

interface UserChoiceProps {
  legend: string;
  users: readonly CrmUser[];
  chosen: string | null;
  onChoose: (userId: string) => void;
}

/** The users of the sub-account, where the connection's own is not among them. Takes the focus when it appears. */
export function UserChoice({ legend, users, chosen, onChoose }: UserChoiceProps) {
  const choices = useRef<HTMLFieldSetElement>(null);
  useEffect(() => choices.current?.querySelector('input')?.focus(), [users]);
  return (
    <fieldset class="users" ref={choices}>
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
