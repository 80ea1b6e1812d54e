import type { ConnectionPatch } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { useTask } from '../ui/use-task.ts';

/** What a person may ask of one account, one thing at a time; each is followed by a look at how it stands then. */
export function useAccountTask(
  client: Pick<BridgeClient, 'change' | 'syncNow'>,
  connectionId: string,
  lookAgain: () => Promise<void>,
) {
  const task = useTask();
  const then = (work: () => Promise<unknown>) =>
    void task.run(async () => {
      await work();
      await lookAgain();
    });
  return {
    task,
    change: (patch: ConnectionPatch) => then(() => client.change(connectionId, patch)),
    checkNow: () => then(() => client.syncNow(connectionId)),
  };
}
