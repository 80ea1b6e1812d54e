import { expect, it } from 'vitest';
import { minutesOf } from '../../../extension/crm/slot-text.ts';
import { zoneIn } from '../../../extension/crm/zone-label.ts';

it.each([
  ['09:00 AM', 540],
  ['12:00 AM', 0],
  ['12:30 pm', 750],
  ['9:05 p. m.', 1265],
  ['14:30', 870],
  ['9.30 Uhr', 570],
  ['9h30', 570],
  ['上午9:00', 540],
  ['午後2:30', 870],
  ['오후 2:30', 870],
  ['٠٩:٠٠ ص', 540],
  ['00:15', 15],
])('reads %s', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

it.each(['sold out', '', '25:00', '9:75 AM', '09:00 xyz', '9', '3 spots left 09:00'])(
  'does not guess at "%s"',
  (text) => {
    expect(minutesOf(text)).toBeNull();
  },
);

it("reads the words for halves of the day in the page's own language", () => {
  expect(minutesOf('2:30 ip.', ['en'])).toBeNull();
  expect(minutesOf('2:30 ip.', ['fi'])).toBe(870);
});

it('finds the zone that a label names, whatever stands around it', () => {
  expect(zoneIn('GMT-05:00 America/New_York (EST)')).toBe('America/New_York');
  expect(zoneIn('(GMT-3) America/Argentina/Buenos_Aires')).toBe('America/Argentina/Buenos_Aires');
  expect(zoneIn('UTC')).toBe('UTC');
  expect(zoneIn('Eastern Time / Somewhere/Else')).toBeNull();
});
