import type { Unknown } from '../../shared/contract/blocked-slots.ts';
import { dayInWords, timeSpan } from '../ui/day-and-time.ts';
import { Notice } from '../ui/notice.tsx';
import { unknownInWords } from '../words/bridge-words.ts';
import { intervalOf } from './day-segments.ts';
import type { Picture } from './picture.ts';
import type { Situation } from './situation.ts';
import { WORDS } from './words.ts';

interface UnreadableListProps {
  picture: Picture;
  situation: Situation;
  now: number;
  timeZone: string;
}

/**
 * What could not be read: which calendar, when it may block, and why. Whole calendars are named only where the
 * sentence about the connection does not already speak for all of them.
 */
export function UnreadableList({ picture, situation, now, timeZone }: UnreadableListProps) {
  const ofCalendars = situation === 'not-known' || situation === 'partly-known';
  const unread = picture.blocked.unknown.filter(({ resource }) => resource !== undefined || ofCalendars);
  if (unread.length === 0) return null;
  const nameOf = (id: string) => picture.calendars.find((calendar) => calendar.id === id)?.name ?? id;
  return (
    <Notice tone="unknown">
      {WORDS.unreadable}
      <ul class="unreadable">
        {unread.map((one) => (
          <li key={`${one.calendarId} ${one.resource} ${one.from}`}>
            <strong>{nameOf(one.calendarId)}</strong>: {unknownInWords(one)} {whenInWords(one, now, timeZone)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function whenInWords({ from, to }: Unknown, now: number, timeZone: string): string {
  if (from === undefined || to === undefined) return WORDS.anyTime;
  const span = intervalOf({ start: from, end: to });
  return WORDS.mayBlock(dayInWords(span.start, now, timeZone), timeSpan(span, timeZone));
}
