import { gridZone } from '../../crm/grid-zone.ts';
import { listedStarts } from '../../crm/listed-appointments.ts';
import { monthAgreement } from '../../crm/month-agreement.ts';
import { ownZone } from '../../crm/own-zone.ts';
import { whoseCalendar } from '../../crm/shown-users.ts';
import { dayWindow } from '../../crm/staff-grid.ts';
import { type MonthDay, readStaffMonth, type StaffMonth } from '../../crm/staff-month.ts';
import { weekdayAndDate } from '../../ui/day-and-time.ts';
import { say, sayCount } from '../../words/say.ts';
import { isOnDark } from '../background-tone.ts';
import { type Box, boxOf, common, isCovered, textBox, visiblePart } from '../box.ts';
import { eventsOf } from '../day-events.ts';
import { detailsOf, labelOf, type Moment } from '../describe.ts';
import { edgeCorners } from '../edge-corners.ts';
import type { Feature } from '../feature.ts';
import type { Mark } from '../mark.ts';
import { shownZone, wereRefuted, zonesKnown } from '../told.ts';
import { notKnownWithin } from '../verdict.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;
/** One line of words, high enough to be hit and wide enough for a count of two digits. */
const LINE_HEIGHT = 24;
const MOST = sayCount('overlayCountBusy', 88);
const widthOf = (words: string) => Math.max(64, 8 + 7 * words.length);

/** Where the month shows several people's appointments, a count says whose it is. */
const isShared = ({ picture }: Moment) => picture?.wording === 'you';

interface Placed {
  readonly key: string;
  readonly box: Box;
  readonly visible: Box | null;
  readonly isDark: boolean;
}

const PLAIN = { radius: '0', clear: [], isThird: false, tagAt: 'middle' } as const;

/** Where numbers and events of the page stand. */
const takenIn = ({ numbers, events }: StaffMonth): Box[] => [
  ...numbers.flatMap((one) => textBox(one) ?? []),
  ...events.map((one) => boxOf(one.getBoundingClientRect())),
];

/** The corner of a day in which nothing of the page stands. */
function lineBox(cell: Box, taken: readonly Box[], width: number): Box {
  const tops = [cell.top + 2, cell.bottom - LINE_HEIGHT - 2];
  const lefts = [cell.left + 2, cell.right - width - 2];
  const corners = tops.flatMap((top) =>
    lefts.map((left) => ({ left, top, right: left + width, bottom: top + LINE_HEIGHT })),
  );
  const [first] = corners;
  return corners.find((box) => !taken.some((one) => common(one, box))) ?? first ?? cell;
}

function countMark(placed: Placed, day: { start: number; end: number }, moment: Moment): Mark[] {
  const { events, isSure } = moment.picture ? eventsOf(moment.picture, day) : { events: [], isSure: false };
  if (events.length === 0) return [];
  const count = isSure ? sayCount('overlayCountBusy', events.length) : sayCount('overlayCountMaybe', events.length);
  const tag = isShared(moment) ? say('overlayCountOfYou', count) : count;
  const details = { ...detailsOf(day, tag, events, moment), time: weekdayAndDate(day.start, moment.zone) };
  return [{ ...PLAIN, ...placed, kind: 'count', color: 'transparent', tag, label: labelOf(tag, details), details }];
}

function notKnownMark(placed: Placed): Mark {
  const key = `${placed.key} not known`;
  return {
    ...PLAIN,
    ...placed,
    key,
    kind: 'not-known',
    color: 'transparent',
    tag: null,
    label: say('overlayNotKnown'),
    details: null,
  };
}

interface Measured {
  readonly taken: readonly Box[];
  /** What of a box is in sight. */
  seenOf(box: Box): Box | null;
}

function dayMarks({ element, date }: MonthDay, moment: Moment, { taken, seenOf }: Measured): Mark[] {
  const day = dayWindow(date, moment.zone);
  const cell = boxOf(element.getBoundingClientRect());
  const line = lineBox(cell, taken, widthOf(isShared(moment) ? say('overlayCountOfYou', MOST) : MOST));
  const at = { key: `day ${day.start}`, isDark: isOnDark(element) };
  const isUnknown = notKnownWithin(day, moment.picture, moment.ageing.unmarkedAreFree).length > 0;
  const inner = { left: cell.left + 1, top: cell.top + 1, right: cell.right - 1, bottom: cell.bottom - 1 };
  return [
    ...(isUnknown ? [notKnownMark({ ...at, box: inner, visible: seenOf(inner) })] : []),
    ...countMark({ ...at, box: line, visible: seenOf(line) }, day, moment),
  ];
}

function marksOf(month: StaffMonth, moment: Moment, ours: Element): Mark[] {
  const standing = month.days.filter(({ element }) => element.isConnected);
  const first = standing[0]?.element;
  const window = first ? visiblePart(first) : null;
  const seenOf = (box: Box) => {
    const seen = window && common(box, window);
    return seen && !isCovered(month.root, seen, ours) ? seen : null;
  };
  const measured = { taken: takenIn(month), seenOf };
  return standing.flatMap((day) => dayMarks(day, moment, measured));
}

/** The days and a little more; those around today where the month cannot be read. */
function rangeOf({ days }: StaffMonth, now: number) {
  const at = days.map(({ date }) => Date.UTC(date.year, date.month - 1, date.day));
  return { from: Math.min(...at, now) - DAY_MS, to: Math.max(...at, now) + 2 * DAY_MS };
}

function read(locationId: string, { told, picture, now }: Surroundings): Reading | null {
  const month = readStaffMonth();
  if (!month) return null;
  const own = ownZone();
  const listed = listedStarts(told.calls);
  const candidates = zonesKnown(told, [picture?.timeZone ?? null, own]);
  const agreement = (zone: string) => monthAgreement(month, zone, listed);
  const before = shownZone(told, locationId);
  const choose = ([first]: readonly string[]) => (wereRefuted(told, locationId, candidates) ? null : (first ?? null));
  const zone = gridZone({ candidates, before, indicator: null, now, agreement, isExact: false, choose })?.zone ?? null;
  const isUnreadable = month.isAtOdds || zone === null;
  return {
    view: { kind: 'staff-grid', locationId, ...rangeOf(month, now) },
    anchor: month.root,
    whose: whoseCalendar(told.calls, { userId: told.userId, days: month.days.length }),
    isUnreadable,
    facts: () => ({
      days: month.days.length,
      'is-at-odds': month.isAtOdds,
      ...monthAgreement(month, zone ?? own, listed),
    }),
    marks: (moment, { ours }) => (isUnreadable ? [] : marksOf(month, { ...moment, zone }, ours)),
    chipCorners: ({ ours }) => edgeCorners(month.root, ours),
  };
}

/** Says in each day of the month view how many events block it. Try: /v2/location/ID/calendars/view, Month */
export const monthCounts: Feature = {
  name: 'month-counts',
  runsOn: (page) => page.kind === 'staff-calendar',
  init({ page, mark }) {
    if (page.kind !== 'staff-calendar') return;
    mark({ name: this.name, saysNotConnected: true, read: (around) => read(page.locationId, around) });
  },
};
