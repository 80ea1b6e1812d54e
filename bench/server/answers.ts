import { CALENDARS } from '../account/account.ts';
import type { ServedCalendar, ServedEvent } from './calendar.ts';

export interface ServerAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const DAY_MS = 24 * 3600 * 1000;
const HEAD = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/" xmlns:ca="http://apple.com/ns/ical/">',
);
const TAIL = Buffer.from('</d:multistatus>');

/** What a CalDAV server answers, as far as the bridge and the programs it is compared with ask. */
export function answerTo(calendars: readonly ServedCalendar[], method: string, path: string, body: string) {
  if (path === '/' || path === '/principal/' || path === '/.well-known/caldav') return principal(path);
  if (path === '/home/')
    return multistatus([Buffer.from(entry('/home/', '<d:collection/>')), ...calendars.map(listed)]);
  const calendar = calendars.find((one) => one.path === path);
  if (calendar === undefined) return { status: 404, body: Buffer.alloc(0) };
  if (method === 'PROPFIND') return listing(calendar, body);
  if (body.includes('sync-collection')) return changes(calendar, body);
  if (body.includes('calendar-multiget')) return multiget(calendar, body);
  return query(calendar, body);
}

function principal(path: string): ServerAnswer {
  const properties =
    '<d:current-user-principal><d:href>/principal/</d:href></d:current-user-principal>' +
    '<c:calendar-home-set><d:href>/home/</d:href></c:calendar-home-set>' +
    '<c:calendar-user-address-set><d:href>mailto:ann@example.com</d:href></c:calendar-user-address-set>';
  return multistatus([Buffer.from(entry(path, '<d:principal/>', properties))]);
}

function listed(calendar: ServedCalendar): Buffer {
  const number = Number(calendar.path.replaceAll(/\D/g, ''));
  const properties =
    `<d:displayname>Calendar ${number + 1} of ${CALENDARS}</d:displayname><ca:calendar-color>#336699FF</ca:calendar-color>` +
    '<d:current-user-privilege-set><d:privilege><d:all/></d:privilege></d:current-user-privilege-set>' +
    '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>' +
    `<d:sync-token>${calendar.token}</d:sync-token><cs:getctag>${calendar.token}</cs:getctag>`;
  return Buffer.from(entry(calendar.path, '<d:collection/><c:calendar/>', properties));
}

function listing(calendar: ServedCalendar, body: string): ServerAnswer {
  const own = listed(calendar);
  const depthZero = !body.includes('getetag');
  return multistatus(depthZero ? [own] : [own, ...[...calendar.events.values()].map((event) => event.listed)]);
}

function changes(calendar: ServedCalendar, body: string): ServerAnswer {
  const changed = calendar.since(/sync-token>([^<]*)</.exec(body)?.[1] ?? '');
  if (changed === null) {
    return { status: 403, body: Buffer.from('<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>') };
  }
  const token = Buffer.from(`<d:sync-token>${calendar.token}</d:sync-token>`);
  return multistatus([...changed.map((event) => event.listed), token]);
}

function multiget({ events }: ServedCalendar, body: string): ServerAnswer {
  const hrefs = [...body.matchAll(/<(?:\w+:)?href>([^<]+)</g)].map(
    ([, href = '']) => new URL(href, 'http://x').pathname,
  );
  return multistatus(hrefs.map((href) => events.get(href)?.whole ?? Buffer.from(gone(href))));
}

function query({ events }: ServedCalendar, body: string): ServerAnswer {
  const window = /time-range[^>]*start="(\w+)"[^>]*end="(\w+)"/.exec(body);
  const [start, end] = window ? [instant(window[1]), instant(window[2])] : [-Infinity, Infinity];
  const inside = (event: ServedEvent) => event.start - DAY_MS < end && event.end + DAY_MS > start;
  const withText = body.includes('calendar-data');
  return multistatus([...events.values()].filter(inside).map((event) => (withText ? event.whole : event.listed)));
}

function instant(text = ''): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function entry(href: string, types: string, properties = ''): string {
  return (
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype>${types}</d:resourcetype>${properties}</d:prop>` +
    '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>'
  );
}

function gone(href: string): string {
  return `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>`;
}

function multistatus(parts: readonly Buffer[]): ServerAnswer {
  return { status: 207, body: Buffer.concat([HEAD, ...parts, TAIL]) };
}
