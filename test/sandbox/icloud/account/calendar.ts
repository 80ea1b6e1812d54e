import { createHash } from 'node:crypto';

export type CalendarKind = 'own' | 'shared' | 'subscription' | 'reminders';

/** `unsaid`: the server names no privileges; a write is refused with 403. */
export type CalendarAccess = 'writer' | 'reader' | 'unsaid';

export interface Resource {
  readonly name: string;
  readonly text: string;
  readonly etag: string;
  /** The calendar's revision at the last change. */
  readonly revision: number;
}

/** One calendar as the server keeps it. `path` is the last segment of its address, not encoded. */
export interface Calendar {
  readonly path: string;
  readonly kind: CalendarKind;
  readonly source: string | null;
  readonly sharedWithOthers: boolean;
  /** Makes tokens of another calendar, or of one deleted and created anew, foreign. */
  readonly mark: string;
  access: CalendarAccess;
  name: string;
  color: string | null;
  transparent: boolean;
  revision: number;
  readonly resources: Map<string, Resource>;
  /** Name to the revision at which it was deleted. */
  readonly deletions: Map<string, number>;
}

export function storeResource(calendar: Calendar, name: string, text: string): Resource {
  calendar.revision += 1;
  const etag = `"C=${calendar.revision}@U=${calendar.mark}"`;
  const resource = { name, text, etag, revision: calendar.revision };
  calendar.resources.set(name, resource);
  calendar.deletions.delete(name);
  return resource;
}

export function dropResource(calendar: Calendar, name: string): void {
  calendar.revision += 1;
  calendar.resources.delete(name);
  calendar.deletions.set(name, calendar.revision);
}

/** The opaque string that is both getctag and sync-token. */
export function tokenAt(calendar: Calendar, revision: number, emptied: boolean): string {
  return Buffer.from(`${emptied ? 'E' : 'F'}T=-@RU=${calendar.mark}@S=${revision}`).toString('base64');
}

/** The revision that a token of this calendar names, or null when the token is not one of its own. */
export function revisionOf(calendar: Calendar, token: string): number | null {
  const match = /^FT=-@RU=(.+)@S=(\d+)$/.exec(Buffer.from(token, 'base64').toString());
  if (match?.[1] !== calendar.mark) return null;
  const revision = Number(match[2]);
  return revision <= calendar.revision ? revision : null;
}

export function calendarMark(accountId: string, path: string, count: number): string {
  return createHash('sha256').update(`${accountId}/${path}/${count}`).digest('hex').slice(0, 32);
}
