import type { Interval } from '../../shared/intervals.ts';
import { remembered } from '../crm/remembered.ts';
import { clockTime, isMidnight, localDate, timeSpan, weekdayAndDate } from '../ui/day-and-time.ts';
import { language, say } from '../words/say.ts';

const isWithinADay = ({ start, end }: Interval, zone: string) => localDate(start, zone) === localDate(end - 1, zone);

const isWholeDays = ({ start, end }: Interval, zone: string) => isMidnight(start, zone) && isMidnight(end, zone);

/** "Mon 23 Nov, 10:00" */
export function dayAndTime(at: number, zone: string): string {
  return say('overlayDayThen', weekdayAndDate(at, zone), clockTime(at, zone));
}

/** With the day at each end: "Mon 23 Nov, 10:00 – Tue 24 Nov, 09:00", "Mon 23 Nov – Tue 24 Nov". */
function severalDays(span: Interval, zone: string): string {
  const ends: [number, number] = [span.start, isWholeDays(span, zone) ? span.end - 1 : span.end];
  const end = isWholeDays(span, zone) ? weekdayAndDate : dayAndTime;
  return say('overlayDays', end(ends[0], zone), end(ends[1], zone));
}

/** Within a sentence: "10:00–11:00", "all day", several days with the day at each end. */
export function spanInSentence(span: Interval, zone: string): string {
  return isWithinADay(span, zone) ? timeSpan(span, zone) : severalDays(span, zone);
}

/** The same on a line of its own: "All day". */
export function spanWords(span: Interval, zone: string): string {
  const isWholeDay = isWithinADay(span, zone) && isWholeDays(span, zone);
  return isWholeDay ? say('overlayAllDay') : spanInSentence(span, zone);
}

/** A page draws the same events again and again. */
const onItsDay = remembered((start: number, end: number, zone: string, _language: string): string => {
  const span = { start, end };
  if (!isWithinADay(span, zone)) return severalDays(span, zone);
  return say('overlayDayThen', weekdayAndDate(start, zone), spanWords(span, zone));
});

/** "Mon 23 Nov, 10:00–11:00" */
export const dayAndSpan = ({ start, end }: Interval, zone: string): string => onItsDay(start, end, zone, language());
