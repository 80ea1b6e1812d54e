import { readBookingDialog } from '../../crm/booking-dialog.ts';
import type { Feature } from '../feature.ts';
import { slotMarks } from '../slot-marks.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;

function read(locationId: string, { told, now }: Surroundings): Reading | null {
  const dialog = readBookingDialog(told.locationZone);
  const { zone = null, offered = [] } = dialog ?? {};
  const starts = offered.flatMap(({ start }) => start ?? []);
  if (!dialog || zone === null || starts.length === 0) return null;
  const at = Math.min(...starts, now + DAY_MS);
  return {
    view: { kind: 'staff-grid', locationId, from: at - DAY_MS, to: Math.max(...starts) + 2 * DAY_MS },
    anchor: offered[0]?.element ?? dialog.root,
    isUnreadable: false,
    facts: { times: offered.length, read: starts.length },
    marks: (moment, ours) => slotMarks(offered, { ...moment, zone }, { note: null, ours }),
    chipCorners: () => [],
  };
}

/** Marks the times in the slot list of the appointment dialog. Try: + New on any page of the staff app */
export const dialogTimes: Feature = {
  name: 'dialog-times',
  runsOn: (page) => page.kind !== 'widget' && page.locationId !== null,
  init({ page, mark }) {
    if (page.kind === 'widget' || page.locationId === null) return;
    const { locationId } = page;
    mark({ name: this.name, read: (around) => read(locationId, around) });
  },
};
