import { eventText } from './event-text.ts';
import { between, seeded } from './random.ts';
import { DAY_MS } from './times.ts';

export interface AccountEvent {
  readonly href: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const CALENDARS = 5;
const YEARS_BACK = 3;
const YEARS_AHEAD = 1;

/**
 * The events of one account, calendar by calendar: the same for the same seed and the same week. They lie around that
 * week, from three years before to one year after it.
 */
export function buildAccount(events: number, seed: number, now: number): AccountEvent[][] {
  const random = seeded(seed + events);
  const monday = Math.floor((now - 4 * DAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS + 4 * DAY_MS;
  const calendars: AccountEvent[][] = Array.from({ length: CALENDARS }, () => []);
  for (let index = 0; index < events; index += 1) {
    const uid = `${seed}-${events}-${index}@bench.example`;
    const day = monday + between(random, -365 * YEARS_BACK, 365 * YEARS_AHEAD) * DAY_MS;
    const calendar = index % CALENDARS;
    calendars[calendar]?.push({ href: `/home/c${calendar}/${index}.ics`, ...eventText(random, uid, day) });
  }
  return calendars;
}
