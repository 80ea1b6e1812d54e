import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { describe, expect, it } from 'vitest';
import type { LinkedEvent } from '../../../../bridge/domain/linked-event.ts';
import { amendEvent } from '../../../../bridge/icalendar/write/amend-event.ts';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { APPOINTMENT, appointment, linesOf, STAMP } from './linked-events.ts';

const AWKWARD = [
  '\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT',
  '\nEND:VCALENDAR',
  '\u0000\u0007\u001b[31m\u007f\u0085',
  '\u202e\u2066\u200f\u061c',
  '\ud83d',
  '\ude00',
  '\u2028\u2029\ufeff\ufffe\uffff',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪',
  '<script>alert("1")</script><b>&amp;',
  ']]>',
  '\\n\\N\\,\\;\\\\',
  ';:,"^n^\'',
  'e\u0301'.repeat(200),
  'ä'.repeat(80),
  '\t  \t',
  '{{contact.name}} %s $& $1',
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ unit: 'binary', maxLength: 10 })), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const maybe = fc.option(text, { nil: null });
const event: fc.Arbitrary<LinkedEvent> = fc.record({
  uid: fc.constant(APPOINTMENT.uid),
  saidAt: fc.constant(null),
  appointmentId: fc.constant(APPOINTMENT.appointmentId),
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC'),
  status: fc.constantFrom('confirmed' as const, 'tentative' as const),
  title: text,
  address: maybe,
  notes: maybe,
  contactName: maybe,
  url: fc.option(
    fc.oneof(
      fc.webUrl(),
      text.map((path) => `https://example.com/${path}`),
    ),
    { nil: null },
  ),
  start: fc.constantFrom(APPOINTMENT.start, APPOINTMENT.start + 86_400_000),
  end: fc.constant(APPOINTMENT.end + 86_400_000),
});

/** What every reader asks of a text, whatever is in it. */
function expectSound(written: string): void {
  expect(written.isWellFormed()).toBe(true);
  // RFC 5545 3.1, and the characters of XML 1.0, in which CalDAV carries the text.
  expect(written.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/u);
  for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(linesOf(written, 'BEGIN').filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(linesOf(written, 'UID')).toEqual([`UID:${APPOINTMENT.uid}`]);
}

function eventIn(written: string): InstanceType<typeof ICAL.Component> {
  return new ICAL.Component(ICAL.parse(written)).getFirstSubcomponent('vevent') as InstanceType<typeof ICAL.Component>;
}

const FIELDS = ['summary', 'location', 'description', 'url', 'status'];

function fieldsIn(written: string): (string | null)[] {
  return FIELDS.map((name) => eventIn(written).getFirstPropertyValue(name)?.toString() ?? null);
}

describe('an event with awkward texts', () => {
  it('is sound, and three readers see the same title in it', () => {
    fc.assert(
      fc.property(event, (one) => {
        const written = writeEvent(one, STAMP);
        expectSound(written);
        const title = eventIn(written).getFirstPropertyValue('summary');
        expect(readOwnEvent(written, 'UTC')).toMatchObject({ title, start: one.start, end: one.end });
        const second = Object.values(nodeIcal.sync.parseICS(written)).find((part) => part?.type === 'VEVENT');
        // node-ical takes a backslash that stands before an n for a line break, however it is escaped.
        if (!String(title).includes('\\')) expect(second).toMatchObject({ summary: title });
      }),
      { numRuns: 150 },
    );
  });

  it('becomes any other by being amended, as if that had been written at once, and then stays', () => {
    fc.assert(
      fc.property(event, event, fc.boolean(), (one, other, remembered) => {
        const before = remembered ? one : null;
        const amended = amendEvent(writeEvent(one, STAMP), { before, after: other }, STAMP);
        expectSound(amended);
        expect(fieldsIn(amended)).toEqual(fieldsIn(writeEvent(other, STAMP)));
        expect(readOwnEvent(amended, 'UTC')).toMatchObject({ start: other.start, end: other.end });
        expect(amendEvent(amended, { before: null, after: other }, STAMP)).toBe(amended);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['one\r\ntwo\rthree\u2028four', 'one two three four'],
    ['a\u0000b\u202ec\ud83dd', 'a bcd'],
    ['BEGIN:VEVENT', 'BEGIN:VEVENT'],
    ['<b>Bold</b> & "quoted"', '<b>Bold</b> & "quoted"'],
    ['👩‍👩‍👧‍👦 family', '👩‍👩‍👧‍👦 family'],
  ])('%j is shown as %j', (title, shown) => {
    expect(readOwnEvent(writeEvent(appointment({ title }), STAMP), 'UTC')?.title).toBe(shown);
  });

  it('shortens a title of 10 KB, and says that it did', () => {
    const title = eventIn(writeEvent(appointment({ title: '🎉x'.repeat(2500) }), STAMP)).getFirstPropertyValue(
      'summary',
    );
    expect([...String(title)]).toHaveLength(250);
    expect(title).toMatch(/^(🎉x){124}🎉…$/u);
  });

  it('keeps the lines of notes, at most 200 of them', () => {
    const notes = eventIn(writeEvent(appointment({ notes: 'a \r\n\r\n\r\n\tb\n'.repeat(200) }), STAMP));
    const lines = String(notes.getFirstPropertyValue('description')).split('\n');
    expect(lines.slice(0, 6)).toEqual(['With Anna Schmidt', '', 'a', '', ' b', 'a']);
    expect(lines.slice(-3)).toEqual(['…', '', `Open the appointment: ${APPOINTMENT.url}`]);
    expect(lines).toHaveLength(204);
  });
});
