import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitProperty } from '../../../bridge/icalendar/property.ts';
import { cleanTitle } from '../../../bridge/icalendar/read-details.ts';
import { BadValue, readTime } from '../../../bridge/icalendar/values.ts';

/** What is read of nearly every event is read by a short way; these are the same values by the long one. */
function outcome<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadValue) return error.message.replace(/^".*" /, '');
    throw error;
  }
}

const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
const year = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'));
const separator = fc.constantFrom('T', 'T', 'T', 't', '', ' ');
const time = fc
  .tuple(year, two, two, separator, two, two, two, fc.constantFrom('', 'Z', 'z', '0'))
  .map((parts) => parts.join(''));
const written = fc.oneof(
  time,
  fc.tuple(year, two, two).map((parts) => parts.join('')),
  fc.tuple(time, fc.nat(16), fc.constantFrom('x', '-', ' ', '٣', '')).map(([text, at, odd]) => splice(text, at, odd)),
);

function splice(text: string, at: number, odd: string): string {
  return text.slice(0, at) + odd + text.slice(at + 1);
}

test('a time means the same with and without blanks around it, which take the longer way', () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(outcome(() => readTime(text))).toEqual(outcome(() => readTime(` ${text} `)));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['20261117T093005', { wall: Date.UTC(2026, 10, 17, 9, 30, 5), date: false, utc: false }],
  ['20261117T093005Z', { wall: Date.UTC(2026, 10, 17, 9, 30, 5), date: false, utc: true }],
  ['20261117', { wall: Date.UTC(2026, 10, 17), date: true, utc: false }],
  ['20260131', { wall: Date.UTC(2026, 0, 31), date: true, utc: false }],
  ['20260430', { wall: Date.UTC(2026, 3, 30), date: true, utc: false }],
  ['20240229', { wall: Date.UTC(2024, 1, 29), date: true, utc: false }],
  ['15830101', { wall: Date.UTC(1583, 0, 1), date: true, utc: false }],
])('%s is that time', (text, expected) => {
  expect(readTime(text)).toEqual(expected);
});

test.each([
  '00991117T090000',
  '15821231',
  '20261317',
  '20261100',
  '20260229',
  '20260431',
  '20261117T240000',
  '20261117T096000',
])('%s is no time', (text) => {
  expect(() => readTime(text)).toThrow(BadValue);
});

test('a plain title is shown as any other is: without blanks around it', () => {
  expect(cleanTitle('  Dentist, 2nd floor ')).toBe('Dentist, 2nd floor');
  expect(cleanTitle(`${' '.repeat(290)}Dentist, 2nd floor`)).toBe('Dentist, 2nd floor');
});

test('a head that was met before gives each line its own value', () => {
  const guest = (address: string) => splitProperty(`ATTENDEE;CN="Ann; B";PARTSTAT=DECLINED:mailto:${address}`);
  const [first, second] = [guest('ann@example.com'), guest('bob@example.com')];
  expect(first?.value).toBe('mailto:ann@example.com');
  expect(second?.value).toBe('mailto:bob@example.com');
  expect(Object.fromEntries(second?.params ?? [])).toEqual({ cn: 'Ann; B', partstat: 'DECLINED' });
});

test('a zone in quotes that never end is read before times alone, whatever was met before', () => {
  const zone = (line: string) => splitProperty(line)?.params.get('tzid');
  expect(zone('DTSTART;TZID="Europe/Berlin:20261117T090000')).toBe('Europe/Berlin');
  expect(zone('DTSTART;TZID="Europe/Berlin:20261117 09:00')).toBe(undefined);
  expect(zone('DTSTART;TZID="Europe/Berlin:20261117T090000')).toBe('Europe/Berlin');
});
