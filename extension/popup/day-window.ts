import type { Interval } from '../../shared/intervals.ts';
import { instantAt, laterDate, localDate } from '../ui/day-and-time.ts';

const DAY_BEGINS = '07:00';
const DAY_ENDS = '20:00';

/** The hours that are drawn of the day `daysAhead` days after today: 07:00 to 20:00 in the zone. */
export function dayWindow(now: number, daysAhead: number, timeZone: string): Interval {
  const date = laterDate(localDate(now, timeZone), daysAhead);
  return { start: instantAt(date, DAY_BEGINS, timeZone), end: instantAt(date, DAY_ENDS, timeZone) };
}

/** From the beginning of today, `days` local days, as the bridge wants a range. */
export function rangeFromToday(now: number, days: number, timeZone: string): { from: string; to: string } {
  const today = localDate(now, timeZone);
  const midnight = (date: string) => new Date(instantAt(date, '00:00', timeZone)).toISOString();
  return { from: midnight(today), to: midnight(laterDate(today, days)) };
}
