import { z } from 'zod';
import { Id, Name, TimeZone } from '../../shared/contract/values.ts';
import type { Interval } from '../../shared/intervals.ts';
import { BookingCall } from '../crm/seen-bookings.ts';
import { BookingCalendar } from '../state/booking-calendars.ts';
import { PageFacts } from '../state/page-health.ts';
import type { Picture } from './picture.ts';

/** The name of the runtime port between a page's content script and the service worker. */
export const PAGE_PORT = 'slotbridge-page';

/** What a page of the staff app told about itself. It comes from the page's world: a hint, not a fact. */
const PageHint = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('who'),
    locationId: Id,
    locationName: Name.optional(),
    userId: Id,
    userName: Name.optional(),
  }),
  z.strictObject({ kind: z.literal('calendars'), locationId: Id, calendars: z.array(BookingCalendar).max(200) }),
]);

const Epoch = z.number().int().min(0).max(8.64e15);

/** What a page wants to know the blocked times for; epoch milliseconds, half-open. */
const View = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('staff-grid'), locationId: Id, from: Epoch, to: Epoch }),
  z.strictObject({ kind: z.literal('widget'), calendar: z.string().min(1).max(200), from: Epoch, to: Epoch }),
]);

/**
 * A time that a person picked in the page and has not saved yet: is it free? `offered` are the starts that the page
 * offers, from which free ones are named; `userId` and `calendarId` tell whose time it is, where that is known.
 */
const Check = z.strictObject({
  type: z.literal('check'),
  view: View,
  start: Epoch,
  end: Epoch,
  ignoreAppointmentId: Id.optional(),
  userId: Id.optional(),
  calendarId: Id.optional(),
  offered: z.array(Epoch).max(3000).optional(),
});

/** A page's own name of an event. */
const Ref = z.string().min(1).max(60);

/** The person wants that event no longer to block: this one time, or `always`, with all its repeats and when it moves. */
const Ignore = z.strictObject({ type: z.literal('ignore'), ref: Ref, always: z.boolean() });

/** Takes that back: the wish that was answered with `ignoredId`, or without one every wish about the event. */
const StopIgnoring = z.strictObject({ type: z.literal('stop-ignoring'), ref: Ref, ignoredId: Id.optional() });

const IgnoreWish = z.discriminatedUnion('type', [Ignore, StopIgnoring]);
export type IgnoreWish = z.infer<typeof IgnoreWish>;

/** Whether a kind of page could be read, and what it was read by. */
const PageHealth = z.strictObject({
  type: z.literal('health'),
  feature: z.string().regex(/^[a-z-]{1,40}$/),
  isReadable: z.boolean(),
  facts: PageFacts,
});
export type PageHealth = z.infer<typeof PageHealth>;

/** What a content script may say to the service worker. */
export const PageMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hint'), hint: PageHint }),
  z.strictObject({ type: z.literal('watch'), view: View, visible: z.boolean() }),
  z.strictObject({ type: z.literal('leave') }),
  z.strictObject({ type: z.literal('open'), window: z.enum(['connect', 'welcome']) }),
  Check,
  Ignore,
  StopIgnoring,
  PageHealth,
  /** A booking was saved in the page, and none of its calls was one that we know. */
  z.strictObject({ type: z.literal('unrecognised'), view: View }),
]);

/**
 * What a page's own calls told of appointments; said by `runtime.sendMessage` and answered with `'kept'` once the worker
 * keeps it, or has found that there is nothing to keep.
 */
export const BookingsMessage = z.strictObject({
  type: z.literal('bookings'),
  page: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('staff'), locationId: Id.nullable() }),
    z.strictObject({ kind: z.literal('widget'), calendar: z.string().min(1).max(200) }),
  ]),
  /** The sub-account's, where the app told it. */
  timeZone: TimeZone.nullable(),
  call: BookingCall,
});

/** What a page of the extension asks of the worker, which alone changes what is remembered of bookings. */
export const SeenRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('add-seen'), connectionId: Id }),
  z.strictObject({ type: z.literal('dismiss-seen'), connectionId: Id }),
  z.strictObject({ type: z.literal('dismiss-trouble'), connectionId: Id, appointmentId: Id }),
]);

export type SeenRequest = z.infer<typeof SeenRequest>;
export type BookingsMessage = z.infer<typeof BookingsMessage>;
export type PageHint = z.infer<typeof PageHint>;
export type View = z.infer<typeof View>;
export type Check = z.infer<typeof Check>;
export type PageMessage = z.infer<typeof PageMessage>;

/** What the service worker says to a content script: times and words, never the token. */
export type WorkerMessage =
  | { readonly type: 'not-here' }
  | { readonly type: 'picture'; readonly picture: Picture }
  | { readonly type: 'checked'; readonly checkedAt: number | null }
  | { readonly type: 'trouble'; readonly trouble: Trouble }
  | { readonly type: 'booking'; readonly booking: BookingNews }
  | { readonly type: 'missed-booking' }
  | { readonly type: 'check-answer'; readonly answer: PickAnswer }
  | { readonly type: 'ignore-answer'; readonly answer: IgnoreAnswer }
  /** The person hid all titles, or shows them again; `key` is what they press, null where none is set. */
  | { readonly type: 'titles'; readonly isHidden: boolean; readonly key: string | null };

/** What became of an `ignore` or `stop-ignoring`. */
export type IgnoreAnswer =
  | { readonly state: 'ignored'; readonly ref: string; readonly ignoredId: string; readonly always: boolean }
  | { readonly state: 'heeded'; readonly ref: string }
  | { readonly state: 'failed'; readonly ref: string; readonly words: string };

export interface Trouble {
  /** What is so, then what to do. */
  readonly words: string;
  /** The page of the extension that helps, if one does. */
  readonly remedy: 'connect' | 'welcome' | null;
  /** What was missed meanwhile, a sentence each. */
  readonly missed?: readonly string[];
}

/** What became of one booking. Times in epoch milliseconds. A connection without a linked calendar has no such news. */
export interface BookingNews {
  readonly appointmentId: string;
  readonly title: string | null;
  readonly at: Interval | null;
  /** A call of this very page made, changed or cancelled it: a reason for a toast. Else it is for lists and for failures. */
  readonly madeHere: boolean;
  readonly outcome: BookingOutcome;
}

export type BookingOutcome =
  /** The bridge is away: the extension keeps the booking and hands it over later. */
  | { readonly state: 'waiting-for-bridge' }
  /** The bridge has it and will write it; `words` say what went wrong so far, if anything did. */
  | { readonly state: 'queued'; readonly words: string | null }
  /** `isUpdate`: an event of it stood there before. */
  | { readonly state: 'written'; readonly calendarName: string | null; readonly isUpdate?: true }
  | { readonly state: 'removed' }
  | { readonly state: 'moved-in-icloud'; readonly calendarName: string | null; readonly to: Interval }
  | { readonly state: 'deleted-in-icloud' }
  /** Not written, and nobody tries again by themselves: what is so, then what to do. */
  | { readonly state: 'failed'; readonly words: string; readonly remedy: Trouble['remedy'] };

/** The answer to a `check`. Times in epoch milliseconds. */
export interface PickAnswer {
  /** The time, and whose, that was asked about, to tell an answer that came too late from the one that is wanted. */
  readonly asked: Interval & { readonly userId?: string; readonly calendarId?: string };
  /** Null: not known, for the reason in `words`. */
  readonly free: boolean | null;
  readonly conflicts: readonly PickConflict[];
  readonly checkedAt: number | null;
  /** At most three free times of the same length among those offered, near the picked one and in order. */
  readonly alternatives: readonly Interval[];
  readonly words: string | null;
}

export interface PickConflict extends Interval {
  readonly kind: 'busy' | 'travel' | 'tentative';
  readonly calendarName: string;
  /** `#RRGGBB` */
  readonly color: string;
  /** Null unless the person chose to show titles. */
  readonly title: string | null;
}
