import type { Calendar, Resource } from '../account/calendar.ts';
import { multistatus } from '../xml/multistatus.ts';
import { CALDAV, DAV } from '../xml/namespaces.ts';
import { childrenNamed, descendantsNamed, type XmlElement } from '../xml/read.ts';
import { empty, multistatusAnswer, refused } from './answer.ts';
import { resourceResponse } from './calendar-data.ts';
import { mayOverlap, type Range, readUtc } from './event-range.ts';
import type { Answer, Exchange } from './exchange.ts';
import { listedMembers } from './members.ts';
import { resourceHref } from './place.ts';

const MOST_MATCHES = 5_000;

/** Events of a calendar, those of a time-range if one is given (RFC 4791 7.8). Searching by property answers 412. */
export function calendarQuery(exchange: Exchange, calendar: Calendar, report: XmlElement): Answer {
  const filter = childrenNamed(report, CALDAV, 'filter')[0];
  const events = filter && eventFilter(filter);
  if (!filter || !events) return refused(403, CALDAV, 'valid-filter');
  if (descendantsNamed(filter, CALDAV, 'prop-filter').length > 0) return empty(412);
  const range = timeRange(events);
  if (range === 'invalid') return refused(403, CALDAV, 'valid-filter');
  const found = listedMembers(exchange, calendar).filter((resource) => isMatch(resource, range));
  const most = exchange.faults['number-of-matches-within-limits'] ?? MOST_MATCHES;
  if (found.length > most) return refused(403, DAV, 'number-of-matches-within-limits');
  const responses = found.map((resource) =>
    resourceResponse(exchange, resourceHref(exchange.account, calendar, resource.name), resource, report),
  );
  return multistatusAnswer(multistatus(responses));
}

/** The comp-filter for VEVENT inside the one for VCALENDAR. */
function eventFilter(filter: XmlElement): XmlElement | undefined {
  const named = (parent: XmlElement, name: string) =>
    childrenNamed(parent, CALDAV, 'comp-filter').find(({ attributes }) => attributes.name === name);
  const calendar = named(filter, 'VCALENDAR');
  return calendar && named(calendar, 'VEVENT');
}

function timeRange(filter: XmlElement): Range | null | 'invalid' {
  const given = childrenNamed(filter, CALDAV, 'time-range')[0];
  if (!given) return null;
  const start = given.attributes.start === undefined ? Number.NEGATIVE_INFINITY : readUtc(given.attributes.start);
  const end = given.attributes.end === undefined ? Number.POSITIVE_INFINITY : readUtc(given.attributes.end);
  return start === null || end === null || start >= end ? 'invalid' : { start, end };
}

/** A ghost has no text to judge by and is always listed. */
function isMatch(resource: Resource, range: Range | null): boolean {
  if (resource.text === '') return true;
  return range === null ? resource.text.includes('BEGIN:VEVENT') : mayOverlap(resource.text, range);
}
