import type { Interval } from '../../shared/intervals.ts';
import { type BookingDay, type BookingSlot, readBookingDay, usualLength } from '../crm/booking-slots.ts';
import { find } from '../crm/selectors.ts';
import { isOnDark } from './background-tone.ts';
import { type Box, boxOf, common, isCovered, textBox, visiblePart } from './box.ts';
import type { Corner } from './clear-place.ts';
import { type Blocked, detailsOf, headingOf, labelOf, type Moment, tagWords } from './describe.ts';
import type { Mark } from './mark.ts';
import { verdict } from './verdict.ts';
import type { Feature, Reading, Surroundings } from './view.ts';

const DAY_MS = 86_400_000;
const CHIP_HEIGHT = 24;
const ONLY_YOU = 'Only you see these marks. Customers still see these times as open.';

interface Place {
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

const PLAIN = { isThird: false, color: 'transparent', tagAt: 'middle' } as const;

function notKnown(place: Place): Mark {
  return { ...PLAIN, ...place, kind: 'not-known', tag: null, label: 'Not known', details: null };
}

function blockedMark(place: Place, blocked: Blocked, interval: Interval, moment: Moment): Mark {
  const tag = tagWords(blocked, interval, moment);
  const details = detailsOf(interval, headingOf(blocked, moment), blocked.sources, moment, { note: ONLY_YOU });
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

function slotMark(place: Place, slot: BookingSlot, minutes: number, moment: Moment): Mark[] {
  if (slot.start === null) return [notKnown(place)];
  const interval = { start: slot.start, end: slot.start + minutes * 60_000 };
  const found = verdict(interval, moment.picture, moment.ageing.unmarkedAreFree);
  if (found.kind === 'free') return [];
  return [found.kind === 'not-known' ? notKnown(place) : blockedMark(place, found, interval, moment)];
}

function marksOf(day: BookingDay, moment: Omit<Moment, 'zone'>, ours: Element): Mark[] {
  const minutes = moment.picture?.slotMinutes ?? usualLength(day.slots.map(({ start }) => start));
  const first = day.slots[0]?.element;
  const window = first ? visiblePart(first) : null;
  return day.slots
    .filter(({ element }) => element.isConnected)
    .flatMap((slot, index) =>
      slotMark(placeOf(slot, index, window, ours), slot, minutes, { ...moment, zone: day.zone }),
    );
}

/** The month around a date, so that another day of it needs no new question. */
function monthAround(at: number) {
  const date = new Date(at);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return { from: first - 2 * DAY_MS, to: first + 40 * DAY_MS };
}

function unreadable(calendar: string, anchor: HTMLElement, now: number): Reading {
  const view = { kind: 'widget', calendar, ...monthAround(now) } as const;
  return { view, anchor, isUnreadable: true, marks: () => [], chipCorners: () => [] };
}

/** Never over a slot: at the card's top, else beside the heading of the list, else in the window's own corner. */
function chipCorners(day: BookingDay): Corner[] {
  const list = day.slots[0]?.element.parentElement;
  if (!list?.isConnected) return [];
  const card = boxOf(day.root.getBoundingClientRect());
  const { left, right, top } = boxOf(list.getBoundingClientRect());
  const above = top - CHIP_HEIGHT - 4;
  const steps = Array.from({ length: Math.max(0, Math.floor((right - left) / 16)) }, (_, index) => right - index * 16);
  const corners = [
    { right, top: card.top + 8 },
    { right, top: card.top - CHIP_HEIGHT - 4 },
    ...[above, above - 16].flatMap((at) => steps.map((end) => ({ right: end, top: at }))),
  ].filter((corner) => corner.top + CHIP_HEIGHT <= top);
  return [...corners, { right: innerWidth - 8, top: innerHeight - CHIP_HEIGHT - 8 }, { right, top: above }];
}

function read(calendar: string, { offered, now }: Surroundings): Reading | null {
  const day = readBookingDay(offered);
  if (day === null) return null;
  const root = find('widgetRoot');
  if (day === 'unreadable') return root && unreadable(calendar, root, now);
  const { year, month, day: date } = day.date;
  return {
    view: { kind: 'widget', calendar, ...monthAround(Date.UTC(year, month - 1, date)) },
    anchor: day.slots[0]?.element.parentElement ?? day.root,
    isUnreadable: day.slots.every(({ start }) => start === null),
    marks: (moment, ours) => marksOf(day, moment, ours),
    chipCorners: () => chipCorners(day),
  };
}

/** Marks the offered times of a booking page. Try: https://api.leadconnectorhq.com/widget/booking/ID */
export const bookingWidget: Feature = {
  name: 'booking-widget',
  runsOn: (page) => page.kind === 'widget',
  read: (page, surroundings) => (page.kind === 'widget' ? read(page.calendar, surroundings) : null),
  saysNotConnected: false,
};
