import { createHash } from 'node:crypto';
import type { Calendar } from '../../shared/contract/connection.ts';
import { describeCalendar } from '../domain/configuration.ts';
import type { RemoteCalendar } from '../domain/remote.ts';
import type { StoredCalendar } from './stored-connection.ts';

/** The same calendar of the same account has the same id on every computer. */
export function calendarIdOf(href: string): string {
  return `cal_${createHash('sha256').update(href).digest('base64url').slice(0, 20)}`;
}

/** Takes a new listing; a chosen calendar that it lacks stays, marked as gone. Feeds that were added here are in no listing. */
export function mergeListing(
  stored: readonly StoredCalendar[],
  listing: readonly RemoteCalendar[],
  chosen: ReadonlySet<string>,
): StoredCalendar[] {
  const listed = listing.map(({ href, name, color, kind, access, transparent, source }) => {
    return { id: calendarIdOf(href), href, name, color, kind, access, transparent, source, gone: false };
  });
  const present = new Set(listed.map(({ id }) => id));
  const feeds = stored.filter(({ feed }) => feed !== undefined);
  const missing = stored.filter(({ id, feed }) => feed === undefined && chosen.has(id) && !present.has(id));
  return [...listed, ...missing.map((calendar) => ({ ...calendar, gone: true })), ...feeds];
}

/** The calendars as the contract shows them; those that are gone from the account are not among them. */
export function selectableCalendars(stored: readonly StoredCalendar[]): Calendar[] {
  return stored
    .filter(({ gone }) => !gone)
    .map(({ id, feed, ...calendar }) => ({
      ...describeCalendar(id, { ...calendar, ctag: null, syncToken: null }),
      ...(feed === undefined ? {} : { removable: true as const }),
    }));
}
