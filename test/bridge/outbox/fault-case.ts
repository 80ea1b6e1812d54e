import { expect } from 'vitest';
import { booking } from './booked.ts';
import { carelessness } from './fault-matrix.ts';
import { type OnICloud, startOnICloud } from './on-icloud.ts';

export const LATER = { start: '2036-12-03T17:00:00Z', end: '2036-12-03T18:30:00Z' };
/** What the event says for the times of `booking`, and for LATER. */
export const TEN = ['DTSTART;TZID=America/New_York:20361202T100000', 'DTEND;TZID=America/New_York:20361202T110000'];
export const NOON = ['DTSTART;TZID=America/New_York:20361203T120000', 'DTEND;TZID=America/New_York:20361203T133000'];
export const NAME = 'although, at step %i (%s), %s';

type Finish = (stop: () => Promise<void>) => void;

export async function start(finish: Finish): Promise<OnICloud> {
  const on = await startOnICloud();
  finish(() => on.stop());
  return on;
}

/** Of one booking from then on, so that the first request for an event is the first that a fault can strike. */
export async function startWritten(finish: Finish, more: Parameters<typeof booking>[1] = {}): Promise<OnICloud> {
  const on = await start(finish);
  await on.booked.put(booking('a', more));
  await on.settled('a', 'written');
  return on;
}

export const cancel = ({ booked }: OnICloud) => booked.bridge.call('DELETE', `${booked.path}/appointments/a`);
const places = (on: OnICloud) => on.standing('a').map(({ calendar }) => calendar);

/** The one event of the whole account, in the right calendar, with the words and times of the CRM. */
export function expectOnly(on: OnICloud, calendar: string, words: readonly string[]): void {
  expect(places(on)).toEqual([calendar]);
  for (const word of ['SUMMARY:Visit of a', ...words]) expect(on.standing('a')[0]?.text).toContain(word);
  expect(carelessness(on)).toEqual([]);
}

export function expectNone(on: OnICloud): void {
  expect(places(on)).toEqual([]);
  expect(carelessness(on)).toEqual([]);
}
