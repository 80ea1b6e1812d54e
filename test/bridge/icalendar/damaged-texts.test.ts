import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand, spanOf } from '../../../bridge/icalendar/expand.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';
import { overlaps } from '../../../shared/intervals.ts';
import { calendar, days, event } from './texts.ts';

const WINDOW = days('2026-11-01', '2026-12-31');
const LINES = [
  'DTSTART;TZID=Europe/Berlin:20261117T100000',
  'DTEND;TZID=Europe/Berlin:20261117T110000',
  'RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU',
  'RDATE:20261120T090000Z',
];
const WHOLE = calendar(
  event(...LINES, 'SUMMARY:Series', 'ATTENDEE;CN="A, B";PARTSTAT=ACCEPTED:mailto:me@example.org'),
  event('RECURRENCE-ID:20261124T090000Z', 'DTSTART:20261125T120000Z', 'DURATION:PT2H'),
);
/** What the whole text blocks, in UTC; 17 November is before its only exception. */
const BLOCKED = [
  ['2026-11-17T09:00Z', '2026-11-17T10:00Z'],
  ['2026-11-20T09:00Z', '2026-11-20T10:00Z'],
  ['2026-11-25T12:00Z', '2026-11-25T14:00Z'],
  ['2026-12-01T09:00Z', '2026-12-01T10:00Z'],
].map(([start = '', end = '']) => ({ start: Date.parse(start), end: Date.parse(end) }));

/** Times that are neither known to be taken nor said to be unknown. */
function free(text: string) {
  const reading = readResource(text);
  if (reading.kind === 'no-events') return BLOCKED;
  const { occurrences, unknown } =
    reading.kind === 'events'
      ? expand(reading.resource, WINDOW, 'Europe/Berlin')
      : { occurrences: [], unknown: [reading] };
  const doubts = unknown.map(({ from, to }) => ({
    start: from ?? Number.NEGATIVE_INFINITY,
    end: to ?? Number.POSITIVE_INFINITY,
  }));
  return BLOCKED.filter((time) => ![...occurrences, ...doubts].some((known) => overlaps(known, time)));
}

const noise = fc.constantFrom(
  '\u0000',
  ';',
  ':',
  '"',
  '=',
  ',',
  '\r',
  '\t',
  'X',
  '-',
  '\u{1F600}',
  '\\',
  '%',
  '\uFEFF',
);
const anywhere = fc.nat(WHOLE.length - 1);
/** A letter within the value or the parameters of a line that tells when something is. */
const TIMED = [...WHOLE.matchAll(/^(?:DTSTART|DTEND|RRULE|RDATE|RECURRENCE-ID|DURATION)([^\r]*)/gm)];

describe('a text that is damaged', { timeout: 60_000 }, () => {
  it('blocks what it did before it was', () => {
    expect(free(WHOLE)).toEqual([]);
  });

  it('and cut off anywhere, leaves nothing free', () => {
    for (let end = 0; end < WHOLE.length - 2; end += 1) expect(free(WHOLE.slice(0, end)), `at ${end}`).toEqual([]);
  });

  it('by a sign that no value may hold, where times are written, leaves nothing free', () => {
    const signs = ['\u0000', '%', '\u{1F600}', 'X'];
    for (const { 0: line, index } of TIMED)
      for (let at = index + line.indexOf(':') + 1; at < index + line.length; at += 1)
        for (const sign of signs) {
          const text = WHOLE.slice(0, at) + sign + WHOLE.slice(at + 1);
          expect(free(text), JSON.stringify(text.slice(at - 30, at + 30))).toEqual([]);
        }
  });

  it('by a line that tells when, lost but for its name, leaves nothing free', () => {
    for (const { 0: line } of TIMED) {
      const [name = ''] = line.split(/[;:]/);
      // An empty list of dates is written by some, and means none.
      const empty = name === 'RDATE' ? [] : [':', ';=:', ';;:'];
      for (const rest of ['', ';', ';TZID', ';TZID=', ';TZID="Europe/Berlin', ...empty])
        expect(free(WHOLE.replace(line, `${name}${rest}`)), `${name}${rest}`).toEqual([]);
    }
  });

  it('in any way never throws, and never gives times that are none', () => {
    const change = fc.oneof(
      fc.tuple(anywhere, noise).map(
        ([at, sign]) =>
          (text: string) =>
            text.slice(0, at) + sign + text.slice(at),
      ),
      fc.tuple(anywhere, fc.nat(40)).map(
        ([at, size]) =>
          (text: string) =>
            text.slice(0, at) + text.slice(at + size),
      ),
      fc.tuple(anywhere, anywhere, fc.nat(80)).map(
        ([at, from, size]) =>
          (text: string) =>
            text.slice(0, at) + text.slice(from, from + size) + text.slice(at),
      ),
      fc.tuple(anywhere, fc.constantFrom(...'0123456789TZP-+')).map(
        ([at, sign]) =>
          (text: string) =>
            text.slice(0, at) + sign + text.slice(at + 1),
      ),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const reading = readResource(changes.reduce((text, change) => change(text), WHOLE));
        if (reading.kind !== 'events') return;
        const span = spanOf(reading.resource, 'Europe/Berlin');
        for (const { start, end, travelMs } of expand(reading.resource, WINDOW, 'Europe/Berlin').occurrences) {
          expect(end).toBeGreaterThanOrEqual(start);
          expect(start - travelMs).toBeGreaterThanOrEqual(span.start);
          if (span.end !== null) expect(end).toBeLessThanOrEqual(span.end);
        }
      }),
      { numRuns: 400 },
    );
  });
});
