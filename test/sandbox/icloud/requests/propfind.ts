import type { Calendar } from '../account/calendar.ts';
import { multistatus, type Property, type PropertyName, propertyResponse } from '../xml/multistatus.ts';
import { DAV } from '../xml/namespaces.ts';
import { childrenNamed, readXml } from '../xml/read.ts';
import { empty, multistatusAnswer, refused } from './answer.ts';
import { principalProperties, wellKnownRedirect } from './discovery.ts';
import type { Answer, Exchange } from './exchange.ts';
import { listedMembers } from './members.ts';
import { BOXES, calendarHref, homeHref, type Place, principalHref, resourceHref } from './place.ts';
import {
  boxProperties,
  calendarProperties,
  currentUserPrincipal,
  homeProperties,
  resourceProperties,
} from './properties.ts';

interface Entry {
  readonly href: string;
  readonly properties: readonly Property[];
}

/** Where a missing Depth does no harm: clients leave it out of their first request. */
const MEMBERLESS = new Set<Place['kind']>(['root', 'well-known', 'principal']);

/** PROPFIND with Depth 0 or 1 (RFC 4918 9.1); elsewhere a missing Depth means infinity, which is refused. */
export function propfind(exchange: Exchange, place: Place): Answer {
  const redirect = place.kind === 'well-known' ? wellKnownRedirect(exchange) : null;
  if (redirect) return redirect;
  const depth = exchange.headers.depth ?? (MEMBERLESS.has(place.kind) ? '0' : 'infinity');
  if (depth !== '0' && depth !== '1') return refused(403, DAV, 'propfind-finite-depth');
  const asked = askedProperties(exchange.body);
  if (asked === null) return empty(400);
  const entries = entriesAt(exchange, place, depth === '1');
  if (entries.length === 0) return empty(404);
  return multistatusAnswer(
    multistatus(entries.map(({ href, properties }) => propertyResponse(href, properties, asked))),
  );
}

/** Null when the body is neither empty nor a propfind. */
function askedProperties(body: string): PropertyName[] | 'all' | null {
  if (body.trim() === '') return 'all';
  const root = readXml(body);
  if (root?.namespace !== DAV || root.name !== 'propfind') return null;
  const [prop] = childrenNamed(root, DAV, 'prop');
  return prop ? prop.children : 'all';
}

function entriesAt(exchange: Exchange, place: Place, members: boolean): Entry[] {
  const { account } = exchange;
  switch (place.kind) {
    case 'root':
    case 'well-known':
      return [{ href: exchange.path, properties: [currentUserPrincipal(account)] }];
    case 'principal':
      return [principalEntry(exchange)];
    case 'home':
      return [{ href: homeHref(account), properties: homeProperties(exchange) }, ...(members ? inHome(exchange) : [])];
    case 'box':
      return [{ href: `${homeHref(account)}${place.box}/`, properties: boxProperties(exchange, place.box) }];
    case 'calendar':
      return [calendarEntry(exchange, place.calendar), ...(members ? inCalendar(exchange, place.calendar) : [])];
    case 'resource':
      return inCalendar(exchange, place.calendar).filter(
        ({ href }) => href === resourceHref(account, place.calendar, place.name),
      );
    default:
      return [];
  }
}

function principalEntry(exchange: Exchange): Entry {
  const href = exchange.faults['bare-principal-href'] ? '/principal/' : principalHref(exchange.account);
  return { href, properties: principalProperties(exchange) };
}

function inHome(exchange: Exchange): Entry[] {
  return [
    ...[...exchange.account.calendars.values()].map((calendar) => calendarEntry(exchange, calendar)),
    ...BOXES.map((box) => ({
      href: `${homeHref(exchange.account)}${box}/`,
      properties: boxProperties(exchange, box),
    })),
  ];
}

function calendarEntry(exchange: Exchange, calendar: Calendar): Entry {
  return { href: calendarHref(exchange.account, calendar), properties: calendarProperties(exchange, calendar) };
}

function inCalendar(exchange: Exchange, calendar: Calendar): Entry[] {
  return listedMembers(exchange, calendar).map((resource) => ({
    href: resourceHref(exchange.account, calendar, resource.name),
    properties: resourceProperties(resource),
  }));
}
