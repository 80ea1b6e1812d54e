import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { browserTimeZone } from '../ui/day-and-time.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useTask } from '../ui/use-task.ts';
import { type Draft, type DraftErrors, examine, isICloud, type Who } from './draft.ts';
import { PasswordField } from './password-field.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { WayToPassword } from './way-to-password.tsx';
import { connectFailure, WORDS } from './words.ts';

interface ConnectFormProps {
  client: Pick<BridgeClient, 'connect'>;
  who: Who;
  onConnected: (connection: Connection) => void;
}

const EMPTY = { appleId: '', password: '', otherServer: false, serverUrl: '' };

/**
 * Asks for an account and hands it to the bridge. What can be wrong by its shape is said before anything is sent.
 * The password stays in the field after a failure, as Apple shows it only once, and goes once it was accepted.
 */
export function ConnectForm({ client, who, onConnected }: ConnectFormProps) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...EMPTY, timeZone: browserTimeZone() }));
  const [errors, setErrors] = useState<DraftErrors>({});
  const task = useTask();
  const iCloud = !draft.otherServer || isICloud(draft.serverUrl.trim());

  function edit(change: Partial<Draft>): void {
    setDraft({ ...draft, ...change });
    setErrors({});
    task.forget();
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const examined = examine(draft, who);
    setErrors(examined.ok ? {} : examined.errors);
    if (!examined.ok) return;
    await task.run(async () => {
      const connection = await client.connect(examined.value);
      setDraft({ ...draft, password: '' });
      onConnected(connection);
    });
  }

  return (
    <form class="connect stack" noValidate autocomplete="off" onSubmit={submit}>
      {iCloud && <WayToPassword />}
      {draft.otherServer && (
        <TextField
          label={WORDS.serverUrl}
          name="server-url"
          inputMode="url"
          value={draft.serverUrl}
          error={errors.serverUrl}
          onInput={(serverUrl) => edit({ serverUrl })}
        />
      )}
      <TextField
        label={iCloud ? WORDS.appleId : WORDS.userName}
        name="account"
        inputMode={iCloud ? 'email' : 'text'}
        value={draft.appleId}
        hint={iCloud ? WORDS.appleIdHint : undefined}
        error={errors.appleId}
        onInput={(appleId) => edit({ appleId })}
      />
      <PasswordField
        iCloud={iCloud}
        value={draft.password}
        error={errors.password}
        onInput={(password) => edit({ password })}
      />
      <TimeZoneField value={draft.timeZone} onChange={(timeZone) => edit({ timeZone })} />
      <OtherServer chosen={draft.otherServer} onChoose={(otherServer) => edit({ otherServer })} />
      <Spoken>
        {Object.keys(errors).length > 0 && <p class="visually-hidden">{Object.values(errors).join(' ')}</p>}
        {task.failure && <Notice tone="failed">{connectFailure(task.failure, iCloud)}</Notice>}
      </Spoken>
      <div class="row end">
        <button type="submit" class="button primary" disabled={task.running}>
          {task.running ? (iCloud ? WORDS.connecting : WORDS.connectingServer) : WORDS.connect}
        </button>
      </div>
    </form>
  );
}

function OtherServer({ chosen, onChoose }: { chosen: boolean; onChoose: (chosen: boolean) => void }) {
  return (
    <label class="choice other-server">
      <input
        type="checkbox"
        name="other-server"
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      {WORDS.otherServerMeans}
    </label>
  );
}
