import type { Account } from '../account/account.ts';
import { type Calendar, type Resource, tokenAt } from '../account/calendar.ts';
import { hrefElement, type Property } from '../xml/multistatus.ts';
import { APPLE_ICAL, CALDAV, CALENDAR_SERVER, DAV } from '../xml/namespaces.ts';
import { cdata, element, escapeXml } from '../xml/write.ts';
import type { Exchange } from './exchange.ts';
import { type Box, principalHref } from './place.ts';

const property = (namespace: string, name: string, inner: string): Property => ({ namespace, name, inner });
const dav = (...names: string[]) => names.map((name) => element(DAV, name)).join('');

/** XML character data, in CDATA while that fault is on. */
export function characterData(exchange: Exchange, text: string): string {
  return exchange.faults.cdata ? cdata(text) : escapeXml(text);
}

export function currentUserPrincipal(account: Account): Property {
  return property(DAV, 'current-user-principal', hrefElement(principalHref(account)));
}

/** The home is a plain collection, but lists VEVENT as if it were a calendar. */
export function homeProperties(exchange: Exchange): Property[] {
  return [
    property(DAV, 'resourcetype', dav('collection')),
    property(CALDAV, 'supported-calendar-component-set', componentSet(['VEVENT', 'VTODO'])),
    property(DAV, 'current-user-privilege-set', privileges(['all', 'read', 'write', 'bind'])),
    currentUserPrincipal(exchange.account),
    property(DAV, 'owner', hrefElement(principalHref(exchange.account))),
  ];
}

export function boxProperties(exchange: Exchange, box: Box): Property[] {
  const type = box === 'notification' ? element(CALENDAR_SERVER, box) : element(CALDAV, `schedule-${box}`);
  return [
    property(DAV, 'resourcetype', `${dav('collection')}${type}`),
    property(DAV, 'displayname', characterData(exchange, box)),
    property(DAV, 'current-user-privilege-set', privileges(['read', 'bind'])),
  ];
}

/** What one calendar says of itself; what iCloud leaves out for its kind is absent and so answers 404. */
export function calendarProperties(exchange: Exchange, calendar: Calendar): Property[] {
  const token = tokenAt(calendar, calendar.revision, exchange.faults['empty-calendar'] === true);
  return [
    property(DAV, 'resourcetype', resourceType(calendar)),
    property(DAV, 'displayname', characterData(exchange, calendar.name)),
    property(DAV, 'sync-token', token),
    property(CALENDAR_SERVER, 'getctag', token),
    property(DAV, 'supported-report-set', reports()),
    property(DAV, 'owner', hrefElement(principalHref(exchange.account))),
    property(CALDAV, 'schedule-calendar-transp', element(CALDAV, calendar.transparent ? 'transparent' : 'opaque')),
    ...optional(APPLE_ICAL, 'calendar-color', calendar.color),
    ...optional(CALDAV, 'supported-calendar-component-set', components(calendar)),
    ...optional(DAV, 'current-user-privilege-set', calendarPrivileges(calendar)),
    ...optional(CALENDAR_SERVER, 'source', calendar.source === null ? null : hrefElement(calendar.source)),
  ];
}

function optional(namespace: string, name: string, inner: string | null): Property[] {
  return inner === null ? [] : [property(namespace, name, inner)];
}

function resourceType(calendar: Calendar): string {
  const collection = dav('collection');
  if (calendar.kind === 'subscription') return `${collection}${element(CALENDAR_SERVER, 'subscribed')}`;
  const types = `${collection}${element(CALDAV, 'calendar')}`;
  if (calendar.kind === 'shared') return `${types}${element(CALENDAR_SERVER, 'shared')}`;
  return calendar.sharedWithOthers ? `${types}${element(CALENDAR_SERVER, 'shared-owner')}` : types;
}

function components(calendar: Calendar): string | null {
  if (calendar.kind === 'shared') return null;
  return componentSet(calendar.kind === 'reminders' ? ['VTODO'] : ['VEVENT']);
}

function componentSet(names: readonly string[]): string {
  return names.map((name) => element(CALDAV, 'comp', '', { name })).join('');
}

/** A subscription claims `write` like an own calendar; a PUT is refused all the same. */
function calendarPrivileges(calendar: Calendar): string | null {
  if (calendar.access === 'unsaid') return null;
  if (calendar.kind === 'subscription') return privileges(['read', 'write']);
  if (calendar.access === 'reader') return privileges(['read']);
  return privileges(calendar.kind === 'shared' ? ['read', 'write'] : ['all', 'read', 'write', 'bind', 'unbind']);
}

function privileges(names: readonly string[]): string {
  return names.map((name) => element(DAV, 'privilege', element(DAV, name))).join('');
}

function reports(): string {
  const all = [
    element(CALDAV, 'calendar-query'),
    element(CALDAV, 'calendar-multiget'),
    element(DAV, 'sync-collection'),
  ];
  return all.map((report) => element(DAV, 'supported-report', element(DAV, 'report', report))).join('');
}

export function resourceProperties(resource: Resource): Property[] {
  return [
    property(DAV, 'getetag', escapeXml(resource.etag)),
    property(DAV, 'getcontenttype', 'text/calendar'),
    property(DAV, 'resourcetype', ''),
  ];
}
