import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { splitFeed } from '../../../bridge/feeds/split-feed.ts';
import { feedText } from '../../sandbox/feed-server.ts';
import { days, times } from '../icalendar/texts.ts';

const A = ['a', '20261202T100000Z', '20261202T110000Z'];
const B = ['b', '20261203T100000Z', '20261203T110000Z'];
const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Our Office',
  'LAST-MODIFIED:20260101T000000Z',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0530',
  'TZOFFSETTO:+0530',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const NESTED = feedText([[...A, 'BEGIN:VEVENT', 'UID:inner', 'END:VEVENT']]);

const split = async (text: string) => [...(await splitFeed([text])).resources.values()];
const marks = async (text: string) => (await split(text)).map(({ href, etag }) => ({ href, etag }));
const lines = (text: string | undefined) => (text ?? '').split('\r\n').filter((line) => line !== '');
const withZone = (...events: string[][]) => {
  const inOffice = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', ...ZONE, ...inOffice, 'END:VCALENDAR', ''].join('\r\n');
};

describe('a feed', () => {
  it('becomes a text for each UID', async () => {
    const [a, b, ...others] = await split(feedText([A, B]));
    expect(others).toEqual([]);
    expect(lines(a?.text)).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20261202T100000Z',
      'DTEND:20261202T110000Z',
      'SUMMARY:a title',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
    expect(lines(b?.text)).toContain('UID:b');
  });

  it('keeps all that has the same UID together, wherever it stands', async () => {
    const moved = ['a', '20261209T150000Z', '20261209T160000Z', 'RECURRENCE-ID:20261209T100000Z'];
    const resources = await split(feedText([[...A, 'RRULE:FREQ=WEEKLY'], B, moved]));
    expect(resources).toHaveLength(2);
    expect(lines(resources[0]?.text).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
  });

  it('keeps events without a UID apart', async () => {
    const [first, second] = [A, B].map((event) => feedText([event]).replace(/UID:.\r\n/, ''));
    const both = `${first}${second}`;
    expect(await split(both)).toHaveLength(2);
    expect(await marks(both)).toEqual(await marks(both));
  });

  it('gives an event the zones that it names, before or behind it, and no others', async () => {
    const inOffice = ['UID:z', 'DTSTART;TZID=Our Office:20261202T100000', 'DTEND;TZID="Our Office":20261202T110000'];
    const [named, plain] = await split(withZone(inOffice, ['UID:p', 'DTSTART:20261202T100000Z']));
    const zone = ZONE.filter((line) => !line.startsWith('LAST-MODIFIED'));
    expect(lines(named?.text).slice(1, 1 + zone.length)).toEqual(zone);
    expect(named?.text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    expect(plain?.text).not.toContain('VTIMEZONE');
    const event = ['BEGIN:VEVENT', ...inOffice, 'END:VEVENT'];
    const [behind] = await split(['BEGIN:VCALENDAR', ...event, ...ZONE, 'END:VCALENDAR'].join('\r\n'));
    expect(behind?.text).toBe(named?.text);
  });

  it.each(['"Office, Pune"', 'Office\\, Pune'])('gives an event the zone that it names %s', async (written) => {
    const zone = ZONE.map((line) => line.replace('Our Office', 'Office\\, Pune'));
    const event = ['BEGIN:VEVENT', 'UID:z', `DTSTART;TZID=${written}:20261202T100000`, 'DURATION:PT1H', 'END:VEVENT'];
    const [resource] = await split(['BEGIN:VCALENDAR', ...zone, ...event, 'END:VCALENDAR'].join('\r\n'));
    expect(times(resource?.text ?? '', days('2026-12-01', '2026-12-03'))).toEqual(['2026-12-02 04:30 – 05:30']);
  });

  it('leaves out alarms and what does not bear on when somebody is busy', async () => {
    const alarm = ['BEGIN:VALARM', 'UID:alarm', 'TRIGGER:-PT5M', 'END:VALARM'];
    const [resource] = await split(feedText([[...A, ...alarm, 'DESCRIPTION:long', ' and longer', 'TRANSP:OPAQUE']]));
    expect(resource?.text).not.toMatch(/ALARM|alarm|TRIGGER|DESCRIPTION|longer|DTSTAMP/);
    expect(lines(resource?.text)).toContain('TRANSP:OPAQUE');
  });

  it('keeps an event whole in which a zone stands where none belongs', async () => {
    const [resource, ...others] = await split(feedText([[...A, ...ZONE, 'STATUS:TENTATIVE']]));
    expect(others).toEqual([]);
    expect(lines(resource?.text)).toEqual(expect.arrayContaining(['UID:a', 'STATUS:TENTATIVE']));
    expect(resource?.text).not.toContain('Our Office');
  });

  it('takes to-dos and free-busy answers for no events', async () => {
    const others = ['BEGIN:VTODO', 'UID:t', 'END:VTODO', 'BEGIN:VFREEBUSY', 'UID:f', 'END:VFREEBUSY'];
    expect(await split(feedText([A], others))).toHaveLength(1);
    expect(await split(feedText([], others))).toEqual([]);
  });

  it('has the name that its publisher gives it', async () => {
    expect((await splitFeed([feedText([A], ['X-WR-CALNAME:Shifts\\, late'])])).name).toBe('Shifts, late');
    expect((await splitFeed([feedText([A], ['NAME;LANGUAGE=en:Shifts'])])).name).toBe('Shifts');
    expect((await splitFeed([feedText([[...A, 'NAME:no']])])).name).toBeNull();
  });
});

describe('the mark of an event', () => {
  it('changes with the event alone', async () => {
    const before = await marks(feedText([A, B]));
    const after = await marks(feedText([A, [...B, 'STATUS:CANCELLED']]));
    expect(after[0]).toEqual(before[0]);
    expect(after[1]?.href).toBe(before[1]?.href);
    expect(after[1]?.etag).not.toBe(before[1]?.etag);
  });

  it('stays when the feed is only made anew', async () => {
    const text = feedText([A, B]);
    const anew = text.replaceAll('DTSTAMP:20261101T000000Z', 'DTSTAMP:20261102T030405Z').replaceAll('\r\n', '\n');
    expect(await marks(anew)).toEqual(await marks(text));
  });

  it('changes with a zone that the event needs', async () => {
    const text = withZone(['UID:z', 'DTSTART;TZID=Our Office:20261202T100000']);
    const [before] = await marks(text);
    const [after] = await marks(text.replaceAll('+0530', '+0600'));
    expect(after?.etag).not.toBe(before?.etag);
  });
});

describe('the text of a feed', () => {
  const text = `\uFEFF${feedText([[...A, 'LOCATION:one', ' two', '\tthree'], B])}`.slice(1);

  it.each([
    ['LF', text.replaceAll('\r\n', '\n')],
    ['CR', text.replaceAll('\r\n', '\r')],
    [
      'blank lines between',
      text.replaceAll('\r\n', '\r\n\r\n').replaceAll('\r\n\r\n ', '\r\n ').replaceAll('\r\n\r\n\t', '\r\n\t'),
    ],
    ['small letters', text.replaceAll('BEGIN:VEVENT', 'begin:vevent').replaceAll('END:VEVENT', 'End:Vevent')],
  ])('may have %s', async (_what, other) => {
    const expected = await split(text);
    expect(expected[0]?.text).toContain('LOCATION:onetwothree');
    expect(await split(other)).toEqual(expected);
  });

  it('reads the same in whatever pieces it comes', async () => {
    const expected = await splitFeed([text]);
    for (const size of [1, 2, 3, 7, 64, 1000]) {
      const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
      expect(await splitFeed(pieces)).toEqual(expected);
    }
    expect(await splitFeed(['', text, ''])).toEqual(expected);
  });

  it.each([
    ['a page', '<!DOCTYPE html>\n<html>Sign in: here</html>', /no iCalendar text/],
    ['nothing', '', /empty/],
    ['blank lines', '\r\n\r\n', /empty/],
    ['an event alone', 'BEGIN:VEVENT\r\nEND:VEVENT\r\n', /no iCalendar text/],
    ['half of one', text.slice(0, text.length - 60), /ends early/],
    ['one without its last line', text.replace('END:VCALENDAR', ''), /ends early/],
    ['one cut in its last line', text.slice(0, text.length - 8), /do not begin and end/],
    ['one with a page behind it', `${text}<html>`, /no iCalendar text/],
    ['an event within an event', text.replace('END:VEVENT\r\nBEGIN', 'BEGIN'), /do not begin and end/],
    ['an event around an event', NESTED, /do not begin and end/],
    ['ends without beginnings', 'END:VCALENDAR\r\n', /do not begin and end/],
    ['names of objects', 'BEGIN:__proto__\r\nEND:__proto__\r\n', /no iCalendar text/],
  ])('that is %s is no calendar', async (_what, other, reason) => {
    const message = expect.stringMatching(reason);
    await expect(split(other)).rejects.toMatchObject({ code: 'not-a-calendar', message });
  });

  it('of 20 MB gives way to others while it is read', async () => {
    const events = Array.from({ length: 60_000 }, (_, n) => [
      `event-${n}@example.org`,
      ...A.slice(1),
      `LOCATION:${'x'.repeat(150)}`,
    ]);
    const pieces = feedText(events).match(/[\s\S]{1,65536}/g) ?? [];
    expect(pieces.length).toBeGreaterThan(250);
    let turns = 0;
    let done = false;
    const began = process.cpuUsage();
    const splitting = splitFeed(pieces).finally(() => {
      done = true;
    });
    while (!done) {
      await nextTurn();
      turns += 1;
    }
    expect((await splitting).resources.size).toBe(60_000);
    const { user } = process.cpuUsage(began);
    // The time that others take on a busy computer is not ours.
    expect(user / 1000 / turns).toBeLessThan(50);
  });
});
