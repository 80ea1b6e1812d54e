import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { useTask } from '../ui/use-task.ts';
import { examinePassword, isICloud } from './draft.ts';
import { PasswordField } from './password-field.tsx';
import { Send } from './send.tsx';
import { WayToPassword } from './way-to-password.tsx';
import { WORDS } from './words.ts';

interface RepairFormProps {
  client: Pick<BridgeClient, 'changePassword'>;
  connection: Connection;
  onRepaired: (connection: Connection) => void;
}

/** A new password for an account that is connected already; the bridge tries it before it forgets the old one. */
export function RepairForm(props: RepairFormProps) {
  const iCloud = isICloud(props.connection.serverUrl);
  const { password, error, edit, submit, task } = useRepairForm(props, iCloud);
  return (
    <form class="connect stack" noValidate autocomplete="off" onSubmit={submit}>
      {iCloud && <WayToPassword />}
      <p>
        <span class="secondary">{WORDS.account}</span> <strong>{props.connection.appleId}</strong>
      </p>
      <PasswordField iCloud={iCloud} value={password} error={error} onInput={edit} />
      <Send words={WORDS.savePassword} iCloud={iCloud} task={task} errors={error === undefined ? [] : [error]} />
    </form>
  );
}

function useRepairForm({ client, connection, onRepaired }: RepairFormProps, iCloud: boolean) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const task = useTask();

  function edit(typed: string): void {
    setPassword(typed);
    setError(undefined);
    task.forget();
  }

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

  return { password, error, edit, submit, task };
}
