import { describe, expect, it } from 'vitest';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { calendar, days, event, expansionOf, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const SOUND = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'SUMMARY:Sound'));
const SOUND_TIMES = ['2026-11-17 09:00 – 10:00'];
const utc = (text: string) => Date.parse(`${text}:00Z`);

describe('text that is no calendar is unreadable, never without events', () => {
  it.each([
    ['empty text', ''],
    ['blank lines', '\r\n\r\n  \r\n'],
    ['line ends alone', '\r\r\r'],
    ['a byte order mark alone', '\uFEFF'],
    ['a page of HTML', '<!DOCTYPE html><html><head><title>Sign in: now</title></head></html>'],
    ['a page of HTML over several lines', '<html>\n<body>\nBEGIN:VCALENDAR\nEND:VCALENDAR\n</body>\n</html>'],
    ['JSON', '{"error":"busy"}'],
    ['one long line', 'x'.repeat(300_000)],
    ['text in UTF-16 read as UTF-8', SOUND.split('').join('\u0000')],
    ['a contact', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n'],
    ['an event outside a calendar', event('DTSTART:20261117T090000Z').join('\r\n')],
    ['only the first line', 'BEGIN:VCALENDAR'],
    ['a calendar whose end is missing', SOUND.replace('END:VCALENDAR\r\n', '')],
    ['an event whose end is missing', SOUND.replace('END:VEVENT\r\n', '')],
    ['ends in the wrong order', SOUND.replace('END:VEVENT\r\nEND:VCALENDAR', 'END:VCALENDAR\r\nEND:VEVENT')],
    ['one END too many', `${SOUND}END:VCALENDAR\r\n`],
    ['something after the calendar', `${SOUND}<html>`],
  ])('%s', (_, text) => {
    expect(readResource(text)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^The text cannot be read: it/),
    });
  });

  it('cut off after any of its characters', () => {
    for (let length = 0; length < SOUND.length - 2; length += 1) {
      expect(readResource(SOUND.slice(0, length)).kind, `cut after ${length}`).toBe('unreadable');
    }
  });

  it('a calendar of reminders alone is sound and has no events', () => {
    expect(readResource(calendar(['BEGIN:VTODO', 'UID:1', 'DTSTART:20261117T090000Z', 'END:VTODO']))).toEqual({
      kind: 'no-events',
    });
    expect(readResource(calendar())).toEqual({ kind: 'no-events' });
  });
});

describe('text that is odd but can be read is read', () => {
  it.each([
    ['with a byte order mark', `\uFEFF${SOUND}`],
    ['with CR alone at the line ends', SOUND.replaceAll('\n', '')],
    ['with LF alone at the line ends', SOUND.replaceAll('\r', '')],
    ['with two CR at each line end', SOUND.replaceAll('\r', '\r\r')],
    ['with blank lines between', SOUND.replaceAll('\r\n', '\r\n\r\n')],
    ['without a last line end', SOUND.trimEnd()],
    ['in small letters', SOUND.toLowerCase().replace('pt1h', 'PT1H')],
    ['with DTSTAMP twice', SOUND.replace('DTSTAMP:', 'DTSTAMP:20250101T000000Z\r\nDTSTAMP:')],
    ['with DTSTART twice, saying the same', SOUND.replace('DTSTART:', 'DTSTART:20261117T090000Z\r\nDTSTART:')],
    ['with a stray line in the event', SOUND.replace('SUMMARY', 'this line is no property\r\nSUMMARY')],
    ['with a stray line that looks like a property', SOUND.replace('SUMMARY', 'DESCRIPTION\r\nSUMMARY')],
    ['with a name from the language', SOUND.replace('SUMMARY', '__proto__:x\r\nconstructor;__proto__=1:y\r\nSUMMARY')],
    ['folded in the middle of a name', SOUND.replace('DTSTART', 'DTS\r\n TART')],
    ['with control characters in the title', SOUND.replace('Sound', 'So\u0000un\u0007d')],
    ['with a broken attendee', SOUND.replace('SUMMARY', 'ATTENDEE;CN="never closed:mailto:a@example.org\r\nSUMMARY')],
    ['with CR alone at some line ends', SOUND.replace('SUMMARY', 'DESCRIPTION:One\rX-NOTE:two\r\nSUMMARY')],
    ['with CR alone before the times', SOUND.replace('UID:event@example.org\r\n', 'UID:event@example.org\r')],
    ['with CR alone before them, and in folded lines', SOUND.replace('DTSTAMP:2026', 'DTSTAMP:20\r 26\r\n\t')],
    ['with the calendar in another', `BEGIN:VCALENDAR\r\n${SOUND}END:VCALENDAR\r\n`],
    ['with a quote in the name of an attendee', SOUND.replace('SUMMARY', 'ATTENDEE;CN=5" pipe:mailto:a@x\r\nSUMMARY')],
    ['with a space after the time', SOUND.replace('090000Z', '090000Z ')],
  ])('%s', (_, text) => {
    expect(times(text, NOVEMBER)).toEqual(SOUND_TIMES);
  });

  it('a rule after CR alone is seen', () => {
    const text = SOUND.replace('SUMMARY:Sound', 'DESCRIPTION:Sound\rRRULE:FREQ=DAILY;COUNT=2');
    expect(times(text, NOVEMBER)).toEqual([...SOUND_TIMES, '2026-11-18 09:00 – 10:00']);
  });

  it('an event within another, or within something unknown, is an event', () => {
    const inner = event('UID:inner', 'DTSTART:20261118T090000Z', 'DURATION:PT1H').join('\r\n');
    const both = [...SOUND_TIMES, '2026-11-18 09:00 – 10:00'];
    expect(times(SOUND.replace('END:VEVENT', `${inner}\r\nEND:VEVENT`), NOVEMBER)).toEqual(both);
    const box = `BEGIN:X-BOX\r\n${inner}\r\nEND:X-BOX\r\nEND:VCALENDAR`;
    expect(times(SOUND.replace('END:VCALENDAR', box), NOVEMBER)).toEqual(both);
  });

  it('properties of an alarm are none of the event', () => {
    const alarm = ['BEGIN:VALARM', 'DURATION:PT9H', 'DTSTART:19990101T000000Z', 'SUMMARY:Alarm', 'END:VALARM'];
    const text = SOUND.replace('END:VEVENT', [...alarm, 'END:VEVENT'].join('\r\n'));
    expect(times(text, NOVEMBER)).toEqual(SOUND_TIMES);
  });
});

describe('an event that cannot be read leaves in doubt the times it may touch', () => {
  const doubt = (...lines: string[]) => {
    const reading = readResource(calendar(event(...lines)));
    if (reading.kind !== 'unreadable') throw new Error(`it was read: ${JSON.stringify(reading)}`);
    return { from: reading.from, to: reading.to };
  };
  const ANY = { from: undefined, to: undefined };

  it.each([
    ['month 13', 'DTSTART:20261317T090000Z'],
    ['month 0', 'DTSTART:20260017T090000Z'],
    ['30 February', 'DTSTART;VALUE=DATE:20260230'],
    ['29 February of no leap year', 'DTSTART;VALUE=DATE:20270229'],
    ['day 0', 'DTSTART:20261100T090000Z'],
    ['hour 24', 'DTSTART:20261117T240000Z'],
    ['minute 60', 'DTSTART:20261117T096000Z'],
    ['second 61', 'DTSTART:20261117T090061Z'],
    ['no seconds', 'DTSTART:20261117T0900Z'],
    ['an offset', 'DTSTART:20261117T090000+0100'],
    ['the year 0', 'DTSTART:00001117T090000Z'],
    ['the year 99999', 'DTSTART:999991117T090000Z'],
    ['words', 'DTSTART:tomorrow'],
    ['nothing', 'DTSTART:'],
    ['a name without a value', 'DTSTART'],
    ['control characters', 'DTSTART:20261117T09\u00000000Z'],
    ['no start at all', 'SUMMARY:No start'],
  ])('a start that is wrong (%s): any time', (_, line) => {
    expect(doubt(line, 'DURATION:PT1H')).toEqual(ANY);
  });

  // A zone may lie up to 14 hours from UTC, so 14 hours on both sides are in doubt as well.
  it('a negative duration: as long before the start as after', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:-PT2H')).toEqual({
      from: utc('2026-11-16T17:00'),
      to: utc('2026-11-18T01:00'),
    });
  });

  it('a DTEND that is wrong: from the start on', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DTEND:20261317T090000Z')).toEqual({
      from: utc('2026-11-16T19:00'),
      to: undefined,
    });
  });

  it.each([
    'DURATION:P1Y',
    'DURATION:PT',
    'DURATION:1H',
    'DURATION:',
    'DURATION:P99999999999999999999D',
    'DURATION:P40000D',
  ])('an absurd duration (%s): from the start on', (line) => {
    expect(doubt('DTSTART:20261117T090000Z', line)).toEqual({ from: utc('2026-11-16T19:00'), to: undefined });
  });

  it.each([
    'RRULE:FREQ=FORTNIGHTLY',
    'RRULE:COUNT=3',
    'RRULE:',
    'RRULE',
    'RRULE:FREQ=DAILY;INTERVAL=0',
    'RRULE:FREQ=DAILY;INTERVAL=-1',
    'RRULE:FREQ=DAILY;COUNT=0',
    'RRULE:FREQ=DAILY;COUNT=many',
    'RRULE:FREQ=DAILY;UNTIL=20261399T000000Z',
    'RRULE:FREQ=DAILY;BYHOUR=24',
    'RRULE:FREQ=DAILY;BYMINUTE=60',
    'RRULE:FREQ=YEARLY;BYMONTH=13',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=0',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=32',
    'RRULE:FREQ=YEARLY;BYYEARDAY=367',
    'RRULE:FREQ=YEARLY;BYWEEKNO=54',
    'RRULE:FREQ=WEEKLY;BYDAY=XX',
    'RRULE:FREQ=MONTHLY;BYDAY=0MO',
    'RRULE:FREQ=WEEKLY;WKST=DO',
    'RRULE:FREQ=DAILY;FREQ=WEEKLY',
    'RRULE:FREQ=DAILY;BYEASTER=1',
    'RRULE:FREQ=DAILY;__proto__=1',
    'RRULE:RSCALE=CHINESE;FREQ=YEARLY',
  ])('a rule that is wrong (%s): from the start on', (line) => {
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:PT1H', line)).toEqual({
      from: utc('2026-11-16T19:00'),
      to: undefined,
    });
  });

  it('two different starts: around both', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DTSTART:20261119T090000Z', 'DURATION:PT1H')).toEqual({
      from: utc('2026-11-16T19:00'),
      to: utc('2026-11-20T00:00'),
    });
  });

  it('an override of an unknown range: from its start on', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'RECURRENCE-ID;RANGE=THISANDPRIOR:20261117T090000Z')).toEqual({
      from: utc('2026-11-16T19:00'),
      to: undefined,
    });
  });

  it('an RDATE that is wrong: any time, while the rest is known', () => {
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'RDATE:20261399T090000Z'));
    const { occurrences, unknown } = expansionOf(text, NOVEMBER);
    expect(occurrences).toHaveLength(1);
    expect(unknown).toEqual([{ reason: expect.stringContaining('20261399T090000Z') }]);
  });

  it('an RDATE in a zone that nobody knows: what it may touch, while the rest is known', () => {
    const dates = 'RDATE;TZID=Nowhere/Land:20261120T100000,20261122T100000';
    const { occurrences, unknown } = expansionOf(
      calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', dates)),
      NOVEMBER,
    );
    expect(occurrences).toHaveLength(1);
    // Fourteen hours on both sides of 10:00 to 11:00.
    expect(unknown).toEqual([
      { from: utc('2026-11-19T20:00'), to: utc('2026-11-21T01:00'), reason: expect.stringContaining('Nowhere/Land') },
      { from: utc('2026-11-21T20:00'), to: utc('2026-11-23T01:00'), reason: expect.stringContaining('Nowhere/Land') },
    ]);
  });

  it.each([
    ['with its own end', 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/20261120T150000', [], '2026-11-21T05:00'],
    ['with its own duration', 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/PT8H', [], '2026-11-21T08:00'],
    ['shorter than the event', 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/PT5M', [], '2026-11-21T01:00'],
    ['after travel', 'RDATE;TZID=Nowhere:20261120T100000', ['X-APPLE-TRAVEL-DURATION:PT30M'], '2026-11-21T01:00'],
  ])('an RDATE in a zone that nobody knows, %s', (_, date, more, to) => {
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', date, ...more));
    const from = more.length > 0 ? '2026-11-18T20:00' : '2026-11-19T20:00';
    expect(expansionOf(text, NOVEMBER).unknown).toMatchObject([{ from: utc(from), to: utc(to) }]);
  });

  it('an RDATE in a zone that nobody knows, of an event from one zone to another: what the flight may hide too', () => {
    const flight = [
      'DTSTART;TZID=Pacific/Auckland:20261117T090000',
      'DTEND;TZID=America/New_York:20261117T060000',
      'RDATE;TZID=Nowhere:20261120T100000',
    ];
    // By the clocks on the wall it ends three hours before it starts; by any clock it is at most 25 hours long.
    const [doubt] = expansionOf(calendar(event(...flight)), NOVEMBER).unknown;
    expect(doubt?.to).toBeGreaterThanOrEqual(utc('2026-11-22T01:00'));
  });

  it('an RDATE whose end cannot be read: from it on', () => {
    const period = 'RDATE;VALUE=PERIOD;TZID=Nowhere:20261120T100000/soon';
    const text = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', period));
    expect(expansionOf(text, NOVEMBER).unknown).toEqual([
      { from: utc('2026-11-19T20:00'), reason: expect.stringContaining('Nowhere') },
    ]);
  });

  it('a duration that is wrong of an event with RDATE: any time, since the dates may lie before the start', () => {
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:-PT1H', 'RDATE:20261101T090000Z')).toEqual(ANY);
    expect(doubt('DTSTART:20261117T090000Z', 'DURATION:-PT1H', 'RDATE')).toEqual(ANY);
  });

  it('a travel time that is wrong of an event with RDATE: from the day before the first of them on', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'RDATE:20261110T090000Z', 'X-APPLE-TRAVEL-DURATION:soon'),
    );
    expect(expansionOf(text, NOVEMBER).unknown).toEqual([
      { from: utc('2026-11-08T19:00'), reason: expect.stringContaining('travel') },
    ]);
  });

  it('a travel time that is wrong: the day before the start, while the event is known', () => {
    const text = calendar(
      event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'X-APPLE-TRAVEL-DURATION;VALUE=DURATION:-PT30M'),
    );
    const { occurrences, unknown } = expansionOf(text, NOVEMBER);
    expect(occurrences).toHaveLength(1);
    expect(unknown).toMatchObject([{ from: utc('2026-11-15T19:00'), to: utc('2026-11-17T23:00') }]);
  });

  it('says nothing where it does not reach', () => {
    const text = calendar(
      event('UID:good', 'DTSTART:20261117T090000Z'),
      event('UID:bad', 'DTSTART:20261117T090000Z', 'DURATION:-PT2H'),
    );
    expect(expansionOf(text, days('2026-11-01', '2026-11-10')).unknown).toEqual([]);
    expect(expansionOf(text, days('2026-11-16', '2026-11-17')).unknown).toHaveLength(1);
    expect(expansionOf(text, days('2026-11-20', '2026-11-30')).unknown).toEqual([]);
  });
});

describe('one bad event', () => {
  const bad = event('UID:bad', 'DTSTART:20261317T090000Z');

  it('never harms another', () => {
    const good = event('UID:good', 'DTSTART:20261117T090000Z', 'DURATION:PT1H');
    for (const text of [calendar(bad, good), calendar(good, bad)]) {
      const { occurrences, unknown } = expansionOf(text, NOVEMBER);
      expect(occurrences).toHaveLength(1);
      expect(unknown).toEqual([{ reason: expect.stringContaining('"20261317T090000Z" is no day of the calendar') }]);
    }
  });

  it('is told without showing what else stands in it', () => {
    const text = calendar(
      event('DTSTART:<script>alert(1)</script>\u202e and a very long text that goes on and on', 'SUMMARY:Private'),
    );
    const reading = readResource(text);
    expect(reading).toMatchObject({ kind: 'unreadable' });
    expect(JSON.stringify(reading)).not.toMatch(/Private|\u202e|goes on and on/);
  });
});

describe('names of the language in the text', () => {
  it('change no object', () => {
    const nasty = calendar(
      event('UID:__proto__', 'DTSTART;__proto__=x;TZID=__proto__:20261117T090000', '__proto__;polluted=yes:yes'),
      event(
        'UID:constructor',
        'DTSTART:20261117T090000Z',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;COUNT=2',
        'ATTENDEE;PARTSTAT=__proto__:mailto:__proto__',
      ),
      ['BEGIN:VTIMEZONE', 'TZID:__proto__', 'BEGIN:__proto__', 'END:__proto__', 'END:VTIMEZONE'],
    );
    const { occurrences } = expansionOf(nasty, NOVEMBER);
    expect(occurrences.map(({ uid }) => uid)).toEqual(['constructor', 'constructor']);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('big texts', () => {
  it('an attachment of 20 MB, folded, is read past', () => {
    const attachment = ['ATTACH;ENCODING=BASE64;VALUE=BINARY:', ...Array<string>(280_000).fill(` ${'A'.repeat(74)}`)];
    const text = SOUND.replace('SUMMARY', `${attachment.join('\r\n')}\r\nSUMMARY`);
    expect(text.length).toBeGreaterThan(20_000_000);
    expect(times(text, NOVEMBER)).toEqual(SOUND_TIMES);
  });

  it('lines of 300 KB are read', () => {
    const text = SOUND.replace('SUMMARY:Sound', `SUMMARY:${'long '.repeat(60_000)}`).replace(
      'SUMMARY',
      `X-NOTE:${'y'.repeat(300_000)}\r\nSUMMARY`,
    );
    expect(times(text, NOVEMBER)).toEqual(SOUND_TIMES);
  });

  it('a title of 20 MB, folded, is cut', () => {
    const text = SOUND.replace(
      'SUMMARY:Sound',
      ['SUMMARY:S', ...Array<string>(280_000).fill(` ${'A'.repeat(74)}`)].join('\r\n'),
    );
    expect(expansionOf(text, NOVEMBER).occurrences[0]?.title).toHaveLength(300);
  });

  it('components nested ten thousand deep are read past', () => {
    const nested = [...Array<string>(10_000).fill('BEGIN:X-NEST'), ...Array<string>(10_000).fill('END:X-NEST')];
    expect(times(SOUND.replace('END:VEVENT', [...nested, 'END:VEVENT'].join('\r\n')), NOVEMBER)).toEqual(SOUND_TIMES);
  });
});
