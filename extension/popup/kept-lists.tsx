import type { Kept, KeptBookings } from '../state/kept-bookings.ts';
import { browserTimeZone } from '../ui/day-and-time.ts';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { groupsOf, type Listed } from './booking-groups.ts';
import { BookingSection } from './booking-section.tsx';
import { BOOKING_WORDS as WORDS } from './booking-words.ts';
import { ListedRow } from './listed-row.tsx';

interface KeptListsProps {
  /** Of all connections. */
  all: Kept;
  dismiss: KeptBookings['dismissTrouble'];
  lookAgain: () => Promise<void>;
}

/** What this browser keeps of bookings, for when nothing else can be told: what failed on its way, and what waits. */
export function KeptLists({ all, dismiss, lookAgain }: KeptListsProps) {
  const now = useNow();
  const task = useTask();
  const { failed, waiting } = groupsOf({ written: [], kept: all }, now);
  // The queue keeps each in its connection's zone, in which the popup tells the times otherwise, too.
  const zones = new Map(all.waiting.map(({ id, timeZone }) => [id, timeZone]));
  const read = ({ id }: Listed) =>
    void task.run(async () => {
      const trouble = all.troubles.find(({ appointmentId }) => appointmentId === id);
      if (trouble) await dismiss(trouble.connectionId, id);
      await lookAgain();
    });
  const row = (one: Listed) => {
    const timeZone = zones.get(one.id) ?? browserTimeZone();
    return <ListedRow key={one.id} {...{ one, now, timeZone }} busy={task.running} onAct={read} />;
  };
  return (
    <>
      <BookingSection title={WORDS.failed} means={WORDS.failedMeans} of={failed} row={row} />
      <BookingSection title={WORDS.waiting} means={WORDS.waitingHere} of={waiting} row={row} />
    </>
  );
}
