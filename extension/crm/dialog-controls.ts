import { dayIn } from './day-text.ts';
import type { Day } from './month-cells.ts';
import { languagesOf } from './month-page.ts';
import { minutesOf } from './slot-text.ts';
import { zoneIn } from './zone-label.ts';

/** What somebody can set in a form, whatever it is called. */
const CONTROL = 'input, select, [role="combobox"], [aria-haspopup], [role="spinbutton"]';
const NO_VALUE = 'checkbox, radio, hidden, button, submit, password, file'.split(', ');

/** Days and times are short. */
const LONGEST = 60;

/** Whether it is there to be seen, as far as its own page says. */
export const isShown = (element: Element) =>
  element.closest('[hidden], [aria-hidden="true"]') === null && (element.checkVisibility?.() ?? true);

/** What a picker shows: a list's chosen option with its value, a field's value, or the text of a picker that is neither. */
export function shownIn(picker: HTMLElement): string[] {
  const field = picker.matches('input, select')
    ? picker
    : (picker.querySelector<HTMLElement>('input, select') ?? picker);
  if (field instanceof HTMLSelectElement) return [field.value, field.selectedOptions[0]?.textContent ?? ''];
  return [field instanceof HTMLInputElement ? field.value : (field.textContent ?? '')];
}

/** "09:00 AM - 09:30 AM" as its two ends, a single time as one. */
export const endsOf = (text: string) => text.split(/\s+[-–—]\s+|\s+to\s+/);

export const isTime = (text: string, languages: readonly string[]) =>
  endsOf(text).every((end) => minutesOf(end, languages) !== null);

type DayControl = { readonly element: HTMLElement; readonly day: Day };

/** A form's controls that show a day, and those that show a time, by what is to be read in them. */
export interface TimeControls {
  readonly days: readonly DayControl[];
  /** On a day without a time to offer the one that is empty and has a zone beside it. */
  readonly times: readonly HTMLElement[];
}

/** The zone that stands in the control's own row, in which the day is not chosen as well. */
export function zoneBeside(control: HTMLElement, root: HTMLElement, days: readonly DayControl[]): string | null {
  for (let at = control.parentElement; at && at !== root; at = at.parentElement) {
    if (days.some(({ element }) => at?.contains(element))) return null;
    const zone = zoneIn(at.textContent ?? '');
    if (zone !== null) return zone;
  }
  return null;
}

/** What can be set and is in sight; of what stands in another the inner one. */
function controlsIn(root: HTMLElement): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(CONTROL)].filter(
    (element) =>
      !(element.matches('input') && NO_VALUE.includes(element.getAttribute('type') ?? '')) && isShown(element),
  );
  return all.filter((element) => !all.some((other) => other !== element && element.contains(other)));
}

export function timeControls(root: HTMLElement): TimeControls {
  const languages = languagesOf(root.ownerDocument);
  const texts = controlsIn(root).map((element) => ({ element, text: shownIn(element).at(-1)?.trim() ?? '' }));
  const short = texts.filter(({ text }) => text !== '' && text.length <= LONGEST);
  const days = short.flatMap(({ element, text }) => {
    const day = isTime(text, languages) ? null : dayIn(text, languages);
    return day ? [{ element, day }] : [];
  });
  const times = short.filter(({ text }) => isTime(text, languages)).map(({ element }) => element);
  const empty = texts.filter(({ element, text }) => text === '' && zoneBeside(element, root, days) !== null);
  return { days, times: times.length > 0 ? times : empty.map(({ element }) => element) };
}
