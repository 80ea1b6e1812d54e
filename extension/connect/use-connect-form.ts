import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { browserTimeZone } from '../ui/day-and-time.ts';
import { useTask } from '../ui/use-task.ts';
import { type Draft, type DraftErrors, examine, isICloud, type Who } from './draft.ts';

const EMPTY = { appleId: '', password: '', otherServer: false, serverUrl: '' };

/**
 * What stands in the form, what is wrong with it, and sending it. What can be wrong by its shape is said before
 * anything is sent. The password stays after a failure, as Apple shows it only once, and goes once it was accepted.
 */
export function useConnectForm(
  client: Pick<BridgeClient, 'connect'>,
  who: Who,
  onConnected: (connection: Connection) => void,
) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...EMPTY, timeZone: browserTimeZone() }));
  const [errors, setErrors] = useState<DraftErrors>({});
  const task = useTask();

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

  return { draft, errors, edit, submit, task, iCloud: !draft.otherServer || isICloud(draft.serverUrl.trim()) };
}
