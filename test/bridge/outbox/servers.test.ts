import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventName } from '../../../bridge/domain/event-names.ts';
import { booking } from './booked.ts';
import { type ReadEvent, SERVERS, type ServerUnderTest, startServer } from './three-servers.ts';

/** Both sides of daylight saving, by names of zones with odd offsets and odd rules. */
const ZONES = [
  'America/New_York',
  'America/St_Johns',
  'Europe/London',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Santiago',
  'UTC',
];
const SEASONS = ['2027-01-15T15:30:00Z', '2027-07-15T15:30:00Z'];

const AWKWARD = [
  'semicolon; comma, colon: backslash\\ quotes "double" \'single\'',
  '<b>markup</b> &amp; ]]> CDATA',
  'emoji 👩🏽‍💻 umlaut ä accent é combining e\u0301 کوردی 日本語',
  'BEGIN:VEVENT',
  'END:VCALENDAR',
  `long ${'wörd '.repeat(60)}end`,
];

const uidOf = (appointmentId: string) => eventName({ locationId: 'loc1', userId: 'user1', appointmentId }, 1).uid;

describe.each(SERVERS)('bookings on %s', (_, open, keepsBackslashes) => {
  let server: ServerUnderTest;
  const eventsOf = async (id: string): Promise<ReadEvent[]> =>
    (await server.events()).filter(({ uid }) => uid.startsWith(uidOf(id)));
  const put = async (
    id: string,
    more: Parameters<typeof booking>[1] = {},
    state: 'written' | 'removed' = 'written',
  ) => {
    await server.booked.put(booking(id, more));
    await server.booked.until(id, state);
  };

  beforeAll(async () => {
    server = await startServer(open);
  });
  afterAll(() => server.stop());

  test('a booking comes, is told twice, moves and goes, and stands at most once all the while', async () => {
    await put('whole-life');
    await put('whole-life');
    expect(await eventsOf('whole-life')).toMatchObject([
      {
        calendar: 'work',
        summary: 'Visit of whole-life',
        start: Date.UTC(2036, 11, 2, 15),
        end: Date.UTC(2036, 11, 2, 16),
      },
    ]);
    await put('whole-life', { start: '2036-12-04T09:00:00Z', end: '2036-12-04T09:45:00Z', title: 'Moved' });
    expect(await eventsOf('whole-life')).toMatchObject([
      { summary: 'Moved', start: Date.UTC(2036, 11, 4, 9), end: Date.UTC(2036, 11, 4, 9, 45) },
    ]);
    await server.booked.bridge.call('DELETE', `${server.booked.path}/appointments/whole-life`);
    await server.booked.until('whole-life', 'removed');
    expect(await eventsOf('whole-life')).toEqual([]);
  });

  test('a booking’s status shows, and cancelled and invalid ones go', async () => {
    for (const [status, shown] of [
      ['new', ['TENTATIVE']],
      ['confirmed', ['CONFIRMED']],
      ['showed', ['CONFIRMED']],
      ['noshow', ['CONFIRMED']],
      ['cancelled', []],
      ['confirmed', ['CONFIRMED']],
      ['invalid', []],
    ] as const) {
      await put('status', { status }, shown.length === 0 ? 'removed' : 'written');
      expect([status, (await eventsOf('status')).map((event) => event.status)]).toEqual([status, shown]);
    }
  });

  test('awkward words arrive as they were said, beside nothing that mails anybody', async () => {
    const lines = keepsBackslashes ? [...AWKWARD, '\\n is no line break'] : AWKWARD;
    await put('awkward', {
      title: 'A; b, c: <i>d</i> \\ "e" 👩🏽‍💻',
      notes: lines.join('\n'),
      address: '1; Main, St\\reet',
      contactName: 'O’Brien, "Al"',
    });
    const [event] = await eventsOf('awkward');
    expect(event?.summary).toBe('A; b, c: <i>d</i> \\ "e" 👩🏽‍💻');
    for (const line of lines) expect(event?.description.split('\n')).toContain(line);
    expect(event?.location).toBe('1; Main, St\\reet');
    for (const name of ['method', 'organizer', 'attendee']) expect(event?.names).not.toContain(name);
  });

  test('a booking follows when another calendar is linked', async () => {
    // What is over stays where it stands.
    await put('follows', { start: '2036-12-02T15:00:00Z', end: '2036-12-02T16:00:00Z' });
    await server.booked.link('home');
    await server.booked.until('follows', 'written');
    expect((await eventsOf('follows')).map(({ calendar }) => calendar)).toEqual(['home']);
    await server.booked.link('work');
    await server.booked.until('follows', 'written');
    expect((await eventsOf('follows')).map(({ calendar }) => calendar)).toEqual(['work']);
  });

  test('times are right on either side of daylight saving in every zone', async () => {
    const cases = ZONES.flatMap((timeZone) =>
      SEASONS.map((start) => ({ timeZone, start, end: start.replace('15:30', '16:15') })),
    );
    await Promise.all(cases.map((one, n) => put(`zone${n}-`, one)));
    const all = await server.events();
    const read = cases.map((_, n) => all.find(({ uid }) => uid === uidOf(`zone${n}-`)));
    expect(read.map((event) => [event?.start, event?.end])).toEqual(
      cases.map(({ start, end }) => [Date.parse(start), Date.parse(end)]),
    );
    expect(read.map((event) => event?.zone)).toEqual(cases.map(({ timeZone }) => timeZone));
  });
});
