import { z } from 'zod';
import { Id, Name } from '../../shared/contract/values.ts';
import { BookingCalendar } from '../state/booking-calendars.ts';
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

/** What a content script may say to the service worker. */
export const PageMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hint'), hint: PageHint }),
  z.strictObject({ type: z.literal('watch'), view: View, visible: z.boolean() }),
  z.strictObject({ type: z.literal('leave') }),
  z.strictObject({ type: z.literal('open'), window: z.enum(['connect', 'welcome']) }),
]);

export type PageHint = z.infer<typeof PageHint>;
export type View = z.infer<typeof View>;
export type PageMessage = z.infer<typeof PageMessage>;

/** What the service worker says to a content script: times and words, never the token. */
export type WorkerMessage =
  | { readonly type: 'not-here' }
  | { readonly type: 'picture'; readonly picture: Picture }
  | { readonly type: 'checked'; readonly checkedAt: number | null }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export interface Trouble {
  /** What is so, then what to do. */
  readonly words: string;
  /** The page of the extension that helps, if one does. */
  readonly remedy: 'connect' | 'welcome' | null;
}
