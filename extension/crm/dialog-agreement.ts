import type { BookingDialog } from './booking-dialog.ts';
import type { OfferedStarts } from './booking-slots.ts';

/** The times that the dialog lists, or shows as chosen from a list; one that somebody types is in no list. */
export function listedTimes({ offered, choices, time, timeControls, isEdit }: BookingDialog): number[] {
  const chosen = time && timeControls.length === 1 && !isEdit ? [time.start] : [];
  return [...new Set([...offered.flatMap(({ start }) => start ?? []), ...choices, ...chosen])];
}

/**
 * Whether the dialog cannot be trusted: it tells two things of itself, or times that the CRM's own answers did not tell.
 * Without such answers only one that goes by known names is. An appointment that stands keeps its own time.
 */
export function isAtOdds(dialog: BookingDialog, told: OfferedStarts | null): boolean {
  if (dialog.isAtOdds) return true;
  const listed = listedTimes(dialog);
  if (!told || told.starts.size === 0) return !dialog.isNamed && listed.length > 0;
  return listed.filter((start) => !told.starts.has(start)).length > (dialog.isEdit ? 1 : 0);
}
