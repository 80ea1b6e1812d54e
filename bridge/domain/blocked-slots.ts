import type { BlockedSlot, SlotKind, Source } from '../../shared/contract/blocked-slots.ts';
import { clip, type Interval, merge, overlaps, subtract } from '../../shared/intervals.ts';
import type { BlockedPiece, Judgement } from './busy.ts';
import type { Occurrence } from './occurrence.ts';

/** An occurrence of a calendar together with what it means for the person's time. */
export interface JudgedEvent {
  readonly calendarId: string;
  readonly eventId: string;
  /** Null when titles are not shown. */
  readonly title: string | null;
  readonly occurrence: Occurrence;
  readonly judgement: Judgement;
}

/** From strong to weak: where kinds overlap the first one wins. */
const KINDS: readonly SlotKind[] = ['busy', 'travel', 'tentative'];

interface PlacedPiece extends BlockedPiece {
  readonly event: JudgedEvent;
}

/**
 * What the events block within the window, as the contract has it: sorted, disjoint, clipped to the window. Slots of one
 * kind that touch are one; slots of different kinds may touch. A slot names every event that shares time with it, each
 * with its own times.
 */
export function blockedSlots(events: readonly JudgedEvent[], window: Interval): BlockedSlot[] {
  const pieces = events
    .flatMap((event) => event.judgement.pieces.map((piece) => ({ ...piece, event })))
    .filter((piece) => clip(piece, window) !== null)
    .sort((a, b) => a.start - b.start || a.end - b.end || compare(a.event.eventId, b.event.eventId));
  const slots = spansByKind(pieces, window).sort((a, b) => a.start - b.start);
  return withSources(slots, pieces);
}

interface Span extends Interval {
  readonly kind: SlotKind;
}

function spansByKind(pieces: readonly PlacedPiece[], window: Interval): Span[] {
  let taken: Interval[] = [];
  return KINDS.flatMap((kind) => {
    const clipped = pieces.filter((piece) => piece.kind === kind).flatMap((piece) => clip(piece, window) ?? []);
    const left = subtract(clipped, taken);
    taken = merge([...taken, ...clipped]);
    return left.map((span) => ({ ...span, kind }));
  });
}

/** Both lists are sorted by start: pieces that ended before a slot are never looked at again. */
function withSources(slots: readonly Span[], pieces: readonly PlacedPiece[]): BlockedSlot[] {
  let open: PlacedPiece[] = [];
  let next = 0;
  return slots.map((slot) => {
    open = open.filter((piece) => piece.end > slot.start);
    for (let piece = pieces[next]; piece && piece.start < slot.end; piece = pieces[next]) {
      open.push(piece);
      next += 1;
    }
    const sources = open.filter((piece) => overlaps(piece, slot)).map(sourceOf);
    return { start: instant(slot.start), end: instant(slot.end), kind: slot.kind, sources };
  });
}

function sourceOf({ event, start, end, kind, reason }: PlacedPiece): Source {
  const { calendarId, eventId, title, occurrence } = event;
  const { uid, allDay } = occurrence;
  return { calendarId, eventId, uid, title, start: instant(start), end: instant(end), allDay, kind, reason };
}

/** RFC 3339 in UTC, milliseconds only where there are any. */
function instant(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
