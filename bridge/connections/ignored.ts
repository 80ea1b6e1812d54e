import { randomBytes } from 'node:crypto';
import type { Ignored, IgnoreRequest } from '../../shared/contract/blocked-slots.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { epochOf, instant } from './instant.ts';
import type { LiveConnection } from './live-connection.ts';

/** Throws `unknown-calendar`. The same wish twice is one entry. */
export async function addIgnored(live: LiveConnection, request: IgnoreRequest, now: number): Promise<Ignored> {
  const { calendars, ignored } = live.record;
  if (!calendars.some(({ id }) => id === request.calendarId)) throw new BridgeError('unknown-calendar');
  const standing = ignored.find(
    (entry) =>
      entry.calendarId === request.calendarId &&
      entry.uid === request.uid &&
      entry.resource === request.resource &&
      sameMoment(entry.occurrence, request.occurrence),
  );
  if (standing) return standing;
  const { calendarId, uid, occurrence, resource } = request;
  const entry: Ignored = {
    id: `ign_${randomBytes(9).toString('base64url')}`,
    calendarId,
    ...(uid === undefined ? {} : { uid }),
    ...(occurrence === undefined ? {} : { occurrence }),
    ...(resource === undefined ? {} : { resource }),
    createdAt: instant(now),
  };
  await live.update((record) => void record.ignored.push(entry));
  return entry;
}

/** However the two are written. */
function sameMoment(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : epochOf(a) === epochOf(b);
}

/** Throws `not-found`. */
export async function removeIgnored(live: LiveConnection, ignoredId: string): Promise<void> {
  if (!live.record.ignored.some(({ id }) => id === ignoredId)) throw new BridgeError('not-found');
  await live.update((record) => {
    record.ignored = record.ignored.filter(({ id }) => id !== ignoredId);
  });
}

/** What the person told us to ignore in one calendar, ready for many questions. */
export interface IgnoredIn {
  occurrence(occurrence: Occurrence): boolean;
  resource(href: string): boolean;
  uid(uid: string): boolean;
}

export function ignoredIn(ignored: readonly Ignored[], calendarId: string): IgnoredIn {
  const here = ignored.filter((entry) => entry.calendarId === calendarId);
  const resources = new Set(here.map(({ resource }) => resource));
  const series = new Set(here.filter((entry) => entry.occurrence === undefined).map(({ uid }) => uid));
  const single = new Set(here.flatMap(({ uid, occurrence }) => (occurrence ? [`${uid}\n${epochOf(occurrence)}`] : [])));
  return {
    occurrence: ({ uid, recurrenceId, start }) =>
      series.has(uid) || single.has(`${uid}\n${start}`) || single.has(`${uid}\n${recurrenceId ?? start}`),
    resource: (href) => resources.has(href),
    uid: (uid) => series.has(uid),
  };
}
