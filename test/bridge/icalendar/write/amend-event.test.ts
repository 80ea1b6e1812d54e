import { describe, expect, it } from 'vitest';
import type { LinkedEvent } from '../../../../bridge/domain/linked-event.ts';
import { amendEvent } from '../../../../bridge/icalendar/write/amend-event.ts';
import { UnreadableEvent } from '../../../../bridge/icalendar/write/blocks.ts';
import { readOwnEvent } from '../../../../bridge/icalendar/write/read-own-event.ts';
import { writeEvent } from '../../../../bridge/icalendar/write/write-event.ts';
import { amended, edited, LATER, MOVED, TEXT } from './amending.ts';
import { APPOINTMENT, appointment, linesOf, STAMP, unfoldedLines } from './linked-events.ts';

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

describe('an appointment that did not change, of an event that a server folded in its own way', () => {
  it('leaves the text as it is', () => {
    const refolded = unfoldedLines(TEXT).map((line) => line.replace(/.{40}(?=.)/g, '$&\r\n '));
    expect(amended(refolded.join('\r\n'), APPOINTMENT, null)).toBe(refolded.join('\r\n'));
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

describe('what the person and Apple added', () => {
  const theirs = [
    'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
    'COLOR:turquoise',
    'ATTACH;FMTTYPE=application/pdf;X-ODD="a;b:c":https://example.com/a.pdf',
    'ATTENDEE;CN="Bob: the guest";PARTSTAT=NEEDS-ACTION:mailto:bob@example.com',
    `X-LONG:${'ä'.repeat(20)}`,
    ' folded in a place of its own',
    'X-BROKEN;=:::',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Event reminder',
    'SUMMARY:of the alarm',
    'TRIGGER:-PT15M',
    'END:VALARM',
  ];
  const text = edited(TEXT, [/(?=END:VEVENT)/, `${theirs.join('\r\n')}\r\n`], [/^/, '\ufeff']);

  it('stays to the letter, in its order', () => {
    const all = appointment({ ...MOVED, title: 'Other', address: 'Elsewhere', notes: null, status: 'tentative' });
    expect(amended(text, all, null)).toContain(theirs.join('\r\n'));
  });

  it('stays in a text whose lines end in LF alone', () => {
    expect(amended(text.replaceAll('\r\n', '\n'), MOVED, null)).toContain(theirs.join('\r\n'));
  });

  it('goes with a place that the appointment left: where the map had it', () => {
    const map = 'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=Hauptstr. 1:geo:52.5,13.4';
    const placed = edited(TEXT, [/(?=STATUS:)/, `GEO:52.5;13.4\r\n${map}\r\n`]);
    expect(amended(placed, MOVED)).toContain(map);
    expect(amended(placed, appointment({ address: 'Elsewhere' }))).not.toMatch(/GEO|STRUCTURED/);
  });

  it('does not bring METHOD back, which no server takes', () => {
    expect(amended(edited(TEXT, [/(?=VERSION)/, 'METHOD:REQUEST\r\n']), MOVED)).not.toContain('METHOD');
  });
});

describe('a time', () => {
  it('that the person made a whole day or gave a DURATION becomes the appointment’s when that moves', () => {
    for (const [start, end] of [
      ['DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:20261125'],
      ['DTSTART:20261124T150000', 'DURATION:PT3H'],
    ] as const) {
      const after = amended(edited(TEXT, [/DTSTART;.*/, start], [/DTEND;.*/, end]), MOVED, null);
      expect(linesOf(after, 'DTSTART').at(-1)).toBe('DTSTART;TZID=Europe/Berlin:20261124T110000');
      expect(linesOf(after, 'DTEND')).toEqual(['DTEND;TZID=Europe/Berlin:20261124T120000']);
      expect(linesOf(after, 'DURATION')).toEqual([]);
    }
  });

  it('in another zone brings that zone’s rules, once', () => {
    const toTokyo = { ...MOVED, timeZone: 'Asia/Tokyo' };
    const again = { ...toTokyo, start: APPOINTMENT.start, end: APPOINTMENT.end };
    const twice = amended(amended(TEXT, toTokyo, null), again, null);
    expect(linesOf(twice, 'TZID')).toEqual(['TZID:Asia/Tokyo', 'TZID:Europe/Berlin']);
    expect(linesOf(twice, 'DTSTART').at(-1)).toBe('DTSTART;TZID=Asia/Tokyo:20261124T180000');
  });

  it('is written in UTC where the text’s own rules for the zone are wrong', () => {
    const wrong = edited(TEXT, [/TZOFFSETFROM:\+0200\r\nTZOFFSETTO:\+0100/, 'TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0000']);
    expect(linesOf(amended(wrong, MOVED, null), 'DTSTART').at(-1)).toBe('DTSTART:20261124T100000Z');
  });

  it('is written in UTC where the text’s own rules for the zone cannot be read', () => {
    const damaged = edited(TEXT, [/TZOFFSETFROM:.*/, 'TZOFFSETFROM:soon']);
    const after = amended(damaged, MOVED, null);
    expect(linesOf(after, 'DTSTART').at(-1)).toBe('DTSTART:20261124T100000Z');
    expect(linesOf(after, 'TZID')).toEqual(['TZID:Europe/Berlin']);
  });

  it('that another computer wrote later is left alone by one that knows of no change', () => {
    const byOther = amended(TEXT, MOVED, null);
    expect(amended(byOther, APPOINTMENT, APPOINTMENT)).toBe(byOther);
  });
});

describe('the sequence', () => {
  it.each([
    ['SEQUENCE:4', 0, 5],
    ['SEQUENCE:4', 9, 9],
    ['SEQUENCE:many', 0, 1],
    ['X-NONE:1', 0, 0],
  ])('after %s, at least %i, is %i', (line, least, next) => {
    const text = edited(TEXT, [/SEQUENCE:0/, line]);
    const after = amendEvent(text, { before: null, after: MOVED }, { now: LATER.now, sequence: least });
    expect(linesOf(after, 'SEQUENCE')).toEqual([`SEQUENCE:${next}`]);
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
