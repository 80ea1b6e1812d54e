import { describe, expect, test } from 'vitest';
import type { Appointment, Written } from '../../../shared/contract/appointments.ts';
import { DEFAULT_ACCOUNT } from '../../sandbox/icloud/start.ts';
import { booking, pause } from './booked.ts';
import { start } from './fault-case.ts';
import type { OnICloud } from './on-icloud.ts';

const APPOINTMENTS = 30;
const FAULTS = 70;
const SETTLES_WITHIN_MS = 90_000;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every third request or so comes to grief, each in a way of its own. */
function layStorm({ icloud }: OnICloud, random: () => number): void {
  for (let n = 0; n < FAULTS; n += 1) {
    const strikes = { path: '.ics', nth: 1 + Math.floor(random() * FAULTS * 3) };
    const kind = Math.floor(random() * 8);
    if (kind === 0) icloud.faults.add('cut-before', true, strikes);
    else if (kind === 1) icloud.faults.add('cut-after', true, strikes);
    else if (kind === 2) icloud.faults.add('error-500', true, strikes);
    else if (kind === 3) icloud.faults.add('status-after', 504, strikes);
    else if (kind === 4) icloud.faults.add('throttle-403', true, strikes);
    else if (kind === 5) icloud.faults.add('status', 412, strikes);
    else if (kind === 6) icloud.faults.add('slow', 100, strikes);
    else icloud.faults.add('status', 401, strikes);
  }
}

/** What the CRM does; gives the appointment as it stands in the end, null for one that is gone. */
async function live({ booked }: OnICloud, id: string, random: () => number): Promise<Appointment | null> {
  let last: Appointment | null = null;
  for (let step = 0; step < 3; step += 1) {
    const start = Date.UTC(2036, 11, 1 + Math.floor(random() * 28), Math.floor(random() * 24));
    const times = { start: instant(start), end: instant(start + 1_800_000) };
    const gone = step > 0 && random() < 0.3;
    last = gone ? null : booking(id, { ...times, timeZone: 'UTC', title: `${id} step ${step}` });
    if (last) await booked.put(last);
    else await booked.bridge.call('DELETE', `${booked.path}/appointments/${id}`);
    await pause(random() * 400);
  }
  return last;
}

const instant = (epochMs: number) => new Date(epochMs).toISOString().replace('.000Z', 'Z');

/** Until nothing waits; a person enters the password anew and presses "try again" meanwhile. */
async function calm({ booked }: OnICloud): Promise<Written[]> {
  for (const deadline = Date.now() + SETTLES_WITHIN_MS; Date.now() < deadline; await pause(200)) {
    const waiting = (await booked.list()).filter(({ state }) => state === 'queued' || state === 'failed');
    if (waiting.length === 0) return booked.list();
    const { appPassword } = DEFAULT_ACCOUNT;
    await booked.bridge.call('PUT', `${booked.path}/password`, { appPassword });
    for (const { appointmentId } of waiting.filter(({ lastError }) => lastError !== undefined)) {
      await booked.bridge.call('POST', `${booked.path}/appointments/${appointmentId}/retry`);
    }
  }
  throw new Error(`Never calm: ${JSON.stringify(await booked.list('queued'))}`);
}

describe.concurrent('while every third request comes to grief', () => {
  test.for([1, 2])(
    'bookings that come, move and go at once end as the CRM has them (seed %i)',
    { timeout: 180_000 },
    async (seed, { onTestFinished }) => {
      const random = randomNumbers(seed);
      const on = await start(onTestFinished);
      layStorm(on, random);
      const ids = Array.from({ length: APPOINTMENTS }, (_, n) => `visit-${n}`);
      const lives = Promise.all(ids.map((id) => live(on, id, random)));
      await pause(500);
      await on.booked.link('Home');
      const wanted = await lives;
      await calm(on);
      const stands = ids.map((id) => on.standing(id).map(({ calendar, text }) => `${calendar} ${textOf(text)}`));
      expect(stands).toEqual(wanted.map((one) => (one === null ? [] : [`home ${one.title} ${compact(one.start)}`])));
      expect(on.account.invitations).toEqual([]);
    },
  );
});

function textOf(text: string): string {
  const start = /^DTSTART[^:]*:(\S+)/m.exec(text.slice(text.indexOf('BEGIN:VEVENT')))?.[1] ?? 'no start';
  return `${/^SUMMARY:(.*)\r$/m.exec(text)?.[1]} ${start}`;
}

/** `20361201T150000Z` */
function compact(at: string): string {
  return at.replaceAll(/[-:]/g, '');
}
