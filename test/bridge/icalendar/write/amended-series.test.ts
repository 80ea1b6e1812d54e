import { describe, expect, it } from 'vitest';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { amended, edited, MOVED, TEXT } from './amending.ts';
import { appointment, linesOf } from './linked-events.ts';

describe('a series that the person made of the event', () => {
  const weekly = (...lines: readonly string[]) => edited(TEXT, [/(?=STATUS:)/, `${lines.join('\r\n')}\r\n`]);
  const exception = [
    'BEGIN:VEVENT',
    'UID:slotbridge-0123',
    'RECURRENCE-ID;TZID=Europe/Berlin:20261201T100000',
    'DTSTART;TZID=Europe/Berlin:20261201T130000',
    'DTEND;TZID=Europe/Berlin:20261201T140000',
    'SUMMARY:Exception',
    // Calendars copy what they do not know.
    'X-SLOTBRIDGE-APPOINTMENT:apt1',
    'END:VEVENT',
  ].join('\r\n');

  it.each(['RRULE:FREQ=WEEKLY', 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=5', 'RRULE:FREQ=WEEKLY;UNTIL=20270101T090000Z'])(
    'moves along when nothing but %s makes it',
    (rule) => {
      const after = amended(weekly(rule), MOVED, null);
      expect(after).toContain(rule);
      expect(readOwnEvent(after, 'UTC')).toMatchObject({ start: MOVED.start, recurring: true });
    },
  );

  it.each([
    ['RRULE:FREQ=WEEKLY;BYDAY=TU'],
    ['RRULE:FREQ=WEEKLY;UNTIL=20261124T090000Z'],
    ['RRULE:FREQ=WEEKLY;UNTIL=20271124'],
    ['RRULE:FREQ=WEEKLY', 'EXDATE;TZID=Europe/Berlin:20261201T100000'],
    ['RDATE:20261201T100000Z'],
  ])('is one event again where %s could hide the new time', (...lines) => {
    const after = amended(weekly(...lines), MOVED, null);
    expect(readOwnEvent(after, 'UTC')).toMatchObject({ start: MOVED.start, end: MOVED.end, recurring: false });
    expect(after.slice(after.indexOf('BEGIN:VEVENT'))).not.toMatch(/RRULE|RDATE|EXDATE/);
  });

  it('keeps its exceptions until the appointment moves', () => {
    const text = edited(weekly('RRULE:FREQ=WEEKLY'), [/(?=END:VCALENDAR)/, `${exception}\r\n`]);
    const retitled = amended(text, appointment({ title: 'Second talk' }), null);
    expect(retitled).toContain(exception);
    expect(linesOf(retitled, 'SUMMARY')).toEqual(['SUMMARY:Second talk', 'SUMMARY:Exception']);
    expect(amended(text, MOVED, null)).not.toContain('Exception');
  });

  it('is amended in its master though an exception stands before it', () => {
    const text = edited(weekly('RRULE:FREQ=WEEKLY'), [/(?=BEGIN:VEVENT)/, `${exception}\r\n`]);
    const retitled = amended(text, appointment({ title: 'Second talk' }), null);
    expect(linesOf(retitled, 'SUMMARY')).toEqual(['SUMMARY:Exception', 'SUMMARY:Second talk']);
  });
});
