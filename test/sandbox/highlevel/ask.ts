import type { Interval } from '../../../shared/intervals.ts';
import { calendarZone, freeSlotsByDate } from '../crm/free-slots.ts';
import { newId } from '../crm/ids.ts';
import { zonedIso } from '../crm/zoned-time.ts';
import { BY_TEST } from './request-log.ts';
import type { HighLevel } from './start.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sends; the tests look at its fields.
  readonly body: any;
}

const VERSIONS: readonly (readonly [string, string])[] = [
  ['/calendars', '2021-04-15'],
  ['/', '2021-07-28'],
];

/** Asks as a rightful client would, with the first grant's token and the path's version; `headers` replace them. */
export async function askHighLevel(
  { url, grants }: HighLevel,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const version = VERSIONS.find(([start]) => path.startsWith(start))?.[1] ?? '';
  const content = body ? { 'content-type': 'application/json' } : {};
  const rightful = { authorization: `Bearer ${grants[0]?.token}`, version, ...content, [BY_TEST]: 'yes' };
  const sent = body ? { body: JSON.stringify(body) } : {};
  const response = await fetch(`${url}${path}`, { method, headers: { ...rightful, ...headers }, ...sent });
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : await response.text(),
  };
}

/** A customer books on the public page; `startTime` is ISO with an offset. Gives the appointment. */
export async function bookAsCustomer(
  highLevel: HighLevel,
  calendarId: string,
  startTime: string,
  firstName = 'Maya',
): Promise<Answer['body']> {
  const booking = { calendarId, startTime, timezone: 'UTC', contact: { firstName, lastName: 'Lind' } };
  const path = '/calendars/events/appointments/widget';
  const answer = await askHighLevel(highLevel, 'POST', path, booking, { authorization: '', version: '' });
  if (answer.status !== 200) throw new Error(`The booking was refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Starts that can be booked, as epoch milliseconds, by the records themselves: no request, and no limit. */
export function freeStarts(
  { state, clock }: HighLevel,
  calendarId: string,
  window: Interval,
  userId?: string,
): number[] {
  const calendar = state.calendars.find(({ id }) => id === calendarId);
  if (!calendar) throw new Error(`There is no calendar ${calendarId}.`);
  const question = { calendar, window, timeZone: 'UTC', now: clock.now(), ...(userId ? { userId } : {}) };
  return Object.values(freeSlotsByDate(state, question))
    .flat()
    .map((iso) => Date.parse(iso));
}

/** What HighLevel's own connection to a third party's calendar puts among the blocked slots. Gives its id. */
export function addThirdPartyBlock({ state }: HighLevel, userId: string, time: Interval, locationId: string): string {
  const zone = calendarZone(state, { locationId });
  const [startTime, endTime] = [zonedIso(time.start, zone), zonedIso(time.end, zone)];
  const id = newId();
  const whole = { isFullDay: false, deleted: false };
  state.blockedSlots.push({ id, locationId, title: 'Busy', assignedUserId: userId, startTime, endTime, ...whole });
  return id;
}
