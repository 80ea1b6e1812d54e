// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { readBookingDialog } from '../../../extension/crm/booking-dialog.ts';
import { isAtOdds } from '../../../extension/crm/dialog-agreement.ts';

const ZONE = 'America/New_York';
/** 24 November 2026, 10:00 in New York (EST). */
const TEN = Date.UTC(2026, 10, 24, 15);
const HALF = 1_800_000;

afterEach(() => {
  document.body.innerHTML = '';
});

const native = (texts: readonly string[]) =>
  `<select>${texts.map((text, index) => `<option value="2026-11-24T1${index}:00:00-05:00">${text}</option>`).join('')}</select>`;
const drawn = (text: string) => `<div role="combobox" aria-haspopup="listbox">${text}</div>`;
const typed = (from: string, until: string) =>
  `<input type="time" value="${from}"><input type="time" value="${until}">`;

/** A dialog whose names say nothing. */
function read(slot: string, { day = 'Nov 24, 2026', button = 'Save', zone = ZONE } = {}) {
  document.body.innerHTML = `<section role="dialog"><select><option>30-minute consultation</option></select>
    <div><em>Date</em><button aria-haspopup="dialog">${day}</button></div><div><em>Slot (${zone})</em>${slot}</div>
    <input value="Maya"><button>${button}</button></section>`;
  return readBookingDialog(ZONE);
}
const told = (...starts: number[]) => ({ timeZone: ZONE, starts: new Set(starts) });

it.each([
  ['a list of the browser', native(['10:00 AM', '11:00 AM']), null],
  ['a list that it draws', drawn('10:00 AM'), null],
  ['two fields', typed('10:00', '10:45'), TEN + 1.5 * HALF],
])('a dialog that calls everything by new names is read with %s', (_what, slot, end) => {
  expect(read(slot)).toMatchObject({
    time: { start: TEN, end },
    zone: ZONE,
    isNamed: false,
    isEdit: false,
    isAtOdds: false,
  });
});

it('the zone in its own row counts', () => {
  expect(read(drawn('04:00 PM'), { zone: 'Europe/Berlin' })?.time?.start).toBe(TEN);
});

it.each([
  ['an empty list that it draws', drawn('')],
  ['an empty list of the browser', native([])],
])('a day without a time to offer is read by the zone beside %s', (_what, slot) => {
  const day = { year: 2026, month: 11, day: 24 };
  expect(read(slot)).toMatchObject({ time: null, zone: ZONE, day, offered: [], isAtOdds: false });
  expect(read(slot, { zone: 'of the clinic' })).toBeNull();
});

it('an appointment that can be deleted stands already', () => {
  expect(read(drawn('10:00 AM'), { button: 'Delete' })?.isEdit).toBe(true);
  expect(read(drawn('10:00 AM'), { button: 'Eliminar' })?.isEdit).toBe(true);
});

it.each([
  ['no day', { day: 'Choose' }, drawn('10:00 AM')],
  ['no time', {}, drawn('Choose')],
])('a dialog with %s is none of appointments', (_what, more, slot) => {
  expect(read(slot, more)).toBeNull();
});

it('an option whose value and words are two times is at odds with itself', () => {
  expect(read(native(['10:00 AM', '11:07 AM']))?.isAtOdds).toBe(true);
});

it('is believed as far as the page was told the same times, and not without any', () => {
  const dialog = read(native(['10:00 AM', '11:00 AM']));
  if (!dialog) throw new Error('It was not read.');
  expect(isAtOdds(dialog, told(TEN, TEN + 2 * HALF, TEN + 4 * HALF))).toBe(false);
  expect(isAtOdds(dialog, told(TEN))).toBe(true);
  expect(isAtOdds(dialog, null)).toBe(true);
  expect(isAtOdds({ ...dialog, isNamed: true }, null)).toBe(false);
  // The time of an appointment that stands is free for no other one.
  expect(isAtOdds({ ...dialog, isEdit: true }, told(TEN))).toBe(false);
  expect(isAtOdds({ ...dialog, isEdit: true }, told(TEN + 4 * HALF))).toBe(true);
});

it('a time that is typed is in no list', () => {
  const dialog = read(typed('10:10', '10:40'));
  expect(dialog && isAtOdds(dialog, told(TEN))).toBe(false);
});
