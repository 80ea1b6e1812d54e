import { type BookingDialog, readBookingDialog } from '../../crm/booking-dialog.ts';
import { usualLength } from '../../crm/booking-slots.ts';
import { type DatePanel, readDatePanel } from '../../crm/date-panel.ts';
import { isAtOdds, listedTimes } from '../../crm/dialog-agreement.ts';
import type { PageFacts } from '../../state/page-health.ts';
import { choicesLine, chosenMark, typedLine } from '../chosen-marks.ts';
import { dateMarks } from '../date-marks.ts';
import type { Moment } from '../describe.ts';
import type { Feature } from '../feature.ts';
import type { Mark } from '../mark.ts';
import { slotMarks } from '../slot-marks.ts';
import { shownZone, type Told } from '../told.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;

/** The times are another person's, of whom nothing is known here. */
const isSomebodyElses = ({ offered, userId }: Told) =>
  offered?.userId !== undefined && userId !== null && offered.userId !== userId;

interface Read {
  readonly dialog: BookingDialog;
  readonly panel: DatePanel | null;
  readonly zone: string;
}

function readDialog(locationId: string, { told }: Surroundings): Read | null {
  if (isSomebodyElses(told)) return null;
  const dialog = readBookingDialog(shownZone(told, locationId) ?? told.locationZone);
  if (!dialog || dialog.zone === null) return null;
  return { dialog, panel: readDatePanel(), zone: dialog.zone };
}

/** Everything that the dialog shows, and what is a moment away. */
function rangeOf({ dialog, panel }: Read, now: number) {
  const days = panel?.cells.map(({ date }) => Date.UTC(date.year, date.month - 1, date.day)) ?? [];
  const at = [...listedTimes(dialog), ...(dialog.time ? [dialog.time.start] : []), ...days];
  return { from: Math.min(...at, now) - DAY_MS, to: Math.max(...at, now) + 2 * DAY_MS };
}

function marksOf({ dialog, panel, zone }: Read, told: Told, given: Omit<Moment, 'zone'>, ours: Element): Mark[] {
  const moment = { ...given, zone };
  const known = told.slotMinutes.get(told.offered?.calendarId ?? '');
  const minutes = known ?? usualLength(listedTimes(dialog).sort((a, b) => a - b));
  const offered = told.offeredSoFar?.starts ?? new Set();
  return [
    ...slotMarks(dialog.offered, moment, { note: null, ours, slotMinutes: minutes }),
    ...(panel ? dateMarks(panel, moment, { offered, minutes, ours }) : []),
    ...chosenMark(dialog, moment, { minutes, ours }),
    ...choicesLine(dialog, moment, { minutes, ours }),
    ...typedLine(dialog, moment, { minutes, ours }),
  ];
}

function factsOf({ dialog, panel }: Read, { offeredSoFar }: Told): PageFacts {
  const listed = listedTimes(dialog);
  return {
    'is-named': dialog.isNamed,
    'has-day': dialog.day !== null,
    'has-time': dialog.time !== null,
    times: listed.length,
    agreeing: listed.filter((start) => offeredSoFar?.starts.has(start)).length,
    days: panel?.cells.length ?? 0,
  };
}

function read(locationId: string, around: Surroundings): Reading | null {
  const found = readDialog(locationId, around);
  if (!found) return null;
  const { dialog, panel } = found;
  const isUnreadable = isAtOdds(dialog, around.told.offeredSoFar) || panel?.isAtOdds === true;
  if (!isUnreadable && !dialog.time && dialog.offered.length === 0 && !panel) return null;
  return {
    view: { kind: 'staff-grid', locationId, ...rangeOf(found, around.now) },
    anchor: dialog.offered[0]?.element ?? dialog.root,
    isUnreadable,
    facts: () => factsOf(found, around.told),
    marks: (moment, { ours }) => (isUnreadable ? [] : marksOf(found, around.told, moment, ours)),
    chipCorners: () => [],
  };
}

/** Marks the times and days in the pickers of the appointment dialog. Try: + New on any page of the staff app */
export const dialogTimes: Feature = {
  name: 'dialog-times',
  runsOn: (page) => page.kind !== 'widget' && page.locationId !== null,
  init({ page, mark }) {
    if (page.kind === 'widget' || page.locationId === null) return;
    const { locationId } = page;
    mark({ name: this.name, read: (around) => read(locationId, around) });
  },
};
