import { clip, type Interval } from '../../../shared/intervals.ts';
import type { PictureSlot } from '../../background/picture.ts';
import { gridAgreement } from '../../crm/grid-agreement.ts';
import { gridEvents } from '../../crm/grid-events.ts';
import { gridZone } from '../../crm/grid-zone.ts';
import { listedStarts } from '../../crm/listed-appointments.ts';
import { rectOf } from '../../crm/one-look.ts';
import { ownColumns } from '../../crm/own-columns.ts';
import { ownZone } from '../../crm/own-zone.ts';
import { whoseCalendar } from '../../crm/shown-users.ts';
import {
  dayWindow,
  type GridColumn,
  type RowEdge,
  readStaffGrid,
  type StaffGrid,
  shownNow,
  yOf,
} from '../../crm/staff-grid.ts';
import { wallSpan } from '../../crm/wall-span.ts';
import { zoneTold } from '../../crm/zone-told.ts';
import type { PageFacts } from '../../state/page-health.ts';
import { clockTime } from '../../ui/day-and-time.ts';
import { say } from '../../words/say.ts';
import { isOnDark } from '../background-tone.ts';
import { type Box, boxOf, common, isCovered, visiblePart } from '../box.ts';
import { detailsOf, headingOf, labelOf, type Moment, tagWords } from '../describe.ts';
import { edgeCorners } from '../edge-corners.ts';
import type { Feature } from '../feature.ts';
import type { Mark } from '../mark.ts';
import { noteLine, noteShownZone, shownZone, type Told, wereRefuted, zonesKnown } from '../told.ts';
import { notKnownWithin } from '../verdict.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;
/** What moves by itself, by a style that changes slowly say, tells nobody. */
const PLACES_HOLD_MS = 3000;

/** One day's column as measured now. */
interface Measured {
  readonly column: GridColumn;
  readonly day: Interval;
  readonly box: Box;
  /** What of it is in sight. Asked where something is to be marked: to ask what lies over a column costs the page much. */
  seen(): Box | null;
  readonly edges: readonly RowEdge[];
  readonly zone: string;
  readonly events: readonly Box[];
  readonly isDark: boolean;
}

function askedOnce<Answer>(ask: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | null = null;
  return () => {
    known ??= { answer: ask() };
    return known.answer;
  };
}

function measure(grid: StaffGrid, zone: string, ours: Element): Measured[] {
  const edges = grid.edges();
  const drawn = gridEvents(grid);
  const body = { top: edges[0]?.top ?? 0, bottom: edges.at(-1)?.top ?? 0 };
  const first = grid.columns[0]?.element;
  const window = first ? visiblePart(first) : null;
  return grid.columns
    .filter(({ element }) => element.isConnected)
    .map((column) => {
      const box = { ...boxOf(rectOf(column.element)), ...body };
      const within = window && common(box, window);
      const events = drawn.filter((event) => event.column === column).map(({ element }) => boxOf(rectOf(element)));
      return {
        column,
        day: dayWindow(column.date, zone),
        box,
        seen: askedOnce(() => (within && !isCovered(grid.root, within, ours) ? within : null)),
        edges,
        zone,
        events,
        isDark: isOnDark(column.element),
      };
    });
}

type Placed = Pick<Mark, 'key' | 'box' | 'visible' | 'radius' | 'clear' | 'isThird' | 'isDark' | 'tagAt'>;

function place(piece: Interval, name: string, at: Measured): Placed | null {
  const { from, until } = wallSpan(piece, at.day, at.zone);
  const box = {
    left: at.box.left + 1,
    right: at.box.right - 1,
    top: yOf(from, at.edges),
    bottom: yOf(until, at.edges),
  };
  if (box.bottom - box.top < 1) return null;
  const seen = at.seen();
  const visible = seen && common(box, seen);
  const clear = at.events.filter((event) => common(event, box));
  const key = `${name} ${piece.start} ${piece.end}`;
  return { key, box, visible, radius: '4px', clear, isThird: false, isDark: at.isDark, tagAt: 'top' };
}

function blockedMarks(slot: PictureSlot, at: Measured, moment: Moment): Mark[] {
  const piece = clip(slot, at.day);
  const placed = piece && place(piece, slot.kind, at);
  if (!placed) return [];
  const blocked = { kind: slot.kind, taken: [piece], isWhole: true, sources: slot.sources };
  const details = detailsOf(slot, headingOf(blocked, moment), slot.sources, moment);
  const word = tagWords(blocked, slot, moment);
  const isWide = placed.box.right - placed.box.left >= 160;
  const { asOf } = moment.ageing;
  const tag = asOf !== null && isWide ? say('overlayTagAsOf', word, clockTime(asOf)) : word;
  const color = slot.sources[0]?.color ?? '#566072';
  return [{ ...placed, kind: slot.kind, color, tag, label: labelOf(word, details), details }];
}

function freeMarks(at: Measured, moment: Moment): Mark[] {
  return (moment.picture?.free ?? []).flatMap((event) => {
    const piece = clip(event, at.day);
    const isWholeDay = piece !== null && piece.start === at.day.start && piece.end === at.day.end;
    const placed = piece && !isWholeDay ? place(piece, `free ${event.calendarName}`, at) : null;
    if (!placed) return [];
    const tag = event.isIgnored ? say('overlayIgnoredEvent') : say('overlayFreeEvent');
    const details = detailsOf(event, tag, [event], moment, { isBlocking: false });
    const label = labelOf(tag, details);
    return [{ ...placed, kind: 'free' as const, color: event.color, tag, label, details }];
  });
}

function notKnownMarks(at: Measured, { picture, ageing }: Moment): Mark[] {
  return notKnownWithin(at.day, picture, ageing.unmarkedAreFree).flatMap((gap) => {
    const placed = place(gap, 'not known', at);
    if (!placed) return [];
    return [
      {
        ...placed,
        kind: 'not-known' as const,
        color: 'transparent',
        tag: null,
        label: say('overlayNotKnown'),
        details: null,
      },
    ];
  });
}

/** Measures anew when something moved, and else now and then. */
function measuring(grid: StaffGrid, zone: string) {
  let last: { readonly at: number; readonly columns: readonly Measured[] } | null = null;
  return (now: number, ours: Element, isMoved: boolean): readonly Measured[] => {
    const isGood = last !== null && !isMoved && now - last.at < PLACES_HOLD_MS;
    if (last === null || !isGood) last = { at: now, columns: measure(grid, zone, ours) };
    return last.columns;
  };
}

function marksOf(columns: readonly Measured[], zone: string, given: Omit<Moment, 'zone'>): Mark[] {
  const moment = { ...given, zone };
  return columns.flatMap((at) => [
    ...notKnownMarks(at, moment),
    ...freeMarks(at, moment),
    ...(moment.picture?.slots ?? []).flatMap((slot) => blockedMarks(slot, at, moment)),
  ]);
}

const daysOf = ({ columns }: StaffGrid) =>
  new Set(columns.map(({ date }) => Date.UTC(date.year, date.month - 1, date.day)));

/** The weeks beside the shown one as well, so that a step to the next one shows at once what is known. */
function weeksAround(grid: StaffGrid) {
  const days = [...daysOf(grid)];
  return { from: Math.min(...days) - 9 * DAY_MS, to: Math.max(...days) + 10 * DAY_MS };
}

/** The zone that the grid is shown in, kept for the weeks that do not tell theirs; null: the grid cannot be read. */
function zoneOf(
  grid: StaffGrid,
  { locationId, own }: { locationId: string; own: string },
  { told, picture, now }: Surroundings,
): string | null {
  if (grid.isAtOdds) return null;
  const { calls } = told;
  const listed = listedStarts(calls);
  const [candidates, indicator] = [zonesKnown(told, [picture?.timeZone ?? null, own]), shownNow(grid)];
  const found = gridZone({
    candidates,
    before: shownZone(told, locationId),
    indicator,
    now,
    agreement: (zone) => gridAgreement(grid, zone, listed),
    isExact: true,
    choose: (zones) => (wereRefuted(told, locationId, candidates) ? null : zoneTold(grid.root, zones, calls)),
  });
  if (indicator !== null) noteLine(told, locationId, candidates, found !== null);
  noteShownZone(told, locationId, found);
  return found?.zone ?? null;
}

function factsOf(grid: StaffGrid, told: Told, zone: string): PageFacts {
  const { drawn, told: listed, agreeing } = gridAgreement(grid, zone, listedStarts(told.calls));
  return {
    columns: grid.columns.length,
    rows: grid.edges().length,
    drawn,
    listed,
    agreeing,
    'has-now': shownNow(grid) !== null,
    'by-name': grid.isNamed,
    'at-odds': grid.isAtOdds,
  };
}

/** Whose the grid is, and the columns of it that are the user's: a column of theirs alone is shared with nobody. */
function shownOf(grid: StaffGrid, { calls, userId, userName }: Told) {
  const columns = ownColumns(grid, { userId, userName });
  const whose = whoseCalendar(calls, { userId, days: daysOf(grid).size });
  const isTheirs = columns !== null && columns.length < grid.columns.length;
  return { columns, whose: isTheirs ? ('own' as const) : whose };
}

/** Appointments that come into the columns of a grid leave its days and hours as they are: these are not read again. */
function gridReading() {
  let last: StaffGrid | null = null;
  return ({ isOnlyIn }: Surroundings): StaffGrid | null => {
    const isSame = last !== null && !last.isAtOdds && isOnlyIn(last.columns.map(({ element }) => element));
    if (!isSame) last = readStaffGrid();
    return last;
  };
}

function read(locationId: string, grid: StaffGrid | null, around: Surroundings): Reading | null {
  if (!grid) return null;
  const { told } = around;
  const view = { kind: 'staff-grid', locationId, ...weeksAround(grid) } as const;
  const own = ownZone();
  const zone = zoneOf(grid, { locationId, own }, around);
  const { columns, whose } = shownOf(grid, told);
  const measured = measuring({ ...grid, columns: columns ?? [] }, zone ?? own);
  return {
    view,
    anchor: grid.root,
    whose,
    isUnreadable: zone === null || (columns === null && whose !== 'others'),
    facts: () => factsOf(grid, told, zone ?? own),
    marks: (moment, ours, isMoved = true) =>
      zone === null ? [] : marksOf(measured(moment.now, ours, isMoved), zone, moment),
    chipCorners: (ours) => edgeCorners(grid.root, ours),
  };
}

/** Marks blocked times over the week and day grids. Try: /v2/location/ID/calendars/view */
export const weekAndDay: Feature = {
  name: 'week-and-day',
  runsOn: (page) => page.kind === 'staff-calendar',
  init({ page, mark }) {
    if (page.kind !== 'staff-calendar') return;
    const gridOf = gridReading();
    mark({ name: this.name, saysNotConnected: true, read: (around) => read(page.locationId, gridOf(around), around) });
  },
};
