import { useState } from 'preact/hooks';
import type { StandingEvent } from '../../shared/contract/appointments.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { whenInWords } from '../configuration/when-in-words.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { failureInWords, useTask } from '../ui/use-task.ts';
import { BookingRow } from './booking-row.tsx';
import { BOOKING_FAILURES, BOOKING_WORDS as WORDS } from './booking-words.ts';
import { intervalOf } from './day-segments.ts';

interface RemoveAllProps {
  client: Pick<BridgeClient, 'removeAllAppointments'>;
  connection: Connection;
  lookAgain: () => Promise<void>;
}

/** Takes all our events out of iCloud, after showing which ones would go. */
export function RemoveAll({ client, connection, lookAgain }: RemoveAllProps) {
  const [found, setFound] = useState<readonly StandingEvent[] | null>(null);
  const [said, setSaid] = useState('');
  const task = useTask();
  const look = () => {
    setSaid('');
    void task.run(async () => setFound(await client.removeAllAppointments(connection.id, true)));
  };
  const remove = () =>
    void task.run(async () => {
      const gone = await client.removeAllAppointments(connection.id, false);
      setFound(null);
      setSaid(WORDS.removedAll(gone.length));
      await lookAgain();
    });
  return (
    <section class="stack">
      <Spoken>
        {said && <Notice tone="good">{said}</Notice>}
        {found?.length === 0 && <Notice tone="plain">{WORDS.nothingStands}</Notice>}
        {task.failure && <Notice tone="failed">{failureInWords(task.failure, BOOKING_FAILURES)}</Notice>}
      </Spoken>
      {found && found.length > 0 && <WouldGo found={found} timeZone={connection.timeZone} />}
      <div class="row">
        {found && found.length > 0 ? (
          <>
            <button type="button" class="button departing" disabled={task.running} onClick={remove}>
              {task.running ? WORDS.removing : WORDS.yesRemoveAll(found.length)}
            </button>
            <button type="button" class="button" disabled={task.running} onClick={() => setFound(null)}>
              {WORDS.keepAll}
            </button>
          </>
        ) : (
          <button type="button" class="button departing" disabled={task.running} onClick={look}>
            {task.running ? WORDS.looking : WORDS.removeAll}
          </button>
        )}
      </div>
    </section>
  );
}

function WouldGo({ found, timeZone }: { found: readonly StandingEvent[]; timeZone: string }) {
  const now = useNow(30_000);
  return (
    <section class="would-go" aria-label={WORDS.wouldGo(found.length)}>
      <p>{WORDS.wouldGo(found.length)}</p>
      <ul class="bookings">
        {found.map(({ appointmentId, uid, title, start, end }) => (
          <BookingRow
            key={`${appointmentId} ${uid}`}
            title={title || WORDS.untitled}
            lines={[whenInWords(intervalOf({ start, end }), now, timeZone)]}
          />
        ))}
      </ul>
    </section>
  );
}
