import { clip, type Interval, overlaps } from '../../shared/intervals.ts';
import type { PictureSlot } from '../background/picture.ts';
import { gridEvents } from '../crm/grid-events.ts';
import { rectOf } from '../crm/one-look.ts';
import { dayWindow, type GridColumn, type RowEdge, type StaffGrid, yOf } from '../crm/staff-grid.ts';
import { wallSpan } from '../crm/wall-span.ts';
import { clockTime } from '../ui/day-and-time.ts';
import { say } from '../words/say.ts';
import { isOnDark } from './background-tone.ts';
import { type Box, boxOf, common, visiblePart } from './box.ts';
import type { Covers } from './covers.ts';
import { detailsOf, headingOf, labelOf, type Moment, tagWords } from './describe.ts';
import type { Mark } from './mark.ts';
import { notKnownWithin } from './verdict.ts';
import type { Drawing, Reading } from './view.ts';

/** What moves by itself, by a style that changes slowly say, tells nobody. */
const PLACES_HOLD_MS = 3000;

/** One day's column as measured now. */
interface Measured {
  readonly column: GridColumn;
  readonly day: Interval;
  readonly box: Box;
  /** What of it is in sight. Asked where something is to be marked alone. */
  seen(): Box | null;
  readonly edges: readonly RowEdge[];
  readonly zone: string;
  readonly events: readonly Box[];
  readonly isDark: boolean;
}

function measure(grid: StaffGrid, zone: string, covers: Covers, { ours }: Drawing): Measured[] {
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
        seen: () => (within && !covers.isCovered(grid.root, within, ours) ? within : null),
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

function marksOn(columns: readonly Measured[], moment: Moment): Mark[] {
  const slots = moment.picture?.slots ?? [];
  return columns.flatMap((at) => [
    ...notKnownMarks(at, moment),
    ...freeMarks(at, moment),
    ...slots.filter((slot) => overlaps(slot, at.day)).flatMap((slot) => blockedMarks(slot, at, moment)),
  ]);
}

/**
 * Marks the columns of a week or day grid, which shows its times in that zone. They are measured anew when something
 * moved, and else now and then.
 */
export function columnMarks(grid: StaffGrid, zone: string, covers: Covers): Reading['marks'] {
  let last: { readonly at: number; readonly columns: readonly Measured[] } | null = null;
  return (moment, drawing) => {
    const { cause, now } = drawing;
    covers.draw(drawing);
    const isGood = last !== null && cause === 'time' && now - last.at < PLACES_HOLD_MS;
    if (last === null || !isGood) last = { at: now, columns: measure(grid, zone, covers, drawing) };
    return marksOn(last.columns, { ...moment, zone });
  };
}
