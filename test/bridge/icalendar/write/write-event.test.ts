import { describe, expect, it } from 'vitest';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { APPOINTMENT, appointment, linesOf, STAMP, unfoldedLines } from './linked-events.ts';

describe('the text of an appointment’s event', () => {
  const text = writeEvent(APPOINTMENT, STAMP);

  it('says what Apple’s Calendar shows', () => {
    const lines = unfoldedLines(text);
    expect(lines.slice(lines.indexOf('BEGIN:VEVENT'))).toEqual([
      'BEGIN:VEVENT',
      'UID:slotbridge-0123',
      'DTSTART;TZID=Europe/Berlin:20261124T100000',
      'DTEND;TZID=Europe/Berlin:20261124T110000',
      'SUMMARY:First talk',
      'LOCATION:Hauptstr. 1\\, Berlin',
      'DESCRIPTION:With Anna Schmidt\\n\\nBring the keys\\n\\nOpen the appointment: https://app.example.com/v2/location/loc1/calendars/appointments?id=apt1',
      'URL:https://app.example.com/v2/location/loc1/calendars/appointments?id=apt1',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'SEQUENCE:0',
      'DTSTAMP:20261122T110000Z',
      'CREATED:20261122T110000Z',
      'LAST-MODIFIED:20261122T110000Z',
      'X-SLOTBRIDGE-APPOINTMENT:apt1',
      'X-SLOTBRIDGE-START:20261124T090000Z',
      'X-SLOTBRIDGE-END:20261124T100000Z',
      expect.stringMatching(/^X-SLOTBRIDGE-WROTE:SUMMARY=[0-9a-f]{8}\//),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is a calendar with one zone and one event, and invites nobody', () => {
    expect(unfoldedLines(text).filter((line) => line.startsWith('BEGIN:'))).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VTIMEZONE',
      'BEGIN:DAYLIGHT',
      'BEGIN:STANDARD',
      'BEGIN:VEVENT',
    ]);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
    expect(text).not.toMatch(/^(METHOD|ORGANIZER|ATTENDEE)/m);
  });

  it('says that a booking is not sure yet', () => {
    expect(linesOf(writeEvent(appointment({ status: 'tentative' }), STAMP), 'STATUS')).toEqual(['STATUS:TENTATIVE']);
  });

  it('says nothing of what the CRM does not tell', () => {
    const bare = writeEvent(appointment({ address: null, notes: null, contactName: null, url: null }), STAMP);
    expect(bare).not.toMatch(/^(LOCATION|DESCRIPTION|URL)/m);
  });

  it.each([
    ['', 'Anna', 'Anna'],
    [' \n\u202e ', 'Anna', 'Anna'],
    ['', '', 'Appointment'],
    ['', null, 'Appointment'],
  ])('gives an event without a title (%j, contact %j) the title %s', (title, contactName, shown) => {
    expect(linesOf(writeEvent(appointment({ title, contactName }), STAMP), 'SUMMARY')).toEqual([`SUMMARY:${shown}`]);
  });

  it.each(['javascript:alert(1)', 'mailto:a@b.c', 'no address', 'file:///etc/passwd'])('links to no %s', (url) => {
    expect(writeEvent(appointment({ url }), STAMP)).not.toMatch(/^URL|Open the appointment/m);
  });

  it('covers all of a booking that begins or ends within a second', () => {
    const [start, end] = [APPOINTMENT.start + 700, APPOINTMENT.end + 200];
    const odd = readOwnEvent(writeEvent(appointment({ start, end }), STAMP), 'UTC');
    expect(odd).toMatchObject({ start: APPOINTMENT.start, end: APPOINTMENT.end + 1000 });
    expect(odd?.mark).toMatchObject({ start: APPOINTMENT.start, end: APPOINTMENT.end + 1000 });
  });

  it('is read back as the own event that it is', () => {
    expect(readOwnEvent(text, 'UTC')).toEqual({
      uid: 'slotbridge-0123',
      mark: { appointmentId: 'apt1', start: APPOINTMENT.start, end: APPOINTMENT.end },
      start: APPOINTMENT.start,
      end: APPOINTMENT.end,
      allDay: false,
      recurring: false,
      title: 'First talk',
      status: 'confirmed',
    });
  });
});

describe('what is no own event', () => {
  it.each(['', 'Not found', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', writeEvent(APPOINTMENT, STAMP).slice(0, -20)])(
    'is text that ends early, is empty or is something else (%#)',
    (text) => expect(readOwnEvent(text, 'UTC')).toBeNull(),
  );

  it('is an event without our marks', () => {
    const unmarked = writeEvent(APPOINTMENT, STAMP).replace('X-SLOTBRIDGE-START', 'X-OTHER-START');
    expect(readOwnEvent(unmarked, 'UTC')).toBeNull();
  });
});
