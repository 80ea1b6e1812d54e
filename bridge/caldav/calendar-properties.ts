import type { RemoteCalendar } from '../domain/remote.ts';
import { collectionHref } from './href.ts';
import type { ResourceStatus } from './multistatus.ts';
import { badAnswer } from './refusal.ts';
import { APPLE, CALDAV, CALENDAR_SERVER, childOf, childrenOf, DAV, hasChild, textOf } from './xml/element.ts';

const RESOURCETYPE = `${DAV}resourcetype`;
const NOT_FOR_EVENTS = [`${CALDAV}schedule-inbox`, `${CALDAV}schedule-outbox`, `${CALENDAR_SERVER}notification`];
const WRITING = [`${DAV}all`, `${DAV}write`, `${DAV}write-content`, `${DAV}bind`];
const NOT_OURS: ReadonlySet<number> = new Set([403, 404, 410]);

type Found = ResourceStatus['found'];

/**
 * One entry of the home as a calendar; null for the home itself, reminders, inboxes and whatever else is no calendar of
 * events. A subscription is `cs:subscribed` and need not be `calendar`. No component set means that events are allowed,
 * and no privilege set that writing may be tried.
 */
export function remoteCalendar(entry: ResourceStatus, url: URL): RemoteCalendar | null {
  if (!isReadable(entry)) return null;
  const { found } = entry;
  const kind = kindOf(found);
  if (kind === null || !takesEvents(found)) return null;
  return {
    href: collectionHref(entry.href, url),
    name: textOf(found.get(`${DAV}displayname`)) ?? 'Untitled calendar',
    color: rgb(textOf(found.get(`${APPLE}calendar-color`))),
    kind,
    access: kind !== 'subscription' && mayWrite(found) !== false ? 'writer' : 'reader',
    transparent: hasChild(found.get(`${CALDAV}schedule-calendar-transp`), `${CALDAV}transparent`),
    ctag: textOf(found.get(`${CALENDAR_SERVER}getctag`)),
    syncToken: textOf(found.get(`${DAV}sync-token`)),
    source: sourceOf(found),
  };
}

/** False for what the server keeps from us. A fault of its own must not look like a calendar that went away. */
function isReadable({ status, failed }: ResourceStatus): boolean {
  const verdict = status !== null && status >= 300 ? status : failed.get(RESOURCETYPE);
  if (verdict === undefined) return true;
  if (NOT_OURS.has(verdict)) return false;
  throw badAnswer(
    `The calendar server could not read one of its calendars (HTTP ${verdict}). What was known stays; we try again.`,
  );
}

function kindOf(found: Found): RemoteCalendar['kind'] | null {
  const type = found.get(RESOURCETYPE);
  if (NOT_FOR_EVENTS.some((name) => hasChild(type, name))) return null;
  if (hasChild(type, `${CALENDAR_SERVER}subscribed`)) return 'subscription';
  if (!hasChild(type, `${CALDAV}calendar`)) return null;
  return hasChild(type, `${CALENDAR_SERVER}shared`) ? 'shared' : 'calendar';
}

function takesEvents(found: Found): boolean {
  const components = childrenOf(found.get(`${CALDAV}supported-calendar-component-set`), `${CALDAV}comp`);
  return components.length === 0 || components.some(({ attributes }) => attributes.name?.toUpperCase() === 'VEVENT');
}

/** Whether the privileges (RFC 3744 5.4) allow writing; null when the server names none. */
export function mayWrite(found: Found): boolean | null {
  const set = found.get(`${DAV}current-user-privilege-set`);
  if (set === undefined) return null;
  return childrenOf(set, `${DAV}privilege`).some((privilege) => WRITING.some((name) => hasChild(privilege, name)));
}

/** `#RRGGBB` of `#RRGGBB`, `#RRGGBBAA` or `#RGB`. */
function rgb(color: string | null): string | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(color ?? '')?.[1];
  if (digits === undefined) return null;
  const six = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits.slice(0, 6);
  return `#${six.toUpperCase()}`;
}

function sourceOf(found: Found): string | null {
  const source = found.get(`${CALENDAR_SERVER}source`);
  return textOf(childOf(source, `${DAV}href`)) ?? textOf(source);
}
