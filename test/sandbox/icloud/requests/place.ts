import type { Account } from '../account/account.ts';
import type { Calendar } from '../account/calendar.ts';

/** What stands at an address. `nowhere` answers 404, `foreign` (another account's address) 403. */
export type Place =
  | { readonly kind: 'root' | 'well-known' | 'principal' | 'home' | 'nowhere' | 'foreign' }
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'calendar'; readonly calendar: Calendar }
  | { readonly kind: 'resource'; readonly calendar: Calendar; readonly name: string };

/** The collections of a home that are no calendars. */
export const BOXES = ['inbox', 'outbox', 'notification'] as const;
export type Box = (typeof BOXES)[number];

export function placeOf(account: Account, path: string): Place {
  const [id, room, segment, name, ...rest] = path.split('/').filter((part) => part !== '');
  if (id === undefined) return { kind: 'root' };
  if (path.replace(/\/$/, '') === '/.well-known/caldav') return { kind: 'well-known' };
  if (path.replace(/\/$/, '') === '/principal') return { kind: 'principal' };
  if (!/^\d+$/.test(id)) return { kind: 'nowhere' };
  if (id !== account.id) return { kind: 'foreign' };
  if (room === 'principal' && segment === undefined) return { kind: 'principal' };
  if (room !== 'calendars' || rest.length > 0) return { kind: 'nowhere' };
  return segment === undefined ? { kind: 'home' } : inHome(account, segment, name);
}

function inHome(account: Account, segment: string, name: string | undefined): Place {
  const box = BOXES.find((one) => one === segment);
  if (box) return name === undefined ? { kind: 'box', box } : { kind: 'nowhere' };
  const calendar = account.calendars.get(segment);
  if (!calendar) return { kind: 'nowhere' };
  return name === undefined ? { kind: 'calendar', calendar } : { kind: 'resource', calendar, name };
}

export function principalHref(account: Account): string {
  return `/${account.id}/principal/`;
}

export function homeHref(account: Account): string {
  return `/${account.id}/calendars/`;
}

export function calendarHref(account: Account, calendar: { readonly path: string }): string {
  return `${homeHref(account)}${encodeURIComponent(calendar.path)}/`;
}

export function resourceHref(account: Account, calendar: { readonly path: string }, name: string): string {
  return `${calendarHref(account, calendar)}${encodeURIComponent(name)}`;
}
