import type { Interval } from '../../shared/intervals.ts';
import { type BookingSlot, usualLength } from '../crm/booking-slots.ts';
import { find } from '../crm/selectors.ts';
import { say } from '../words/say.ts';
import { isOnDark } from './background-tone.ts';
import { type Box, boxOf, common, isCovered, textBox, visiblePart } from './box.ts';
import { type Blocked, detailsOf, headingOf, labelOf, type Moment, tagWords } from './describe.ts';
import type { Mark } from './mark.ts';
import { verdict } from './verdict.ts';

export interface Place {
  readonly key: string;
  readonly box: Box;
  readonly visible: Box | null;
  readonly radius: string;
  readonly clear: readonly Box[];
  readonly isDark: boolean;
}

/** A chosen slot carries the CRM's own button at its right end, which stays free. */
function slotBox(element: HTMLElement): Box {
  const box = boxOf(element.getBoundingClientRect());
  const button = find('slotButton', element)?.getBoundingClientRect();
  return button && button.width > 0 && button.left > box.left + 40 ? { ...box, right: button.left } : box;
}

function placeOf({ element, start }: BookingSlot, index: number, window: Box | null, ours: Element): Place {
  const box = slotBox(element);
  const seen = window && common(box, window);
  const text = textBox(element.querySelector('span') ?? element);
  return {
    key: `slot ${start ?? `unread ${index}`}`,
    box,
    visible: seen && !isCovered(element, seen, ours) ? seen : null,
    radius: getComputedStyle(element).borderRadius,
    clear: text ? [text] : [],
    isDark: isOnDark(element),
  };
}

export const PLAIN = { isThird: false, color: 'transparent', tagAt: 'middle' } as const;

export function notKnown(place: Place): Mark {
  return { ...PLAIN, ...place, kind: 'not-known', tag: null, label: say('overlayNotKnown'), details: null };
}

function blockedMark(place: Place, blocked: Blocked, interval: Interval, moment: Moment, note: string | null): Mark {
  const tag = tagWords(blocked, interval, moment);
  const details = detailsOf(interval, headingOf(blocked, moment), blocked.sources, moment, { note });
  return {
    ...PLAIN,
    ...place,
    kind: blocked.kind,
    isThird: !blocked.isWhole,
    color: blocked.sources[0]?.color ?? '#566072',
    tag,
    label: labelOf(tag, details),
    details,
  };
}

/** What is to be drawn of an interval that stands at that place; nothing where it is free. */
export function intervalMark(place: Place, interval: Interval, moment: Moment, note: string | null): Mark[] {
  const found = verdict(interval, moment.picture, moment.ageing.unmarkedAreFree);
  if (found.kind === 'free') return [];
  return [found.kind === 'not-known' ? notKnown(place) : blockedMark(place, found, interval, moment, note)];
}

function slotMark(place: Place, { start }: BookingSlot, minutes: number, moment: Moment, note: string | null): Mark[] {
  if (start === null) return [notKnown(place)];
  return intervalMark(place, { start, end: start + minutes * 60_000 }, moment, note);
}

/** Marks the times of a list that block, in part or whole, or of which nothing is known. */
export function slotMarks(
  slots: readonly BookingSlot[],
  moment: Moment,
  { note, ours, slotMinutes = null }: { note: string | null; ours: Element; slotMinutes?: number | null },
): Mark[] {
  const minutes = slotMinutes ?? moment.picture?.slotMinutes ?? usualLength(slots.map(({ start }) => start));
  const first = slots[0]?.element;
  const window = first ? visiblePart(first) : null;
  return slots
    .filter(({ element }) => element.isConnected)
    .flatMap((slot, index) => slotMark(placeOf(slot, index, window, ours), slot, minutes, moment, note));
}
