import type { Interval } from '../../shared/intervals.ts';

/** Where an event is found again: the time is that which it takes, so of travel the time before the event. */
export interface EventPlace extends Interval {
  readonly calendarId: string;
  readonly eventId: string;
}

export interface EventRefs {
  refOf(event: EventPlace): string;
  /** Undefined for a name that this page was never given. */
  find(ref: string): EventPlace | undefined;
}

/** More than any picture holds; the oldest names go first. */
const MOST = 10_000;

/**
 * Names for events that one page alone knows, and that tell nothing. An event keeps its name while the page is open, so
 * that a question which crosses with newer news is never about another event.
 */
export function createEventRefs(random: () => string = () => crypto.randomUUID()): EventRefs {
  const refs = new Map<string, string>();
  const places = new Map<string, EventPlace>();
  return {
    refOf(event) {
      const key = JSON.stringify([event.calendarId, event.eventId, event.start]);
      const ref = refs.get(key) ?? random();
      refs.set(key, ref);
      places.set(ref, event);
      if (refs.size > MOST) forgetFirst(refs, places);
      return ref;
    },
    find: (ref) => places.get(ref),
  };
}

function forgetFirst(refs: Map<string, string>, places: Map<string, EventPlace>): void {
  const [first] = refs;
  if (!first) return;
  refs.delete(first[0]);
  places.delete(first[1]);
}
