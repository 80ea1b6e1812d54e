import type { Source } from '../../shared/contract/blocked-slots.ts';
import type { Calendar } from '../../shared/contract/connection.ts';
import { whenInWords } from '../configuration/when-in-words.ts';
import { timeSpan } from '../ui/day-and-time.ts';
import { BookingRow } from './booking-row.tsx';
import { BookingSection } from './booking-section.tsx';
import { BOOKING_WORDS as WORDS } from './booking-words.ts';
import type { Clash } from './clashes.ts';
import { CrmLink } from './crm-link.tsx';
import { intervalOf } from './day-segments.ts';
import { KINDS } from './words.ts';

interface ClashListProps {
  clashes: readonly Clash[];
  calendars: readonly Calendar[];
  showTitles: boolean;
  now: number;
  timeZone: string;
}

/** Appointments that stand in blocked time, each with the events there and the way to it. */
export function ClashList({ clashes, calendars, showTitles, now, timeZone }: ClashListProps) {
  const inWords = (event: Source) => {
    const calendar = calendars.find(({ id }) => id === event.calendarId)?.name;
    const name = [showTitles ? event.title?.trim() : '', calendar].filter(Boolean).join(', ');
    return WORDS.clashEvent(KINDS[event.kind], name || KINDS[event.kind], timeSpan(intervalOf(event), timeZone));
  };
  return (
    <BookingSection
      title={WORDS.clashes}
      means={WORDS.clashesMean}
      of={clashes}
      row={({ appointment, events }) => {
        const when = whenInWords(appointment, now, timeZone);
        const title = appointment.title || WORDS.untitled;
        return (
          <BookingRow key={appointment.id} title={title} lines={[when, ...events.map(inWords)]}>
            <CrmLink url={appointment.url} title={title} />
          </BookingRow>
        );
      }}
    />
  );
}
