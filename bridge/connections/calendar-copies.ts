import type { CalendarCopy } from '../outbox/learn.ts';
import type { CalendarCache } from '../sync/calendar-cache.ts';
import { indexOf } from './calendar-index.ts';

/** The copies of one connection's calendars that are open, by the calendar's id. */
export class CalendarCopies {
  readonly #openCache: (calendarId: string) => Promise<CalendarCache>;
  readonly #open = new Map<string, CalendarCache>();
  readonly #opening = new Map<string, Promise<CalendarCache>>();

  constructor(openCache: (calendarId: string) => Promise<CalendarCache>) {
    this.#openCache = openCache;
  }

  get(calendarId: string): CalendarCache | undefined {
    return this.#open.get(calendarId);
  }

  /** Those of these calendars that were read to their end. */
  complete(calendarIds: readonly string[]): CalendarCopy[] {
    return calendarIds.flatMap((calendarId) => {
      const cache = this.#open.get(calendarId);
      const checkedAt = cache?.checkedAt ?? null;
      if (!cache?.head.complete || checkedAt === null) return [];
      return [{ calendarId, checkedAt, get: (href: string) => cache.get(href), all: () => cache.all() }];
    });
  }

  /** Opens it, once for all who ask. */
  async open(calendarId: string): Promise<CalendarCache> {
    const open = this.#open.get(calendarId);
    if (open) return open;
    const opening = this.#opening.get(calendarId) ?? this.#openCache(calendarId);
    this.#opening.set(calendarId, opening);
    try {
      const cache = await opening;
      // From here on it grows with the copy, so that the first question does not wait for it.
      indexOf(cache);
      this.#open.set(calendarId, cache);
      return cache;
    } finally {
      this.#opening.delete(calendarId);
    }
  }

  /** Deletes all others. */
  async keepOnly(calendarIds: readonly string[]): Promise<void> {
    for (const [id, cache] of this.#open) {
      if (calendarIds.includes(id)) continue;
      this.#open.delete(id);
      await cache.destroy();
    }
  }

  /** A copy that cannot be written is read anew the next time: no reason not to stop cleanly. */
  async close(onFault: (error: unknown) => void): Promise<void> {
    await Promise.all([...this.#open.values()].map((cache) => cache.close().catch(onFault)));
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#open.values()].map((cache) => cache.destroy()));
  }
}
