import type { Unknown } from '../../shared/contract/blocked-slots.ts';
import { dayInWords, timeSpan } from '../ui/day-and-time.ts';
import { Notice } from '../ui/notice.tsx';
import { intervalOf } from './day-segments.ts';
import type { Picture } from './picture.ts';
import { WORDS } from './words.ts';

interface UnreadableListProps {
  picture: Picture;
  now: number;
  timeZone: string;
}

/** Events that could not be read: which calendar, when it may block, and why. */
export function UnreadableList({ picture, now, timeZone }: UnreadableListProps) {
  if (picture.blocked.unknown.length === 0) return null;
  const nameOf = (id: string) => picture.calendars.find((calendar) => calendar.id === id)?.name ?? id;
  return (
    <Notice tone="unknown">
      {WORDS.unreadable}
      <ul class="unreadable">
        {picture.blocked.unknown.map((one) => (
          <li key={`${one.calendarId} ${one.resource} ${one.from}`}>
            <strong>{nameOf(one.calendarId)}</strong>: {one.reason} {whenInWords(one, now, timeZone)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function whenInWords({ from, to }: Unknown, now: number, timeZone: string): string {
  if (from === undefined || to === undefined) return WORDS.anyTime;
  const span = intervalOf({ start: from, end: to });
  return `${WORDS.mayBlock} ${dayInWords(span.start, now, timeZone)}, ${timeSpan(span, timeZone)}.`;
}
