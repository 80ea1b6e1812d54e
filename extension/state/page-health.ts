import { z } from 'zod';
import { stored } from './stored.ts';

const Word = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** What a page is read by, counted; never a name, an address, a time or a text of it. */
export const PageFacts = z.record(Word, z.union([z.number().int().min(0).max(100_000), z.boolean(), Word]));
export type PageFacts = z.infer<typeof PageFacts>;

/** A kind of page of the CRM that could not be read when it was open last. */
const UnreadPage = z.strictObject({
  feature: Word,
  /** Epoch milliseconds. */
  at: z.number(),
  facts: PageFacts,
});
export type UnreadPage = z.infer<typeof UnreadPage>;

const MOST = 10;

export const unreadPages = stored('unreadPages', z.array(UnreadPage).max(MOST));

/** Where these can be read, the staff's calendar was found in its page. */
const CALENDARS: readonly string[] = ['week-and-day', 'month-counts'];

/** Whether a page that was read as `read` tells that the one kept as `kept` can be read again. */
export function clears(read: string, kept: string): boolean {
  return kept === read || (kept === 'unreadable-calendar' && CALENDARS.includes(read));
}

/** The list with that kind of page, or without it once it could be read again. */
export function withPage(list: readonly UnreadPage[], page: UnreadPage, isReadable: boolean): UnreadPage[] {
  if (isReadable) return list.filter(({ feature }) => !clears(page.feature, feature));
  return [page, ...list.filter(({ feature }) => feature !== page.feature)].slice(0, MOST);
}
