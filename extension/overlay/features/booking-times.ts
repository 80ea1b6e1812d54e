import { type BookingDay, type OfferedStarts, readBookingDay } from '../../crm/booking-slots.ts';
import { find, findAll } from '../../crm/selectors.ts';
import type { PageFacts } from '../../state/page-health.ts';
import { say } from '../../words/say.ts';
import { boxOf } from '../box.ts';
import type { Corner } from '../clear-place.ts';
import type { Feature } from '../feature.ts';
import { slotMarks } from '../slot-marks.ts';
import type { Reading, Surroundings } from '../view.ts';
import { calendarOf } from '../view-around.ts';

const DAY_MS = 86_400_000;
const CHIP_HEIGHT = 24;
const ONLY_YOU = say('overlayOnlyYou');

/** The month around a date, so that another day of it needs no new question. */
function monthAround(at: number) {
  const date = new Date(at);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return { from: first - 2 * DAY_MS, to: first + 40 * DAY_MS };
}

function unreadable(calendar: string, anchor: HTMLElement, now: number): Reading {
  const view = { kind: 'widget', calendar, ...monthAround(now) } as const;
  const facts = () => ({ slots: findAll('slot', anchor).length, 'has-date': find('selectedDate', anchor) !== null });
  return { view, anchor, isUnreadable: true, facts, marks: () => [], chipCorners: () => [] };
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

/** No time can be read, or what the page shows is not what it was told: neither is to be trusted. */
function isAtOdds({ slots, agreeing }: BookingDay): boolean {
  if (slots.every(({ start }) => start === null)) return true;
  return agreeing !== null && agreeing < slots.length;
}

function factsOf({ slots, agreeing }: BookingDay, offered: OfferedStarts | null): PageFacts {
  const read = slots.filter(({ start }) => start !== null).length;
  return { slots: slots.length, read, offered: offered?.starts.size ?? 0, agreeing: agreeing ?? 0 };
}

function read(calendar: string, { told: { offeredSoFar: offered }, now }: Surroundings): Reading | null {
  const day = readBookingDay(offered);
  if (day === null) return null;
  if (day === 'unreadable') return unreadable(calendar, find('widgetRoot') ?? document.body, now);
  const { year, month, day: date } = day.date;
  const isUnreadable = isAtOdds(day);
  return {
    view: { kind: 'widget', calendar, ...monthAround(Date.UTC(year, month - 1, date)) },
    anchor: day.slots[0]?.element.parentElement ?? day.root,
    isUnreadable,
    facts: () => factsOf(day, offered),
    marks: (moment, { ours }) =>
      isUnreadable ? [] : slotMarks(day.slots, { ...moment, zone: day.zone }, { note: ONLY_YOU, ours }),
    chipCorners: () => chipCorners(day),
  };
}

/** Marks the offered times of a booking page. Try: https://api.leadconnectorhq.com/widget/booking/ID */
export const bookingTimes: Feature = {
  name: 'booking-times',
  runsOn: (page) => page.kind === 'widget',
  init({ page, mark }) {
    if (page.kind !== 'widget') return;
    mark({
      name: this.name,
      read(around) {
        const calendar = calendarOf(page, around.told);
        return calendar === null ? null : read(calendar, around);
      },
    });
  },
};
