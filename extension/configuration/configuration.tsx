import { useEffect, useState } from 'preact/hooks';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { failureInWords, useTask } from '../ui/use-task.ts';
import { CalendarChoice } from './calendar-choice.tsx';
import { FAILURES, WORDS } from './words.ts';

interface ConfigurationProps {
  client: Pick<BridgeClient, 'calendars' | 'configure' | 'change' | 'preview' | 'addFeed' | 'removeFeed'>;
  connection: Connection;
  onSaved: (connection: Connection) => void;
  onCancel?: (() => void) | undefined;
  /** Where nothing may be typed: opens a window in which a subscription is added. */
  onAddSubscription?: (() => void) | undefined;
}

/**
 * Reads the account's calendars and lets the person choose among them; the same on every screen that shows it.
 * Give it the connection's id as its key: another connection is another form.
 */
export function Configuration({ client, connection, onSaved, onCancel, onAddSubscription }: ConfigurationProps) {
  const [calendars, setCalendars] = useState<Calendar[] | null>(null);
  const task = useTask();
  const read = (refresh: boolean) => {
    setCalendars(null);
    void task.run(async () => setCalendars(await client.calendars(connection.id, refresh)));
  };
  useEffect(() => read(false), [connection.id]);

  if (calendars !== null && calendars.length > 0) {
    return (
      <CalendarChoice
        client={client}
        connection={connection}
        calendars={calendars}
        onList={(change) => setCalendars((now) => change(now ?? []))}
        onSaved={onSaved}
        onLookAgain={() => read(true)}
        onCancel={onCancel}
        onAddSubscription={onAddSubscription}
      />
    );
  }
  const empty = calendars !== null;
  return (
    <div class="stack">
      <Spoken>
        {task.running && <p class="secondary">{WORDS.loading}</p>}
        {task.failure && <Notice tone="failed">{failureInWords(task.failure, FAILURES)}</Notice>}
        {empty && <Notice tone="plain">{WORDS.noCalendars}</Notice>}
      </Spoken>
      <div class="row end">
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
            {WORDS.cancel}
          </button>
        )}
        {(empty || task.failure) && (
          <button type="button" class="button primary" onClick={() => read(true)}>
            {WORDS.lookAgain}
          </button>
        )}
      </div>
    </div>
  );
}
