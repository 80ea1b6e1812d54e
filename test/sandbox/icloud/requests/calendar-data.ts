import type { Resource } from '../account/calendar.ts';
import { type Property, propertyResponse } from '../xml/multistatus.ts';
import { CALDAV, DAV } from '../xml/namespaces.ts';
import { childrenNamed, type XmlElement } from '../xml/read.ts';
import type { Exchange } from './exchange.ts';
import { characterData, resourceProperties } from './properties.ts';

/** One resource in a report, with `calendar-data` where the report asks for it (RFC 4791 9.6). */
export function resourceResponse(exchange: Exchange, href: string, resource: Resource, report: XmlElement): string {
  const asked = childrenNamed(report, DAV, 'prop')[0]?.children ?? [];
  const data: Property = { namespace: CALDAV, name: 'calendar-data', inner: dataFor(exchange, resource, asked) };
  return propertyResponse(href, [...resourceProperties(resource), data], asked);
}

/** A part of the data comes back empty; `expand` is ignored. */
function dataFor(exchange: Exchange, resource: Resource, asked: readonly XmlElement[]): string {
  const wish = asked.find((one) => one.namespace === CALDAV && one.name === 'calendar-data');
  const partial = wish !== undefined && childrenNamed(wish, CALDAV, 'comp').length > 0;
  return partial ? '' : characterData(exchange, resource.text);
}
