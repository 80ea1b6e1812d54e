import { describe, expect, it } from 'vitest';
import type { LinkedEvent } from '../../../../bridge/domain/linked-event.ts';
import { amendEvent } from '../../../../bridge/icalendar/write/amend-event.ts';
import { UnreadableEvent } from '../../../../bridge/icalendar/write/blocks.ts';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { APPOINTMENT, appointment, linesOf, STAMP, unfoldedLines } from './linked-events.ts';

const HOUR = 3_600_000;
const LATER = { now: STAMP.now + HOUR, sequence: 0 };
const TEXT = writeEvent(APPOINTMENT, STAMP);
const MOVED = appointment({ start: APPOINTMENT.start + HOUR, end: APPOINTMENT.end + HOUR });

/** The text with some of its lines in another form. */
function edited(text: string, ...edits: readonly [line: RegExp, instead: string][]): string {
  const unfolded = unfoldedLines(text).join('\r\n');
  return edits.reduce((so, [line, instead]) => {
    if (!line.test(so)) throw new Error(`no line is like ${line}`);
    return so.replace(line, () => instead);
  }, unfolded);
}

function amended(text: string, after: LinkedEvent, before: LinkedEvent | null = APPOINTMENT): string {
  return amendEvent(text, { before, after }, LATER);
}

/** Both ways of knowing what was last written: what this bridge remembers, and the note that stands in the event. */
const MEMORIES: readonly [string, LinkedEvent | null, (text: string) => string][] = [
  ['remembered and noted', APPOINTMENT, (text) => text],
  ['noted alone', null, (text) => text],
  ['remembered alone', APPOINTMENT, (text) => edited(text, [/X-SLOTBRIDGE-WROTE.*\r\n/, ''])],
];

describe('an appointment that did not change', () => {
  it.each(MEMORIES.slice(0, 2))('leaves the text as it is (%s)', (_, before) => {
    expect(amended(TEXT, APPOINTMENT, before)).toBe(TEXT);
  });
});

describe.each(MEMORIES)('what was written is %s:', (_, before, prepare) => {
  it('a moved appointment moves its event and changes nothing else', () => {
    const text = prepare(TEXT);
    const after = amended(text, MOVED, before);
    const changed = unfoldedLines(after).filter((line) => !unfoldedLines(text).includes(line));
    expect(changed.filter((line) => !line.startsWith('X-SLOTBRIDGE-WROTE'))).toEqual([
      'DTSTART;TZID=Europe/Berlin:20261124T110000',
      'DTEND;TZID=Europe/Berlin:20261124T120000',
      'SEQUENCE:1',
      'DTSTAMP:20261122T120000Z',
      'LAST-MODIFIED:20261122T120000Z',
      'X-SLOTBRIDGE-START:20261124T100000Z',
      'X-SLOTBRIDGE-END:20261124T110000Z',
    ]);
  });

  it('a new time keeps the title, place, notes, status and transparency that the person gave', () => {
    const text = edited(
      prepare(TEXT),
      [/SUMMARY:.*/, 'SUMMARY;LANGUAGE=de:Erstes Gespräch'],
      [/LOCATION:.*/, 'LOCATION:Café'],
      [/(?<=DESCRIPTION:.*)\r\n/, '\\n\\nPark behind the house\r\n'],
      [/STATUS:.*/, 'STATUS:TENTATIVE'],
      [/TRANSP:.*/, 'TRANSP:TRANSPARENT'],
    );
    const after = amended(text, MOVED, before);
    for (const name of ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'STATUS', 'TRANSP'])
      expect(linesOf(after, name)).toEqual(linesOf(text, name));
    expect(readOwnEvent(after, 'UTC')).toMatchObject({ start: MOVED.start, end: MOVED.end });
  });

  it('a new title keeps the time to which the person moved the event, and the mark of where the CRM has it', () => {
    const text = edited(
      prepare(TEXT),
      [/DTSTART;.*/, 'DTSTART:20261124T150000Z'],
      [/DTEND;.*/, 'DTEND:20261124T160000Z'],
    );
    const after = amended(text, appointment({ title: 'Second talk' }), before);
    expect(readOwnEvent(after, 'UTC')).toMatchObject({
      title: 'Second talk',
      start: Date.parse('2026-11-24T15:00:00Z'),
      mark: { start: APPOINTMENT.start, end: APPOINTMENT.end },
    });
  });

  it('a new title overrides the person’s, and keeps what they noted on it', () => {
    const text = edited(prepare(TEXT), [/SUMMARY:.*/, 'SUMMARY;LANGUAGE=de;X-APPLE-RADIUS=1:Mein Titel']);
    const after = amended(text, appointment({ title: 'Second talk' }), before);
    expect(linesOf(after, 'SUMMARY')).toEqual(['SUMMARY;LANGUAGE=de;X-APPLE-RADIUS=1:Second talk']);
  });

  it('a place that is gone from the appointment is gone from the event', () => {
    expect(linesOf(amended(prepare(TEXT), appointment({ address: null }), before), 'LOCATION')).toEqual([]);
  });
});

describe('text that cannot be amended', () => {
  it.each([
    ['', 'it is not one calendar'],
    ['<html></html>', 'it is not one calendar'],
    [TEXT.slice(0, 400), 'it ends before it is complete'],
    [TEXT.replace('END:VEVENT', 'END:VTODO'), 'its parts do not begin and end as they should'],
    [`${TEXT}${TEXT}`, 'it is not one calendar'],
    [
      writeEvent(appointment({ uid: 'other', appointmentId: 'apt2' }), STAMP),
      "it does not hold the appointment's event",
    ],
  ])('says so (%#)', (text, reason) => {
    expect(() => amended(text, MOVED)).toThrow(UnreadableEvent);
    expect(() => amended(text, MOVED)).toThrow(reason);
  });
});
