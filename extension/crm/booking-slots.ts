import { find, findAll } from './selectors.ts';
import { searchDate, searchSlots } from './slot-search.ts';
import { minutesOf } from './slot-text.ts';
import { dateOf, instantsOf, type WallTime } from './wall-time.ts';
import { zoneIn } from './zone-label.ts';

/** One offered time of a booking widget. */
export interface BookingSlot {
  readonly element: HTMLElement;
  /** Epoch milliseconds; null when its text cannot be read with certainty. */
  readonly start: number | null;
}

export interface BookingDay {
  readonly root: HTMLElement;
  readonly date: Omit<WallTime, 'minutes'>;
  readonly zone: string;
  readonly slots: readonly BookingSlot[];
  /** How many of the slots stand at a time that the widget was told; null where it was told none. */
  readonly agreeing: number | null;
}

/** What the widget itself was told by the CRM: a second, independent source. */
export interface OfferedStarts {
  readonly timeZone: string;
  readonly starts: ReadonlySet<number>;
  readonly calendarId?: string;
  /** Whose times they are, where one person's were asked for. */
  readonly userId?: string;
}

function instant(wall: WallTime, zone: string, after: number, offered: OfferedStarts | null): number | null {
  const all = instantsOf(wall, zone);
  const later = all.filter((at) => at > after);
  const confirmed = later.find((at) => offered?.starts.has(at));
  // The widget's own data disagrees with its text: neither is to be trusted.
  if (confirmed === undefined && offered && offered.timeZone === zone) return null;
  return confirmed ?? later[0] ?? null;
}

/** Starts of slots in the order they are listed: where a clock shows a time twice, the order tells which is meant. */
export function startsOf(
  texts: readonly string[],
  day: { date: Omit<WallTime, 'minutes'>; zone: string; languages?: readonly string[]; offered?: OfferedStarts | null },
): (number | null)[] {
  let after = Number.NEGATIVE_INFINITY;
  return texts.map((text) => {
    const minutes = minutesOf(text, day.languages);
    const start = minutes === null ? null : instant({ ...day.date, minutes }, day.zone, after, day.offered ?? null);
    after = start ?? after;
    return start;
  });
}

function slotText(element: HTMLElement): string {
  return (element.querySelector('span') ?? element).textContent ?? '';
}

type Found = Pick<BookingDay, 'root' | 'date'> & { readonly elements: readonly HTMLElement[] };

/** By the names that we know. */
function byName(within: Document): Found | 'unreadable' | null {
  const root = find('widgetRoot', within);
  const elements = root ? findAll('slot', root) : [];
  if (!root || elements.length === 0) return null;
  const date = dateOf(find('selectedDate', root)?.dataset.id);
  return date ? { root, date, elements } : 'unreadable';
}

/** By what stands there and can be pressed, where the page calls everything by other names. */
function byText(within: Document, languages: readonly string[]): Found | 'unreadable' | null {
  const root = within.body;
  const elements = root ? searchSlots(root, languages) : [];
  if (elements.length === 0) return null;
  const date = searchDate(root, languages);
  return date ? { root, date, elements } : 'unreadable';
}

/**
 * The chosen day of a booking widget with its slots: the date from the chosen cell, the time from each slot's text,
 * the zone from the label or else from the widget's own request. Null while no day is shown. A page whose names are new
 * is read by its texts, and only where it was told the same times.
 */
export function readBookingDay(
  offered: OfferedStarts | null,
  within: Document = document,
): BookingDay | 'unreadable' | null {
  const languages = [within.documentElement.lang, ...(within.defaultView?.navigator.languages ?? [])].filter(Boolean);
  const named = byName(within);
  const found = named ?? byText(within, languages);
  if (found === null || found === 'unreadable') return found;
  const { root, date, elements } = found;
  const zone = zoneIn(find('timeZone', root)?.textContent ?? '') ?? offered?.timeZone ?? null;
  if (!zone) return 'unreadable';
  const starts = startsOf(elements.map(slotText), { date, zone, languages, offered });
  const slots = elements.map((element, index) => ({ element, start: starts[index] ?? null }));
  const known = offered && offered.starts.size > 0 ? offered.starts : null;
  if (!named && !known) return 'unreadable';
  const agreeing = known && slots.filter(({ start }) => start !== null && known.has(start)).length;
  return { root, date, zone, slots, agreeing };
}

/** Length of one appointment in minutes where the calendar's own is not known: the smallest step, else half an hour. */
export function usualLength(starts: readonly (number | null)[]): number {
  const known = starts.filter((start) => start !== null);
  const steps = known.slice(1).map((start, index) => (start - (known[index] ?? start)) / 60_000);
  const smallest = Math.min(...steps.filter((step) => step > 0));
  return Number.isFinite(smallest) ? smallest : 30;
}
