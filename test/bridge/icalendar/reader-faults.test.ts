import { describe, expect, it } from 'vitest';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { calendar, days, event, expansionOf, inWords, occurrencesIn, times } from './texts.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const HOUR = ['DTSTART:20261117T090000Z', 'DURATION:PT1H'];

/** A zone of its own, nine hours and a quarter before UTC, that no computer knows. */
const OWN_ZONE = [
  ...['BEGIN:VTIMEZONE', 'TZID:Headquarters', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
  ...['TZOFFSETFROM:-0915', 'TZOFFSETTO:-0915', 'END:STANDARD', 'END:VTIMEZONE'],
];

describe('what other readers of calendars get wrong', () => {
  it('RDATE without a rule is an occurrence', () => {
    expect(times(calendar(event(...HOUR, 'RDATE:20261119T090000Z')), NOVEMBER)).toEqual([
      '2026-11-17 09:00 – 10:00',
      '2026-11-19 09:00 – 10:00',
    ]);
  });

  it('RANGE=THISANDFUTURE changes what follows too', () => {
    const rest = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20261118T090000Z',
      'DTSTART:20261118T140000Z',
      'DURATION:PT1H',
    );
    expect(times(calendar(event(...HOUR, 'RRULE:FREQ=DAILY;COUNT=3'), rest), NOVEMBER)).toEqual([
      '2026-11-17 09:00 – 10:00',
      '2026-11-18 14:00 – 15:00',
      '2026-11-19 14:00 – 15:00',
    ]);
  });

  it('a TZID with a VTIMEZONE of its own is read by that, not by the clock of the computer', () => {
    const text = calendar(OWN_ZONE, event('DTSTART;TZID=Headquarters:20261117T100000', 'DURATION:PT1H'));
    expect(times(text, NOVEMBER)).toEqual(['2026-11-17 19:15 – 20:15']);
  });

  it('a floating time is the person’s, though the text defines a zone', () => {
    const text = calendar(OWN_ZONE, event('DTSTART:20261117T100000', 'DURATION:PT1H'));
    expect(times(text, NOVEMBER, 'Asia/Tokyo')).toEqual(['2026-11-17 01:00 – 02:00']);
  });

  it('of several overrides without their master none is lost', () => {
    const alone = [17, 18, 19].map((day) =>
      event(`RECURRENCE-ID:202611${day}T090000Z`, `DTSTART:202611${day}T120000Z`, 'DURATION:PT1H'),
    );
    expect(times(calendar(...alone), NOVEMBER)).toEqual([
      '2026-11-17 12:00 – 13:00',
      '2026-11-18 12:00 – 13:00',
      '2026-11-19 12:00 – 13:00',
    ]);
  });

  it('one timed occurrence of an all-day series blocks its hour, not its day', () => {
    const series = event('DTSTART;VALUE=DATE:20261116', 'RRULE:FREQ=DAILY;COUNT=2');
    const timed = event('RECURRENCE-ID;VALUE=DATE:20261117', 'DTSTART:20261117T090000Z', 'DURATION:PT1H');
    const found = occurrencesIn(calendar(series, timed), NOVEMBER, 'UTC');
    expect(found.map(inWords)).toEqual(['2026-11-16 00:00 – 2026-11-17 00:00', '2026-11-17 09:00 – 10:00']);
    expect(found.map(({ allDay }) => allDay)).toEqual([true, false]);
  });

  it('an attendee with an empty name has declined all the same', () => {
    const text = calendar(event(...HOUR, 'ATTENDEE;CN=;PARTSTAT=DECLINED:mailto:me@example.org'));
    expect(occurrencesIn(text, NOVEMBER)[0]?.attendees).toEqual([
      { address: 'me@example.org', participation: 'declined' },
    ]);
  });

  it.each([
    ['truncated', calendar(event(...HOUR)).replace('END:VCALENDAR\r\n', ''), 'it ends before it is complete'],
    ['a page of HTML', '<html><body>Sign in</body></html>', 'it is no iCalendar text'],
    ['empty', '', 'it is empty'],
    ['line ends alone', '\r\r\r', 'it is empty'],
  ])('a text that is %s is unreadable, which is not the same as free', (_, text, why) => {
    expect(readResource(text)).toEqual({ kind: 'unreadable', reason: `The text cannot be read: ${why}.` });
  });

  it('CR alone ends lines', () => {
    expect(times(calendar(event(...HOUR)).replaceAll('\r\n', '\r'), NOVEMBER)).toEqual(['2026-11-17 09:00 – 10:00']);
  });

  it('one bad RRULE leaves its own event in doubt and no other', () => {
    const bad = event('UID:bad', 'DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES');
    const { occurrences, unknown } = expansionOf(calendar(bad, event(...HOUR)), NOVEMBER);
    expect(occurrences.map(inWords)).toEqual(['2026-11-17 09:00 – 10:00']);
    // The zone may have been meant to be up to 14 hours from UTC.
    expect(unknown).toEqual([
      { from: Date.parse('2026-11-09T19:00:00Z'), reason: 'An event cannot be read: "SOMETIMES" is no frequency.' },
    ]);
  });
});
