import { empty } from './answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import { type Place, placeOf } from './place.ts';
import { propfind } from './propfind.ts';
import { put } from './put.ts';
import { report } from './report.ts';
import { get, remove } from './resource.ts';

const METHODS = 'OPTIONS, PROPFIND, REPORT, GET, PUT, DELETE';

/** The answer to a signed-in request. MKCALENDAR and PROPPATCH are refused. */
export function dispatch(exchange: Exchange): Answer {
  const place = reachable(exchange);
  if (place.kind === 'nowhere' && exchange.method !== 'MKCALENDAR') return empty(404);
  if (place.kind === 'foreign') return empty(403);
  switch (exchange.method) {
    case 'OPTIONS':
      return empty(200, { Allow: METHODS, DAV: '1, access-control, calendar-access, calendar-schedule' });
    case 'PROPFIND':
      return propfind(exchange, place);
    case 'REPORT':
      return place.kind === 'calendar' ? report(exchange, place.calendar) : empty(403);
    case 'MKCALENDAR':
    case 'PROPPATCH':
      return empty(403);
    default:
      return onResource(exchange, place);
  }
}

/** Both hosts serve everything, unless a fault says otherwise. */
function reachable({ account, host, path, faults }: Exchange): Place {
  const place = placeOf(account, path);
  if (place.kind === 'root' && faults['root-404']) return { kind: 'nowhere' };
  const discovery = ['root', 'well-known', 'principal'].includes(place.kind);
  return host === 'front' && faults['front-discovery-only'] && !discovery ? { kind: 'nowhere' } : place;
}

function onResource(exchange: Exchange, place: Place): Answer {
  if (place.kind !== 'resource') return empty(405, { Allow: METHODS });
  if (exchange.method === 'GET') return get(exchange, place.calendar, place.name);
  if (exchange.method === 'PUT') return put(exchange, place.calendar, place.name);
  if (exchange.method === 'DELETE') return remove(exchange, place.calendar, place.name);
  return empty(405, { Allow: METHODS });
}
