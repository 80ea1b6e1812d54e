import { describe, expect, it } from 'vitest';
import { BridgeRefusal } from '../../../bridge/cli/bridge-calls.ts';
import { twoReadings } from '../../../bridge/cli/doctor/readings.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { DEFAULT_ACCOUNT } from '../../sandbox/icloud/start.ts';
import { run } from './command.ts';
import { calendarIds, connectedBridge } from './doctor-connected.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse('2026-12-01T00:00:00Z');
const ACCOUNT = { id: 'c 1', appleId: 'ann@icloud.com', configured: true, status: 'connected' } as Connection;

const compact = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');

/** An hour each day from tomorrow on, with whatever else. */
function daily(uid: string, ...more: string[]): string {
  const start = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS;
  const times = [`DTSTART:${compact(start)}`, `DTEND:${compact(start + 3_600_000)}`];
  const event = ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...times, ...more, 'END:VEVENT'];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//t', ...event, 'END:VCALENDAR', ''].join('\r\n');
}

describe('the second reader of the doctor', () => {
  it('agrees on ordinary events; where it differs there is a note without a title, and nothing is bad', async () => {
    const { icloud, bridge, connection } = await connectedBridge();
    const extra = compact(Math.floor(Date.now() / DAY_MS) * DAY_MS + 2 * DAY_MS + 12 * 3_600_000);
    const put = (name: string, text: string) => icloud.account().put('home', `${name}.ics`, text);
    put('a', daily('plain', 'SUMMARY:Dentist', 'RRULE:FREQ=DAILY;COUNT=5'));
    put('b', daily('plain-2', 'SUMMARY:Therapy', 'RRULE:FREQ=WEEKLY'));
    put('c', daily('once', 'SUMMARY:Court'));
    put('d', daily('odd one', 'SUMMARY:Lawyer', 'RRULE:FREQ=DAILY;COUNT=5', `RDATE:${extra}`));
    const chosen = { linkedCalendarId: null, conflictCalendarIds: await calendarIds(connection) };
    await connection('PUT', '/configuration', chosen);
    await connection('POST', '/sync');

    const { out } = await run(['doctor'], bridge.env);
    const [home] = chosen.conflictCalendarIds;
    expect(out).toContain(`ok    Two readers agree on 2 repeating events of ${DEFAULT_ACCOUNT.appleId}\n`);
    expect(out).toContain(
      `note  Two readers differ on 1 repeating event of ${DEFAULT_ACCOUNT.appleId}\n      → The second`,
    );
    expect(out).not.toMatch(/Dentist|Therapy|Court|Lawyer|BAD.*read/);

    const [, path = ''] = /GET \/v1\/connections\/[^/]+(\/readings\S+)/.exec(out) ?? [];
    expect(path).toBe(`/readings?calendarId=${home}&uid=odd+one`);
    expect(await connection('GET', path)).toMatchObject({ readings: [{ agree: false }] });
  });

  it('has nothing to read where nothing repeats', async () => {
    const asked: string[] = [];
    const found = await twoReadings(ACCOUNT, answering([{ uid: 'a', recurring: false }], asked), NOW);
    expect(found).toMatchObject([{ state: 'well', what: expect.stringContaining('No repeating events') }]);
    expect(asked).toEqual([
      '/v1/connections/c%201/events?from=2026-12-01T00%3A00%3A00.000Z&to=2026-12-15T00%3A00%3A00.000Z',
    ]);
  });

  it('is asked once for an event, and for twenty at most', async () => {
    const asked: string[] = [];
    const uids = Array.from({ length: 25 }, (_, index) => `u${index}`);
    const events = [...uids, ...uids].map((uid) => ({ uid, recurring: true }));
    const found = await twoReadings(ACCOUNT, answering(events, asked), NOW);
    expect(asked.slice(1)).toEqual(
      uids.slice(0, 20).map((uid) => `/v1/connections/c%201/readings?calendarId=cal_1&uid=${uid}`),
    );
    expect(found).toMatchObject([
      { state: 'well', what: 'Two readers agree on 20 repeating events of ann@icloud.com' },
    ]);
  });

  it('is not waited for when the server does not answer: a note says how many were not read', async () => {
    const asked: string[] = [];
    const events = Array.from({ length: 9 }, (_, index) => ({ uid: `u${index}`, recurring: true }));
    const answer = answering(events, asked);
    const call = async (path: string) => {
      if (/uid=u[1-9]/.test(path)) asked.push(path);
      if (/uid=u[1-9]/.test(path)) throw new BridgeRefusal('server-unreachable', 'The calendar server is away.');
      return answer(path);
    };
    const found = await twoReadings(ACCOUNT, call, NOW);
    expect(found).toMatchObject([
      { state: 'well', what: 'Two readers agree on 1 repeating event of ann@icloud.com' },
      { state: 'note', what: expect.stringMatching(/^8 repeating events of ann@icloud\.com could not be fetched/) },
    ]);
    expect(found[1]?.mend).toMatch(/^The calendar server is away\. What blocks your time is as it was\./);
    expect(asked).toHaveLength(5);
  });

  it('takes no fault of its own for a calendar server that does not answer', async () => {
    const answer = answering([{ uid: 'a', recurring: true }], []);
    const call = async (path: string) => {
      if (path.includes('/readings')) throw new TypeError('a fault');
      return answer(path);
    };
    await expect(twoReadings(ACCOUNT, call, NOW)).rejects.toThrow('a fault');
  });

  it('calls an event that is gone from the server neither agreed nor different', async () => {
    const answer = answering([{ uid: 'a', recurring: true }], []);
    const call = async (path: string) => (path.includes('/readings') ? readings([]) : answer(path));
    expect(await twoReadings(ACCOUNT, call, NOW)).toMatchObject([
      { state: 'note', what: expect.stringMatching(/^1 .*could not/) },
    ]);
  });

  it.each([{ status: 'paused' }, { status: 'needs-password' }, { configured: false }] as const)(
    'is not asked where it could not answer: %o',
    async (more) => {
      const asked: string[] = [];
      expect(await twoReadings({ ...ACCOUNT, ...more }, answering([], asked), NOW)).toEqual([]);
      expect(asked).toEqual([]);
    },
  );
});

const WHEN = { start: '2026-12-02T10:00:00Z', end: '2026-12-02T11:00:00Z', allDay: false };

const readings = (all: object[]) => ({ from: WHEN.start, to: WHEN.end, readings: all });

/** A bridge with these events, on all of which both readers agree. */
function answering(events: readonly { uid: string; recurring: boolean }[], asked: string[]) {
  const rest = {
    id: 'e1',
    calendarId: 'cal_1',
    title: 'Secret',
    busy: true,
    reason: 'busy',
    origin: 'icloud',
    ...WHEN,
  };
  const one = { resource: '/a.ics', icalJs: [], nodeIcal: [], agree: true, differences: [] };
  return async (path: string) => {
    asked.push(path);
    return path.includes('/events?')
      ? { revision: 'r', events: events.map((event) => ({ ...rest, ...event })) }
      : readings([one]);
  };
}
