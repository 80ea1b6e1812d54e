import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { AccountFields } from './account-fields.tsx';
import type { Who } from './draft.ts';
import { Send } from './send.tsx';
import { useConnectForm } from './use-connect-form.ts';
import { WayToPassword } from './way-to-password.tsx';
import { WORDS } from './words.ts';

interface ConnectFormProps {
  client: Pick<BridgeClient, 'connect'>;
  who: Who;
  onConnected: (connection: Connection) => void;
}

/** Asks for an account and hands it to the bridge. */
export function ConnectForm({ client, who, onConnected }: ConnectFormProps) {
  const { draft, errors, edit, submit, task, iCloud } = useConnectForm(client, who, onConnected);
  return (
    <form class="connect stack" noValidate autocomplete="off" onSubmit={submit}>
      {iCloud && <WayToPassword />}
      <AccountFields iCloud={iCloud} draft={draft} errors={errors} edit={edit} />
      <label class="choice other-server">
        <input
          type="checkbox"
          name="other-server"
          checked={draft.otherServer}
          onChange={(event) => edit({ otherServer: event.currentTarget.checked })}
        />
        {WORDS.otherServerMeans}
      </label>
      <Send words={WORDS.connect} iCloud={iCloud} task={task} errors={Object.values(errors)} />
    </form>
  );
}
