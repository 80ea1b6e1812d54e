import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useTask } from '../ui/use-task.ts';
import { examinePassword, isICloudAccount } from './draft.ts';
import { PasswordField } from './password-field.tsx';
import { WayToPassword } from './way-to-password.tsx';
import { connectFailure, WORDS } from './words.ts';

interface RepairFormProps {
  client: Pick<BridgeClient, 'changePassword'>;
  connection: Connection;
  onRepaired: (connection: Connection) => void;
}

/** A new password for an account that is connected already; the bridge tries it before it forgets the old one. */
export function RepairForm({ client, connection, onRepaired }: RepairFormProps) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const task = useTask();
  const iCloud = isICloudAccount(connection);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const examined = examinePassword(password, iCloud);
    setError(examined.ok ? undefined : examined.errors.password);
    if (!examined.ok) return;
    await task.run(async () => {
      const repaired = await client.changePassword(connection.id, examined.value);
      setPassword('');
      onRepaired(repaired);
    });
  }

  return (
    <form class="connect stack" noValidate autocomplete="off" onSubmit={submit}>
      {iCloud && <WayToPassword />}
      <p>
        <span class="secondary">{WORDS.account}</span> <strong>{connection.appleId}</strong>
      </p>
      <PasswordField
        iCloud={iCloud}
        value={password}
        error={error}
        onInput={(typed) => {
          setPassword(typed);
          setError(undefined);
          task.forget();
        }}
      />
      <Spoken>
        {error && <p class="visually-hidden">{error}</p>}
        {task.failure && <Notice tone="failed">{connectFailure(task.failure, iCloud)}</Notice>}
      </Spoken>
      <div class="row end">
        <button type="submit" class="button primary" disabled={task.running}>
          {task.running ? (iCloud ? WORDS.connecting : WORDS.connectingServer) : WORDS.savePassword}
        </button>
      </div>
    </form>
  );
}
