import type { Interval } from '../../shared/intervals.ts';
import type { PictureSource } from '../background/picture.ts';
import type { BookingDialog } from '../crm/booking-dialog.ts';
import { dayWindow } from '../crm/staff-grid.ts';
import { timeSpan, weekdayAndDate } from '../ui/day-and-time.ts';
import { say } from '../words/say.ts';
import { isOnDark } from './background-tone.ts';
import { type Box, boxOf, common, isCovered, visiblePart } from './box.ts';
import { coversPage } from './clear-place.ts';
import { detailsOf, labelOf, type Moment, tagWords } from './describe.ts';
import { shownBox } from './field-text.ts';
import type { Mark } from './mark.ts';
import { intervalMark, PLAIN } from './slot-marks.ts';
import { type Verdict, verdict } from './verdict.ts';

/** The arrow of a closed list, which stays free. */
const ARROW_PX = 28;
const LINE_PX = 24;
/** Of the tag's own letters. */
const LETTER_PX = 6.4;
const MOST_SPANS = 3;

export interface Chosen {
  /** How long an appointment takes. */
  readonly minutes: number;
  readonly ours: Element;
}

/** The mark on the closed picker of the time that is chosen in it; the fields of a typed one have no room for it. */
export function chosenMark({ time, timeControls }: BookingDialog, moment: Moment, { minutes, ours }: Chosen): Mark[] {
  const [picker] = timeControls;
  if (!time || !picker?.isConnected || timeControls.length > 1) return [];
  const whole = boxOf(picker.getBoundingClientRect());
  const box = { ...whole, right: whole.right - ARROW_PX };
  const window = visiblePart(picker);
  const seen = window && common(box, window);
  const words = shownBox(picker);
  const place = {
    key: 'chosen time',
    box,
    visible: seen && !isCovered(picker, seen, ours) ? seen : null,
    radius: getComputedStyle(picker).borderRadius,
    clear: words ? [words] : [],
    isDark: isOnDark(picker),
  };
  const interval = { start: time.start, end: time.end ?? time.start + minutes * 60_000 };
  return intervalMark(place, interval, moment, null);
}

type Blocked = Exclude<Verdict, { kind: 'free' | 'not-known' }>;

interface Taken extends Interval {
  readonly found: Blocked;
}

function takenChoices({ choices }: BookingDialog, moment: Moment, minutes: number): Taken[] {
  return choices.flatMap((start) => {
    const interval = { start, end: start + minutes * 60_000 };
    const found = verdict(interval, moment.picture, moment.ageing.unmarkedAreFree);
    return found.kind === 'free' || found.kind === 'not-known' ? [] : [{ ...interval, found }];
  });
}

/** "10:00–11:00, 14:00": choices that follow one another as one stretch of time. */
function spansOf(taken: readonly Taken[]): Interval[] {
  const spans: Interval[] = [];
  for (const { start, end } of taken) {
    const last = spans.at(-1);
    if (last && start <= last.end) spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else spans.push({ start, end });
  }
  return spans;
}

function lineWords(taken: readonly Taken[], dialog: BookingDialog, zone: string): string {
  if (taken.length === dialog.choices.length) return say('dialogNoneFree');
  const spans = spansOf(taken);
  const named = spans.slice(0, MOST_SPANS).map((span) => timeSpan(span, zone));
  const more = spans.length - named.length;
  const times = named.join(', ');
  return more > 0 ? say('dialogBusyTimesAndMore', times, more) : say('dialogBusyTimes', times);
}

/** Beside the closed list where nothing of the page stands: above it, below it, else beside its dialog. */
function lineBox(picker: HTMLElement, root: HTMLElement, width: number, ours: Element): Box {
  const at = boxOf(picker.getBoundingClientRect());
  const around = boxOf(root.getBoundingClientRect());
  const from = (left: number, top: number) => ({ left, top, right: left + width, bottom: top + LINE_PX });
  const level = (at.top + at.bottom - LINE_PX) / 2;
  const spots = [
    from(at.right - width, at.top - LINE_PX),
    from(at.left, at.bottom),
    from(around.right + 8, level),
    from(around.left - 8 - width, level),
  ];
  const isInSight = ({ left, right, top, bottom }: Box) =>
    left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  const [, below] = spots;
  return spots.find((box) => isInSight(box) && !coversPage(box, ours)) ?? (below as Box);
}

/** A line of words beside the picker, whose details tell of those events. */
function lineMark(
  tag: string,
  sources: readonly PictureSource[],
  dialog: BookingDialog,
  moment: Moment,
  ours: Element,
) {
  const [picker] = dialog.timeControls;
  if (!picker?.isConnected || !dialog.day) return [];
  const box = lineBox(picker, dialog.root, Math.ceil(tag.length * LETTER_PX) + 24, ours);
  const day = dayWindow(dialog.day, moment.zone);
  const details = { ...detailsOf(day, tag, sources, moment), time: weekdayAndDate(day.start, moment.zone) };
  const place = { key: 'taken times', box, visible: box, radius: '0', clear: [], isDark: isOnDark(picker) };
  return [{ ...PLAIN, ...place, kind: 'count' as const, tag, label: labelOf(tag, details), details }];
}

/** A browser's own list cannot be drawn over while it is open: which of its times are taken stands beside it. */
export function choicesLine(dialog: BookingDialog, moment: Moment, { minutes, ours }: Chosen): Mark[] {
  const taken = takenChoices(dialog, moment, minutes);
  if (taken.length === 0) return [];
  const sources = [...new Set(taken.flatMap(({ found }) => found.sources))];
  return lineMark(lineWords(taken, dialog, moment.zone), sources, dialog, moment, ours);
}

/** Beside a time that is typed in two fields stands whether it is taken. */
export function typedLine(dialog: BookingDialog, moment: Moment, { ours }: Chosen): Mark[] {
  const { time, timeControls } = dialog;
  if (!time || time.end === null || timeControls.length !== 2) return [];
  const interval = { start: time.start, end: time.end };
  const found = verdict(interval, moment.picture, moment.ageing.unmarkedAreFree);
  if (found.kind === 'free' || found.kind === 'not-known') return [];
  return lineMark(tagWords(found, interval, moment), found.sources, dialog, moment, ours);
}
