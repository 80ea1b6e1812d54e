import { type Interval, overlaps } from '../../shared/intervals.ts';
import type { DateCell, DatePanel } from '../crm/date-panel.ts';
import { dayWindow } from '../crm/staff-grid.ts';
import { weekdayAndDate } from '../ui/day-and-time.ts';
import { say, sayCount } from '../words/say.ts';
import { isOnDark } from './background-tone.ts';
import { type Box, boxOf, common, isCovered, visiblePart } from './box.ts';
import { eventsOf } from './day-events.ts';
import type { Moment } from './describe.ts';
import type { Mark } from './mark.ts';
import { notKnown, PLAIN, type Place } from './slot-marks.ts';
import { notKnownWithin, verdict } from './verdict.ts';

export interface DateSigns {
  /** The starts that the CRM offers, as far as it told. */
  readonly offered: ReadonlySet<number>;
  /** How long an appointment takes. */
  readonly minutes: number;
  readonly ours: Element;
}

function placeOf({ element }: DateCell, key: string, window: Box | null, ours: Element): Place {
  const box = boxOf(element.getBoundingClientRect());
  const seen = window && common(box, window);
  const visible = seen && !isCovered(element, seen, ours) ? seen : null;
  return { key, box, visible, radius: getComputedStyle(element).borderRadius, clear: [], isDark: isOnDark(element) };
}

/** The CRM offers times on that day, and none of them is free. */
function isFull(day: Interval, moment: Moment, { offered, minutes }: DateSigns): boolean {
  const starts = [...offered].filter((start) => start >= day.start && start < day.end && start > moment.now);
  const isTaken = (start: number) => {
    const found = verdict({ start, end: start + minutes * 60_000 }, moment.picture, moment.ageing.unmarkedAreFree);
    return found.kind !== 'free' && found.kind !== 'not-known';
  };
  return starts.length > 0 && starts.every(isTaken);
}

function dayMark(cell: DateCell, window: Box | null, moment: Moment, signs: DateSigns): Mark[] {
  const day = dayWindow(cell.date, moment.zone);
  if (day.end <= moment.now) return [];
  const place = placeOf(cell, `date-${day.start}`, window, signs.ours);
  const ahead = { start: Math.max(day.start, moment.now), end: day.end };
  const gaps = notKnownWithin(ahead, moment.picture, moment.ageing.unmarkedAreFree);
  if (gaps.some((gap) => overlaps(gap, ahead))) return [notKnown(place)];
  const { events } = moment.picture ? eventsOf(moment.picture, ahead) : { events: [] };
  if (events.length === 0) return [];
  const name = weekdayAndDate(day.start, moment.zone);
  const isNoneLeft = isFull(day, moment, signs);
  const label = isNoneLeft ? say('dialogDayFull', name) : sayCount('dialogDayBusy', events.length, name);
  return [{ ...PLAIN, ...place, kind: isNoneLeft ? 'day-full' : 'day-some', tag: null, label, details: null }];
}

/** A sign in each day to come of a date picker on which something blocks: a bar where no free time is left, else a dot. */
export function dateMarks({ cells }: DatePanel, moment: Moment, signs: DateSigns): Mark[] {
  const standing = cells.filter(({ element }) => element.isConnected);
  const [first] = standing;
  const window = first ? visiblePart(first.element) : null;
  return standing.flatMap((cell) => dayMark(cell, window, moment, signs));
}
