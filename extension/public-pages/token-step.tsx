import type { Connection } from '../../shared/contract/connection.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { Bottom } from './bottom.tsx';
import { Refusal } from './refusal.tsx';
import { type Copy, ScopeList } from './scope-list.tsx';
import type { TokenForm } from './use-token-form.ts';
import { UserChoice } from './user-choice.tsx';
import { WORDS } from './words.ts';

interface TokenStepProps {
  title: string;
  connection: Pick<Connection, 'locationName' | 'userName'>;
  form: TokenForm;
  copy: Copy;
  /** What the button says that sends it. */
  send: string;
  onBack: () => void;
}

export const subAccountOf = ({ locationName }: Pick<Connection, 'locationName'>): string =>
  locationName ?? WORDS.thisSubAccount;

/** Where the token is made, with which scopes, and the field for it. */
export function TokenStep({ title, connection, form, copy, send, onBack }: TokenStepProps) {
  const subAccount = subAccountOf(connection);
  const [make, tick, paste] = WORDS.way(subAccount);
  return (
    <form class="stack" noValidate autocomplete="off" onSubmit={form.submit}>
      <RoomHeading>{title}</RoomHeading>
      <ol class="way">
        <li>{make}</li>
        <li>
          {tick}
          <ScopeList missing={form.task.failure?.scopes ?? []} copy={copy} />
        </li>
        <li>{paste}</li>
      </ol>
      <SecretField
        label={WORDS.token}
        name="token"
        value={form.token}
        show={WORDS.showToken}
        hide={WORDS.hideToken}
        hint={WORDS.tokenHint}
        error={form.error}
        onInput={form.edit}
      />
      <p class="secondary">{WORDS.rotate}</p>
      <Spoken>
        {form.users.length > 0 && (
          <>
            <Notice tone="unknown">{WORDS.who(connection.userName ?? WORDS.somebody, subAccount)}</Notice>
            <UserChoice legend={WORDS.whoTitle} users={form.users} chosen={form.userId} onChoose={form.choose} />
          </>
        )}
      </Spoken>
      <Bottom said={<Refused form={form} subAccount={subAccount} />}>
        <button type="button" class="button" onClick={onBack}>
          {WORDS.back}
        </button>
        <button type="submit" class="button primary" disabled={form.task.running || mustChoose(form)}>
          {form.task.running ? WORDS.asking : send}
        </button>
      </Bottom>
    </form>
  );
}

const mustChoose = ({ users, userId }: TokenForm) => users.length > 0 && userId === null;

/** What is wrong with the field is read out besides standing at it. */
function Refused({ form, subAccount }: { form: TokenForm; subAccount: string }) {
  return (
    <>
      {form.error && <p class="visually-hidden">{form.error}</p>}
      <Refusal failure={form.task.failure} subAccount={subAccount} />
    </>
  );
}
