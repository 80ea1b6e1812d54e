import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { ConnectForm } from '../connect/connect-form.tsx';
import { whoIs } from '../connect/errand.ts';
import { RepairForm } from '../connect/repair-form.tsx';
import type { Sighting } from '../state/sightings.ts';
import { Notice } from '../ui/notice.tsx';
import { statusInWords } from '../words/bridge-words.ts';

interface AccountStepProps {
  client: BridgeClient;
  person: Sighting;
  connection: Connection | null;
  onDone: () => Promise<void>;
}

/** Step 4: the iCloud account of this user, or a new password for it. */
export function AccountStep({ client, person, connection, onDone }: AccountStepProps) {
  if (connection === null) return <ConnectForm client={client} who={whoIs(person)} onConnected={() => void onDone()} />;
  return (
    <>
      {connection.statusDetail !== '' && <Notice tone="failed">{statusInWords(connection)}</Notice>}
      <RepairForm client={client} connection={connection} onRepaired={() => void onDone()} />
    </>
  );
}
