import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import { useTask } from '../ui/use-task.ts';
import { WORDS } from './words.ts';

interface DisconnectProps {
  client: Pick<BridgeClient, 'disconnect'>;
  connection: Connection;
  /** How many events of ours stand in iCloud; null while that is not known. */
  inICloud: number | null;
  onWritten: () => void;
  onGone: () => void;
  onKeep: () => void;
}

/** Asks once more, and says what goes and what stays. */
export function Disconnect({ client, connection, inICloud, onWritten, onGone, onKeep }: DisconnectProps) {
  const task = useTask();
  const waiting = task.failure?.code === 'pending-writes';
  const disconnect = () =>
    task.run(async () => {
      await client.disconnect(connection.id, waiting);
      onGone();
    });
  return (
    <section class="stack">
      <RoomHeading>{WORDS.disconnectTitle}</RoomHeading>
      <p>
        <strong>{connection.appleId}</strong>
      </p>
      <ul class="what-it-means">
        {WORDS.disconnectMeans.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>
          {inICloud === null ? WORDS.staysUncounted : WORDS.staysInICloud(inICloud)}{' '}
          {inICloud !== null && inICloud > 0 && (
            <button type="button" class="link-button" onClick={onWritten}>
              {WORDS.takeOutFirst}
            </button>
          )}
        </li>
      </ul>
      <Spoken>
        {task.failure && (
          <Notice tone={waiting ? 'unknown' : 'failed'}>{waiting ? WORDS.pendingWrites : task.failure.message}</Notice>
        )}
      </Spoken>
      <div class="row">
        <button type="button" class="button departing" disabled={task.running} onClick={disconnect}>
          {task.running ? WORDS.disconnecting : waiting ? WORDS.disconnectAnyway : WORDS.disconnect}
        </button>
        <button type="button" class="button" onClick={onKeep}>
          {WORDS.keep}
        </button>
      </div>
    </section>
  );
}
