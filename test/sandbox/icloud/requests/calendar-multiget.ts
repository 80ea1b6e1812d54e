import type { Calendar } from '../account/calendar.ts';
import { multistatus, statusResponse } from '../xml/multistatus.ts';
import { DAV } from '../xml/namespaces.ts';
import { childrenNamed, type XmlElement } from '../xml/read.ts';
import { multistatusAnswer, refused } from './answer.ts';
import { resourceResponse } from './calendar-data.ts';
import { type Answer, decodedPath, type Exchange } from './exchange.ts';
import { readableMember } from './members.ts';
import { placeOf, resourceHref } from './place.ts';

const MOST_HREFS = 50;

/** Resources by name (RFC 4791 7.9), at most 50; what is not there answers 404 by name. */
export function calendarMultiget(exchange: Exchange, calendar: Calendar, report: XmlElement): Answer {
  const hrefs = childrenNamed(report, DAV, 'href').map(({ text }) => text.trim());
  if (hrefs.length > MOST_HREFS) return refused(403, DAV, 'number-of-matches-within-limits');
  const answered = hrefs.slice(0, hrefs.length - (exchange.faults['missing-hrefs'] ?? 0));
  return multistatusAnswer(multistatus(answered.map((href) => oneResource(exchange, calendar, href, report))));
}

function oneResource(exchange: Exchange, calendar: Calendar, href: string, report: XmlElement): string {
  const path = decodedPath(href.replace(/^https?:\/\/[^/]+/, ''));
  const place = path === null ? null : placeOf(exchange.account, path);
  if (place?.kind !== 'resource' || place.calendar !== calendar) return statusResponse(href, 404);
  const resource = readableMember(exchange, calendar, place.name);
  const canonical = resourceHref(exchange.account, calendar, place.name);
  return resource ? resourceResponse(exchange, canonical, resource, report) : statusResponse(canonical, 404);
}
