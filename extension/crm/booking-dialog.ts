import type { Interval } from '../../shared/intervals.ts';
import type { BookingSlot } from './booking-slots.ts';
import { dayIn } from './day-text.ts';
import { endsOf, isShown, isTime, shownIn, zoneBeside } from './dialog-controls.ts';
import { type DialogRoot, findBookingDialog, isOfStanding } from './dialog-root.ts';
import { momentOf } from './moment-text.ts';
import { type Day, sameDay } from './month-cells.ts';
import { languagesOf } from './month-page.ts';
import { find, findAll } from './selectors.ts';
import { minutesOf } from './slot-text.ts';
import { instantsOf } from './wall-time.ts';

/** The staff app's dialog in which an appointment is made or changed. */
export interface BookingDialog {
  readonly root: HTMLElement;
  readonly isNamed: boolean;
  /** The appointment stands already: the time shown first is its own. */
  readonly isEdit: boolean;
  /** The chosen time; `end` is null where the dialog does not tell it. Null: it cannot be read with certainty. */
  readonly time: { readonly start: number; readonly end: number | null } | null;
  readonly zone: string | null;
  readonly day: Day | null;
  /** What shows the chosen time; two fields where its start and its end are set by themselves. */
  readonly timeControls: readonly HTMLElement[];
  /** The times of the slot picker's own list, while that is open; none of a browser's own list, which no page draws. */
  readonly offered: readonly BookingSlot[];
  /** The times of a browser's own list. */
  readonly choices: readonly number[];
  /** A time is chosen, but it cannot be told which, or two ways to read it tell of different ones. */
  readonly isAtOdds: boolean;
}

interface Shown {
  readonly day: Day | null;
  readonly zone: string | null;
  readonly languages: readonly string[];
}

function ofWall(text: string, { day, zone, languages }: Shown): number | null {
  const minutes = minutesOf(text, languages);
  if (minutes === null || !day || !zone) return null;
  return instantsOf({ ...day, minutes }, zone)[0] ?? null;
}

/** "09:00 AM", "09:00 AM - 09:30 AM", or a value that is an instant. */
function timeIn(texts: readonly string[], shown: Shown): BookingDialog['time'] {
  for (const text of texts) {
    const instant = momentOf(text, null);
    if (instant !== null) return { start: instant, end: null };
    const [from = '', until] = endsOf(text);
    const start = ofWall(from, shown);
    if (start === null) continue;
    const end = until === undefined ? null : ofWall(until, shown);
    return { start, end: end !== null && end > start ? end : null };
  }
  return null;
}

/** An option whose value is an instant and whose words are another time. */
function contradictsItself(texts: readonly string[], shown: Shown): boolean {
  const starts = texts.map((text) => timeIn([text], shown)?.start ?? null).filter((start) => start !== null);
  return new Set(starts).size > 1;
}

/** Lists open at the end of the page, outside their dialog. */
function offeredIn(shown: Shown, within: Document): BookingSlot[] {
  const options = findAll('dialogOption', within).filter((option) => option.getBoundingClientRect().height > 0);
  const slots = options.map((element) => ({ element, start: timeIn(shownIn(element), shown)?.start ?? null }));
  return slots.some(({ start }) => start !== null) ? slots : [];
}

/** What each option of a browser's own list stands for, as value and as words. */
function optionsIn(picker: HTMLElement | undefined): string[][] {
  const list = picker instanceof HTMLSelectElement ? picker : picker?.querySelector('select');
  return [...(list?.options ?? [])].map(({ value, textContent }) => [value, textContent ?? '']);
}

/** The time that two fields make of one start and one end. */
function spanIn([from, until]: readonly HTMLElement[], shown: Shown): BookingDialog['time'] {
  const start = from ? (timeIn(shownIn(from), shown)?.start ?? null) : null;
  if (start === null || !until) return start === null ? null : { start, end: null };
  const end = timeIn(shownIn(until), shown)?.start ?? null;
  return end !== null && end > start ? { start, end } : null;
}

/** Where the time is chosen: in the picker that we know by name while it is in sight, else in what shows a time. */
function pickersIn({ root, controls }: DialogRoot): readonly HTMLElement[] {
  const named = find('dialogSlot', root);
  if (named && isShown(named)) return [named];
  return controls.times.length <= 2 ? controls.times : [];
}

/** What shows a time that cannot be told for sure. */
const isUnread = (picker: HTMLElement, shown: Shown) => {
  const texts = shownIn(picker);
  return texts.some((text) => isTime(text, shown.languages)) && timeIn(texts, shown) === null;
};

function dayAt({ root, controls }: DialogRoot, languages: readonly string[]) {
  const named = find('dialogDate', root);
  const byName = named ? dayIn(shownIn(named)[0] ?? '', languages) : null;
  const byText = controls.days.length === 1 ? (controls.days[0]?.day ?? null) : null;
  const isAtOdds = byName !== null && byText !== null && !sameDay(byName, byText);
  return { day: byName ?? (named ? null : byText), isAtOdds };
}

/** The open booking dialog, or null. `zone` is the sub-account's. */
export function readBookingDialog(zone: string | null, within: Document = document): BookingDialog | null {
  const found = findBookingDialog(within);
  if (!found) return null;
  const pickers = pickersIn(found);
  const languages = languagesOf(within);
  const { day, isAtOdds } = dayAt(found, languages);
  const shown = {
    day,
    zone: (pickers[0] && zoneBeside(pickers[0], found.root, found.controls.days)) ?? zone,
    languages,
  };
  const [picker] = pickers;
  const texts = picker && pickers.length === 1 ? shownIn(picker) : [];
  const options = pickers.length === 1 ? optionsIn(picker) : [];
  const isUntold = shown.zone !== null && pickers.some((one) => isUnread(one, shown));
  return {
    root: found.root,
    isNamed: found.isNamed,
    isEdit: isOfStanding(found),
    time: pickers.length === 2 ? spanIn(pickers, shown) : timeIn(texts, shown),
    zone: shown.zone,
    day,
    timeControls: pickers,
    offered: offeredIn(shown, within),
    choices: options.flatMap((option) => timeIn(option, shown)?.start ?? []),
    isAtOdds: isAtOdds || isUntold || options.some((one) => contradictsItself(one, shown)),
  };
}

export const sameTime = (a: Interval | null, b: Interval | null) => a?.start === b?.start && a?.end === b?.end;
