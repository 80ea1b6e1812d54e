import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { failureInWords, useTask } from '../ui/use-task.ts';
import { groupsOf, type Listed } from './booking-groups.ts';
import { BookingSection } from './booking-section.tsx';
import { BOOKING_FAILURES, BOOKING_WORDS as WORDS } from './booking-words.ts';
import type { Bookings } from './bookings.ts';
import { ClashList } from './clash-list.tsx';
import { clashesOf, comingAppointments } from './clashes.ts';
import { ListedRow } from './listed-row.tsx';
import type { Picture } from './picture.ts';

interface BookingListsProps {
  client: Pick<BridgeClient, 'retryAppointment'>;
  kept: Pick<KeptBookings, 'dismissTrouble'>;
  connection: Connection;
  bookings: Bookings;
  calendars: Picture['calendars'];
  bridgeAnswers: boolean;
  now: number;
  lookAgain: () => Promise<void>;
}

/** Bookings that the person should know of; first those that wait for the person, last those that mend by themselves. */
export function BookingLists({ client, kept, connection, bookings, now, lookAgain, ...rest }: BookingListsProps) {
  const task = useTask();
  const { timeZone, settings } = connection;
  const { waiting, failed, deleted, moved } = groupsOf(bookings, now);
  const clashes = clashesOf(comingAppointments(bookings.written, bookings.kept, now), bookings.slots);
  const act = ({ id, act: what }: Listed) =>
    void task.run(async () => {
      if (what === 'dismiss') await kept.dismissTrouble(connection.id, id);
      else await client.retryAppointment(connection.id, id);
      await lookAgain();
    });
  const row = (one: Listed) => <ListedRow key={one.id} {...{ one, now, timeZone }} busy={task.running} onAct={act} />;
  return (
    <>
      <Spoken>{task.failure && <Notice tone="failed">{failureInWords(task.failure, BOOKING_FAILURES)}</Notice>}</Spoken>
      <BookingSection title={WORDS.failed} means={WORDS.failedMeans} of={failed} row={row} />
      <BookingSection title={WORDS.deleted} means={WORDS.deletedMeans} of={deleted} row={row} />
      <BookingSection title={WORDS.moved} means={WORDS.movedMeans} of={moved} row={row} />
      <ClashList {...{ clashes, now, timeZone }} calendars={rest.calendars} showTitles={settings.showTitles} />
      <BookingSection
        title={WORDS.waiting}
        means={rest.bridgeAnswers ? WORDS.waitingMeans : WORDS.waitingHere}
        of={waiting}
        row={row}
      />
    </>
  );
}
