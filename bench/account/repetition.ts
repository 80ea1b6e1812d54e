import { between, oneOf, type Random } from './random.ts';
import { DAY_MS, date, dateTime } from './times.ts';

/** How an event repeats: the lines for its master, the starts of occurrences that are moved, and the end of it all. */
export interface Repetition {
  readonly lines: readonly string[];
  /** Wall times, as UTC. */
  readonly moved: readonly number[];
  /** Wall time after which nothing more happens; `Infinity` for a series without end. */
  readonly end: number;
}

const SHARE_WITHOUT_END = 0.1;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A series that begins at a wall time: daily, weekly, monthly or yearly, with one to three exceptions. */
export function repetition(random: Random, start: number, allDay: boolean): Repetition {
  const endless = random() < SHARE_WITHOUT_END;
  const count = between(random, 4, 30);
  const { rule, step } = oneOf(random, [
    { rule: 'FREQ=DAILY', step: 1 },
    { rule: `FREQ=WEEKLY;BYDAY=${WEEKDAYS[new Date(start).getUTCDay()]}`, step: 7 },
    { rule: 'FREQ=WEEKLY;INTERVAL=2', step: 14 },
    { rule: `FREQ=MONTHLY;BYDAY=${ordinalWeekday(start)}`, step: 0 },
    { rule: 'FREQ=YEARLY', step: 0 },
  ]);
  const lines = [`RRULE:${rule}${endless ? '' : `;COUNT=${count}`}`];
  const spread = step === 0 ? 366 : step;
  const end = endless ? Number.POSITIVE_INFINITY : start + (count + 1) * spread * DAY_MS;
  if (step === 0) return { lines, moved: [], end };
  const nth = (index: number) => start + index * step * DAY_MS;
  const left = between(random, 1, 2);
  for (let index = 1; index <= left; index += 1) lines.push(exception(nth(index), allDay));
  return { lines, moved: random() < 0.5 ? [nth(left + 1)] : [], end };
}

function exception(wall: number, allDay: boolean): string {
  return allDay ? `EXDATE;VALUE=DATE:${date(wall)}` : `EXDATE;TZID=%ZONE%:${dateTime(wall)}`;
}

/** The fifth of its kind is written as the last. */
function ordinalWeekday(wall: number): string {
  const day = new Date(wall);
  const nth = Math.ceil(day.getUTCDate() / 7);
  return `${nth === 5 ? -1 : nth}${WEEKDAYS[day.getUTCDay()]}`;
}
