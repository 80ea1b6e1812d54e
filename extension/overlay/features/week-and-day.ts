import { gridAgreement } from '../../crm/grid-agreement.ts';
import { gridZone } from '../../crm/grid-zone.ts';
import { listedStarts } from '../../crm/listed-appointments.ts';
import { ownColumns } from '../../crm/own-columns.ts';
import { ownZone } from '../../crm/own-zone.ts';
import { whoseCalendar } from '../../crm/shown-users.ts';
import { readStaffGrid, type StaffGrid, shownNow } from '../../crm/staff-grid.ts';
import { zoneTold } from '../../crm/zone-told.ts';
import type { PageFacts } from '../../state/page-health.ts';
import { columnMarks } from '../column-marks.ts';
import { type Covers, rememberCovers } from '../covers.ts';
import { edgeCorners } from '../edge-corners.ts';
import type { Feature } from '../feature.ts';
import { noteLine, noteShownZone, shownZone, type Told, wereRefuted, zonesKnown } from '../told.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;

const daysOf = ({ columns }: StaffGrid) =>
  new Set(columns.map(({ date }) => Date.UTC(date.year, date.month - 1, date.day)));

/**
 * The weeks beside the shown one as well, so that a step to the next one shows at once what is known. Not more: a gap
 * anywhere in what is asked for is told of the whole.
 */
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

/**
 * Appointments that come into the columns of a grid leave its days and hours as they are: these are not read again where
 * they were read for certain.
 */
function gridReading() {
  let last: StaffGrid | null = null;
  return ({ touched }: Surroundings): StaffGrid | null => {
    const isSame = last?.isConfirmed && touched.isOnlyIn(last.columns.map(({ element }) => element));
    if (!isSame) last = readStaffGrid();
    return last;
  };
}

function read(locationId: string, grid: StaffGrid, covers: Covers, around: Surroundings): Reading {
  covers.read(grid.root, around.touched);
  const { told } = around;
  const view = { kind: 'staff-grid', locationId, ...weeksAround(grid) } as const;
  const own = ownZone();
  const zone = zoneOf(grid, { locationId, own }, around);
  const { columns, whose } = shownOf(grid, told);
  const shown = { ...grid, columns: columns ?? [] };
  return {
    view,
    anchor: grid.root,
    whose,
    isUnreadable: zone === null || (columns === null && whose !== 'others'),
    facts: () => factsOf(grid, told, zone ?? own),
    marks: zone === null ? () => [] : columnMarks(shown, zone, covers),
    chipCorners(drawing) {
      covers.draw(drawing);
      return edgeCorners(grid.root, drawing.ours, covers);
    },
  };
}

/** Marks blocked times over the week and day grids. Try: /v2/location/ID/calendars/view */
export const weekAndDay: Feature = {
  name: 'week-and-day',
  runsOn: (page) => page.kind === 'staff-calendar',
  init({ page, mark }) {
    if (page.kind !== 'staff-calendar') return;
    const gridOf = gridReading();
    const covers = rememberCovers();
    mark({
      name: this.name,
      saysNotConnected: true,
      read: (around) => {
        const grid = gridOf(around);
        return grid && read(page.locationId, grid, covers, around);
      },
    });
  },
};
