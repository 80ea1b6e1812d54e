import { clip, type Interval, merge, overlaps, subtract } from '../../shared/intervals.ts';

/** What blocks before and after the choices are saved. Intervals in epoch milliseconds, in any order. */
export interface Comparison {
  readonly before: readonly Interval[];
  readonly after: readonly Interval[];
  /** Times of which nobody can tell whether the choices block them. */
  readonly unknownAfter: readonly Interval[];
}

export interface Difference {
  readonly opens: readonly Interval[];
  readonly closes: readonly Interval[];
}

/** What opens and what closes, each sorted and disjoint. Nothing unknown opens. */
export function differenceOf({ before, after, unknownAfter }: Comparison): Difference {
  return { opens: subtract(before, [...after, ...unknownAfter]), closes: subtract(after, before) };
}

/** A booking of the CRM. */
export interface Booking extends Interval {
  readonly appointmentId: string;
}

/** What blocks a time, and whose event it is where it was written for a booking. */
export interface Blocker extends Interval {
  readonly appointmentId: string | null;
}

/** The bookings that lie in what closes, by the order of time. The event of a booking never clashes with the booking itself. */
export function clashesIn<B extends Booking>(
  bookings: readonly B[],
  blockers: readonly Blocker[],
  closes: readonly Interval[],
): B[] {
  const closing = blockers.flatMap(({ appointmentId, ...times }) =>
    merge(closes.flatMap((hole) => clip(times, hole) ?? [])).map((part) => ({ ...part, appointmentId })),
  );
  return bookings
    .filter((booking) =>
      closing.some((part) => part.appointmentId !== booking.appointmentId && overlaps(part, booking)),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
