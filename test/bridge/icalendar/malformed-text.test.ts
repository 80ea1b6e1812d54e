import { describe, expect, it } from 'vitest';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { calendar, days, event, expansionOf, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

const SOUND = calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', 'SUMMARY:Sound'));

const SOUND_TIMES = ['2026-11-17 09:00 – 10:00'];

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
