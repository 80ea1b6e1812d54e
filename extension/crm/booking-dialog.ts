import type { Interval } from '../../shared/intervals.ts';
import type { BookingSlot } from './booking-slots.ts';
import { dayIn } from './day-text.ts';
import { momentOf } from './moment-text.ts';
import { find, findAll } from './selectors.ts';
import { minutesOf } from './slot-text.ts';
import { instantsOf, type WallTime } from './wall-time.ts';
import { zoneIn } from './zone-label.ts';

/** The staff app's dialog in which an appointment is made or changed. */
export interface BookingDialog {
  readonly root: HTMLElement;
  /** The appointment stands already: the time shown first is its own. */
  readonly isEdit: boolean;
  /** The chosen time; `end` is null where the dialog does not tell it. Null: it cannot be read with certainty. */
  readonly time: { readonly start: number; readonly end: number | null } | null;
  readonly zone: string | null;
  /** The times of the slot picker's own list, while that is open; none of a browser's own list, which no page draws. */
  readonly offered: readonly BookingSlot[];
}

type Day = Omit<WallTime, 'minutes'>;

/** What a picker shows: a list's chosen option, a field's value, or the text of a picker that is neither. */
function shownIn(picker: HTMLElement): string[] {
  const field = picker.matches('input, select')
    ? picker
    : (picker.querySelector<HTMLElement>('input, select') ?? picker);
  if (field instanceof HTMLSelectElement) return [field.value, field.selectedOptions[0]?.textContent ?? ''];
  return [field instanceof HTMLInputElement ? field.value : (field.textContent ?? '')];
}

const languages = () => [document.documentElement.lang, ...navigator.languages].filter(Boolean);

function ofWall(text: string, day: Day | null, zone: string | null): number | null {
  const minutes = minutesOf(text, languages());
  if (minutes === null || !day || !zone) return null;
  return instantsOf({ ...day, minutes }, zone)[0] ?? null;
}

/** "09:00 AM", "09:00 AM - 09:30 AM", or a value that is an instant. */
function timeIn(shown: readonly string[], day: Day | null, zone: string | null): BookingDialog['time'] {
  for (const text of shown) {
    const instant = momentOf(text, null);
    if (instant !== null) return { start: instant, end: null };
    const [from = '', until] = text.split(/\s+[-–—]\s+|\s+to\s+/);
    const start = ofWall(from, day, zone);
    if (start === null) continue;
    const end = until === undefined ? null : ofWall(until, day, zone);
    return { start, end: end !== null && end > start ? end : null };
  }
  return null;
}

/** Lists open at the end of the page, outside their dialog. */
function offeredIn(day: Day | null, zone: string | null, within: Document): BookingSlot[] {
  const shown = findAll('dialogOption', within).filter((option) => option.getBoundingClientRect().height > 0);
  const slots = shown.map((element) => ({ element, start: timeIn(shownIn(element), day, zone)?.start ?? null }));
  return slots.some(({ start }) => start !== null) ? slots : [];
}

/** The zone that the dialog's times are in: named at the picker, else the one given. */
const zoneAt = (picker: HTMLElement, otherwise: string | null) =>
  zoneIn(picker.closest('label, .form-row, .n-form-item, .hr-form-item')?.textContent ?? '') ?? otherwise;

/** The open booking dialog, or null. `zone` is the sub-account's. */
export function readBookingDialog(zone: string | null, within: Document = document): BookingDialog | null {
  const root = find('dialog', within);
  if (!root || !(find('dialogSlot', root) || find('dialogSave', root))) return null;
  const isEdit = find('dialogDelete', root) !== null;
  const picker = find('dialogSlot', root);
  if (!picker) return { root, isEdit, time: null, zone, offered: [] };
  const date = find('dialogDate', root);
  const own = zoneAt(picker, zone);
  const day = date && dayIn(shownIn(date)[0] ?? '', languages());
  const offered = offeredIn(day, own, within);
  return { root, isEdit, time: timeIn(shownIn(picker), day, own), zone: own, offered };
}

export const sameTime = (a: Interval | null, b: Interval | null) => a?.start === b?.start && a?.end === b?.end;
