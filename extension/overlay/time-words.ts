import { remembered } from '../crm/remembered.ts';
import { wallTime } from '../crm/wall-time.ts';

/** Making one takes the browser far longer than using it. */
const clock = remembered(
  (zone: string | undefined) =>
    new Intl.DateTimeFormat(undefined, {
      hour: 'numeric',
      minute: '2-digit',
      ...(zone ? { timeZone: zone } : {}),
    }),
);

const calendar = remembered(
  (zone: string) =>
    new Intl.DateTimeFormat(undefined, { weekday: 'short', month: 'short', day: 'numeric', timeZone: zone }),
);

/** "14:05" or "2:05 PM", as the person's browser writes times, in `zone` or the browser's own. */
export const clockTime = remembered((at: number, zone?: string) => clock(zone).format(at));

/** "14:05" or "2:05": beside a time that says which half of the day it is. */
export function hourWords(at: number, zone: string): string {
  const parts = clock(zone).formatToParts(at);
  const told = parts.filter(({ type }) => type !== 'dayPeriod').map(({ value }) => value);
  return told.join('').trim();
}

/** "Mon, Nov 23" */
export const dayWords = remembered((at: number, zone: string) => calendar(zone).format(at));

const isMidnight = (at: number, zone: string) => wallTime(at, zone).minutes === 0;

/** "10:00–11:00", "All day", with the day before each end where they differ. */
export function spanWords(start: number, end: number, zone: string): string {
  const days = [dayWords(start, zone), dayWords(end - 1, zone)];
  if (days[0] === days[1] && isMidnight(start, zone) && isMidnight(end, zone)) return 'All day';
  if (days[0] === days[1]) return `${clockTime(start, zone)}–${clockTime(end, zone)}`;
  return `${days[0]}, ${clockTime(start, zone)} – ${dayWords(end, zone)}, ${clockTime(end, zone)}`;
}
