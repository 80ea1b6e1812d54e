import type { Written } from '../../shared/contract/appointments.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { failureInWords, useTask } from '../ui/use-task.ts';
import { BookingRow, whenInWords } from './booking-row.tsx';
import { BookingSection } from './booking-section.tsx';
import { BOOKING_FAILURES, BOOKING_WORDS as WORDS } from './booking-words.ts';
import { type Bookings, groupsOf } from './bookings.ts';
import { ClashList } from './clash-list.tsx';
import { clashesOf, comingAppointments } from './clashes.ts';
import { CrmLink } from './crm-link.tsx';
import type { Picture } from './picture.ts';

interface BookingListsProps {
  client: Pick<BridgeClient, 'retryAppointment'>;
  connection: Connection;
  bookings: Bookings;
  calendars: Picture['calendars'];
  now: number;
  lookAgain: () => Promise<void>;
}

/** Bookings that the person should know of: in blocked time, waiting, failed, deleted or moved in iCloud. */
export function BookingLists({ client, connection, bookings, calendars, now, lookAgain }: BookingListsProps) {
  const task = useTask();
  const { timeZone, settings } = connection;
  const { waiting, failed, deleted, moved } = groupsOf(bookings.written, now);
  const clashes = clashesOf(comingAppointments(bookings.written, now), bookings.slots);
  const when = ({ start, end }: Written) => (start && end ? [whenInWords({ start, end }, now, timeZone)] : []);
  const retry = ({ appointmentId }: Written) =>
    task.run(async () => {
      await client.retryAppointment(connection.id, appointmentId);
      await lookAgain();
    });
  const row = (one: Written, lines: readonly string[], act?: Act) => (
    <BookingRow key={one.appointmentId} title={one.title || WORDS.untitled} lines={lines}>
      <CrmLink url={one.url} title={one.title || WORDS.untitled} />
      {act && (
        <button
          type="button"
          class="button small"
          aria-label={act.named(one.title || WORDS.untitled)}
          disabled={task.running}
          onClick={() => void retry(one)}
        >
          {act.words}
        </button>
      )}
    </BookingRow>
  );
  return (
    <>
      <Spoken>{task.failure && <Notice tone="failed">{failureInWords(task.failure, BOOKING_FAILURES)}</Notice>}</Spoken>
      <ClashList {...{ clashes, calendars, now, timeZone }} showTitles={settings.showTitles} />
      <BookingSection
        title={WORDS.failed}
        means={WORDS.failedMeans}
        of={failed}
        row={(one) => row(one, [...when(one), one.lastError ?? WORDS.noReason], RETRY)}
      />
      <BookingSection
        title={WORDS.waiting}
        means={WORDS.waitingMeans}
        of={waiting}
        row={(one) => row(one, [...when(one), ...(one.lastError ? [one.lastError] : [])])}
      />
      <BookingSection
        title={WORDS.moved}
        means={WORDS.movedMeans}
        of={moved}
        row={(one) => row(one, bothTimes(one, now, timeZone))}
      />
      <BookingSection
        title={WORDS.deleted}
        means={WORDS.deletedMeans}
        of={deleted}
        row={(one) => row(one, when(one), ADD_AGAIN)}
      />
    </>
  );
}

interface Act {
  readonly words: string;
  readonly named: (title: string) => string;
}

const RETRY: Act = { words: WORDS.retry, named: WORDS.retryNamed };
const ADD_AGAIN: Act = { words: WORDS.addAgain, named: WORDS.addAgainNamed };

function bothTimes({ start, end, movedInICloud }: Written, now: number, timeZone: string): string[] {
  const told = start && end ? [`${WORDS.inCrm}: ${whenInWords({ start, end }, now, timeZone)}`] : [];
  return movedInICloud ? [...told, `${WORDS.inICloud}: ${whenInWords(movedInICloud, now, timeZone)}`] : told;
}
