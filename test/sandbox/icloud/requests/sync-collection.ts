import { type Calendar, type Resource, revisionOf, tokenAt } from '../account/calendar.ts';
import { multistatus, type Property, propertyResponse, statusResponse } from '../xml/multistatus.ts';
import { DAV } from '../xml/namespaces.ts';
import { childrenNamed, descendantsNamed, type XmlElement } from '../xml/read.ts';
import { element } from '../xml/write.ts';
import { multistatusAnswer, refused } from './answer.ts';
import { resourceResponse } from './calendar-data.ts';
import type { Answer, Exchange } from './exchange.ts';
import { listedMembers } from './members.ts';
import { calendarHref, resourceHref } from './place.ts';
import { calendarProperties } from './properties.ts';

interface Change {
  readonly name: string;
  readonly revision: number;
  /** Null for a deletion. */
  readonly resource: Resource | null;
}

/** What changed since a token (RFC 6578 3.2). The first response is the collection itself. */
export function syncCollection(exchange: Exchange, calendar: Calendar, report: XmlElement): Answer {
  if (exchange.faults['sync-unsupported']) return refused(403, DAV, 'supported-report');
  const token = childrenNamed(report, DAV, 'sync-token')[0]?.text.trim() ?? '';
  const since = startingPoint(exchange, calendar, token);
  if (since === null) return refused(403, DAV, 'valid-sync-token');
  const changes = changesSince(exchange, calendar, since);
  const page = changes.slice(0, pageSize(exchange, report));
  const more = page.length < changes.length;
  const responses = [
    itself(exchange, calendar, report),
    ...page.map((change) => changeResponse(exchange, calendar, change, report)),
    ...(more ? [moreFollows(exchange, calendar)] : []),
  ];
  const reached = more ? (page.at(-1)?.revision ?? 0) : calendar.revision;
  const emptied = exchange.faults['empty-calendar'] === true;
  return multistatusAnswer(multistatus(responses, tokenAt(calendar, reached, emptied)));
}

/** The revision to start from, 0 for the full list, null when the token is refused. */
function startingPoint({ faults }: Exchange, calendar: Calendar, token: string): number | null {
  if (token === '' || faults['empty-calendar']) return 0;
  if (faults['refuse-sync-token']) return null;
  const revision = revisionOf(calendar, token);
  const current = revision === calendar.revision;
  return faults['silent-full-list'] && revision !== null && !current ? 0 : revision;
}

function changesSince(exchange: Exchange, calendar: Calendar, since: number): Change[] {
  const members = listedMembers(exchange, calendar).filter(({ revision }) => since === 0 || revision > since);
  const changed = members.map((resource) => ({ name: resource.name, revision: resource.revision, resource }));
  const deletions = since === 0 ? [] : [...calendar.deletions].filter(([, revision]) => revision > since);
  const deleted = deletions.map(([name, revision]) => ({ name, revision, resource: null }));
  return [...changed, ...deleted].sort((a, b) => a.revision - b.revision);
}

/** The smaller of what the client asks for (RFC 6578 3.7) and what the fault allows. */
function pageSize(exchange: Exchange, report: XmlElement): number {
  const asked = Number(descendantsNamed(report, DAV, 'nresults')[0]?.text);
  const limit = asked > 0 ? asked : Number.POSITIVE_INFINITY;
  return Math.min(limit, exchange.faults['paging-507'] ?? Number.POSITIVE_INFINITY);
}

function itself(exchange: Exchange, calendar: Calendar, report: XmlElement): string {
  const asked = childrenNamed(report, DAV, 'prop')[0]?.children ?? [];
  const token = tokenAt(calendar, calendar.revision, false);
  const etag: Property = { namespace: DAV, name: 'getetag', inner: `"${token}"` };
  const has = [etag, ...calendarProperties(exchange, calendar)];
  return propertyResponse(calendarHref(exchange.account, calendar), has, asked);
}

function changeResponse(exchange: Exchange, calendar: Calendar, change: Change, report: XmlElement): string {
  const href = resourceHref(exchange.account, calendar, change.name);
  return change.resource ? resourceResponse(exchange, href, change.resource, report) : statusResponse(href, 404);
}

/** RFC 6578 3.6. */
function moreFollows(exchange: Exchange, calendar: Calendar): string {
  const reason = element(DAV, 'number-of-matches-within-limits');
  return statusResponse(calendarHref(exchange.account, calendar), 507, reason);
}
