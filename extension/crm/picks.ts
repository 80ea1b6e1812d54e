import type { Interval } from '../../shared/intervals.ts';
import { readBookingDialog, sameTime } from './booking-dialog.ts';
import { type OfferedStarts, readBookingDay, usualLength } from './booking-slots.ts';
import { isAtOdds } from './dialog-agreement.ts';
import { timeAt } from './grid-click.ts';
import type { CrmPage } from './routes.ts';
import { find } from './selectors.ts';

/** A time that a person picked and has not saved yet. Times in epoch milliseconds. */
export interface Pick extends Interval {
  /** The slot, or the dialog in which it was picked. */
  readonly anchor: HTMLElement;
  /** The zone that the page shows its times in. */
  readonly zone: string;
  /** The starts that the page offers. */
  readonly offered: readonly number[];
  readonly userId?: string;
  readonly calendarId?: string;
}

/** What is known beside the page itself. */
export interface PickSurroundings {
  readonly offered: OfferedStarts | null;
  /** The same with all that the page was offered of that calendar before. */
  readonly offeredSoFar: OfferedStarts | null;
  /** The sub-account's zone. */
  readonly locationZone: string | null;
  /** The zone that the sub-account's calendars were seen to be shown in. */
  readonly shownZone: string | null;
  /** Length of the appointments of that calendar, or of the page's own, where it is known. */
  slotMinutes(calendarId: string | undefined): number | null;
}

/** The page answers a click before it is looked at; what it has to ask for first is looked at again. */
const LOOK_AFTER_MS = [0, 200, 1000];
/** A dialog that opens this soon after a click on the grid is about the time that was clicked. */
const GRID_CLICK_MS = 3000;

function about(offered: OfferedStarts | null) {
  return {
    offered: [...(offered?.starts ?? [])].sort((a, b) => a - b),
    ...(offered?.userId === undefined ? {} : { userId: offered.userId }),
    ...(offered?.calendarId === undefined ? {} : { calendarId: offered.calendarId }),
  };
}

function lengthOf({ offered, slotMinutes }: PickSurroundings): number {
  const { offered: starts } = about(offered);
  return 60_000 * (slotMinutes(offered?.calendarId) ?? usualLength(starts));
}

/** The chosen slot of a booking page. */
function pickedSlot(around: PickSurroundings): Pick | null {
  const day = readBookingDay(around.offered);
  if (!day || day === 'unreadable') return null;
  const chosen = find('slotChosen', day.root);
  const start = day.slots.find(({ element }) => element === chosen)?.start ?? null;
  if (!chosen || start === null) return null;
  const shown = day.slots.flatMap((slot) => slot.start ?? []);
  const { offered, ...whose } = about(around.offered);
  const starts = offered.length > 0 ? offered : shown;
  return { ...whose, start, end: start + lengthOf(around), anchor: chosen, zone: day.zone, offered: starts };
}

interface Clicked {
  readonly at: number;
  readonly start: number;
  readonly zone: string;
}

/** Follows the staff app's dialog: the time shown first is a pick, unless it is that of an appointment that stands. */
function dialogWatcher(around: () => PickSurroundings) {
  let root: HTMLElement | null = null;
  let own: number | null = null;
  return (clicked: Clicked | null): Pick | null => {
    const known = around();
    const dialog = readBookingDialog(known.shownZone ?? known.locationZone);
    if (!dialog) {
      root = null;
      return null;
    }
    const isNew = dialog.root !== root;
    if (isNew) own = null;
    root = dialog.root;
    if (isAtOdds(dialog, known.offeredSoFar)) return null;
    const isFromGrid = clicked !== null && !dialog.isEdit && clicked.at > Date.now() - GRID_CLICK_MS;
    const time = dialog.time ?? (isFromGrid ? { start: clicked.start, end: null } : null);
    const zone = dialog.zone ?? clicked?.zone ?? null;
    if (!time || zone === null) return null;
    if (dialog.isEdit) own ??= time.start;
    if (time.start === own) return null;
    const end = time.end ?? time.start + lengthOf(known);
    return { ...about(known.offered), start: time.start, end, anchor: dialog.root, zone };
  };
}

/**
 * Tells of each time that a person picks, at once: a chosen slot of a booking page, a date and slot in the staff app's
 * dialog, which a click on the grid may have opened. Null when nothing is picked any more. It only looks: no click is
 * held up. Gives the way to look again, for when the page was offered other times.
 */
export function watchPicks(
  page: CrmPage,
  around: () => PickSurroundings,
  onPick: (pick: Pick | null) => void,
  signal: AbortSignal,
): () => void {
  const readDialog = dialogWatcher(around);
  let clicked: Clicked | null = null;
  let last: Pick | null = null;
  let waiting: ReturnType<typeof setTimeout>[] = [];

  function look(): void {
    if (signal.aborted) return;
    const pick = page.kind === 'widget' ? pickedSlot(around()) : readDialog(clicked);
    const isSame = sameTime(pick, last) && pick?.anchor === last?.anchor && pick?.userId === last?.userId;
    last = pick;
    if (!isSame) onPick(pick);
  }

  function later(event?: Event): void {
    if (event?.type === 'click' && page.kind !== 'widget') {
      const at = timeAt(event as MouseEvent, around());
      if (at) clicked = { at: Date.now(), ...at };
    }
    for (const timeout of waiting) clearTimeout(timeout);
    waiting = LOOK_AFTER_MS.map((wait) => setTimeout(look, wait));
  }

  for (const kind of ['click', 'change', 'keyup']) {
    document.addEventListener(kind, later, { signal, capture: true, passive: true });
  }
  return later;
}
