import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComponents, type TextComponent } from '../../../bridge/icalendar/components.ts';
import { readWithFamiliarZone } from '../../../bridge/icalendar/familiar-zones.ts';
import { readResource } from '../../../bridge/icalendar/read.ts';

const OFFICE = ['BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:20200101T000000', 'TZOFFSETFROM:+0200'];
const zone = (offset: string) => [...OFFICE, `TZOFFSETTO:${offset}`, 'END:STANDARD', 'END:VTIMEZONE'];
const event = ['BEGIN:VEVENT', 'UID:a', 'DTSTART;TZID=Office:20260105T090000', 'DURATION:PT1H', 'END:VEVENT'];
const text = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');

/** Zones first: where they stand says nothing. */
function sorted(calendars: TextComponent[]): TextComponent[] {
  const isZone = ({ name }: TextComponent) => Number(name !== 'VTIMEZONE');
  return calendars.map((calendar) => ({
    ...calendar,
    children: calendar.children.toSorted((a, b) => isZone(a) - isZone(b)),
  }));
}

function outcome(read: (text: string) => TextComponent[], source: string): unknown {
  try {
    return sorted(read(source));
  } catch (error) {
    return String(error);
  }
}

/** Twice, so that the second time the zone is a familiar one. */
function expectNoDifference(source: string): void {
  readOften(source);
  expect(outcome(readWithFamiliarZone, source)).toEqual(outcome(readComponents, source));
}

function readOften(source: string): void {
  outcome(readWithFamiliarZone, source);
}

describe('a zone that was read before', () => {
  it.each([
    ['before the event', text(...zone('+0200'), ...event)],
    ['behind the event', text(...event, ...zone('+0200'))],
    ['twice with different offsets', text(...zone('+0200'), ...zone('+0300'), ...event)],
    ['in the second calendar', text(...event) + text(...zone('+0200'))],
    ['within an event', text('BEGIN:VEVENT', 'UID:a', ...zone('+0200'), 'DTSTART:20260105T090000Z', 'END:VEVENT')],
    ['with an end that goes on in the next line', text(...zone('+0200'), ' X', ...event)],
    ['with an event in it', text(...zone('+0200').slice(0, -1), ...event, 'END:VTIMEZONE')],
    ['without its end', text(...zone('+0200').slice(0, -1), ...event)],
    ['before the calendar', `${zone('+0200').join('\r\n')}\r\n${text(...event)}`],
    ['behind a line that ends in a return alone', text('X-A:1\rX-B:2', ...zone('+0200'), ...event)],
    ['before a line that ends in a return alone', text(...zone('+0200'), 'X-A:1\rX-B:2', ...event)],
    ['behind blank lines and before some', text('', '', ...zone('+0200'), '', '', ...event)],
    ['with a broken line', text(...zone('+0200').toSpliced(2, 0, 'TZID;X="'), ...event)],
  ])('is read as it would be afresh: %s', (_where, source) => expectNoDifference(source));

  it('is read as it would be afresh wherever a text is damaged', () => {
    const whole = text(...zone('+0200'), ...event);
    readOften(whole);
    const at = fc.nat({ max: whole.length });
    const damage = fc.constantFrom('', ' ', '\t', '\r\n', '\r', ':', 'END:VTIMEZONE\r\n', 'BEGIN:VTIMEZONE\r\n');
    fc.assert(
      fc.property(at, fc.nat({ max: 30 }), damage, (from, length, instead) => {
        expectNoDifference(whole.slice(0, from) + instead + whole.slice(from + length));
      }),
    );
  });

  it('is not taken for another of its name', () => {
    const startsOf = (offset: string) => {
      const reading = readResource(text(...zone(offset), ...event));
      return reading.kind === 'events' ? reading.resource.zones?.map(({ observances }) => observances[0]?.to) : reading;
    };
    const [two, three] = [startsOf('+0200'), startsOf('+0300')];
    expect(two).not.toEqual(three);
    expect(startsOf('+0200')).toEqual(two);
  });
});
