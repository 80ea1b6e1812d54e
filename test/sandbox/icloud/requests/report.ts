import type { Calendar } from '../account/calendar.ts';
import { CALDAV, DAV } from '../xml/namespaces.ts';
import { readXml, type XmlElement } from '../xml/read.ts';
import { empty, refused } from './answer.ts';
import { calendarMultiget } from './calendar-multiget.ts';
import { calendarQuery } from './calendar-query.ts';
import type { Answer, Exchange } from './exchange.ts';
import { syncCollection } from './sync-collection.ts';

type Report = (exchange: Exchange, calendar: Calendar, report: XmlElement) => Answer;

const REPORTS: Readonly<Record<string, Report>> = {
  [`${CALDAV} calendar-query`]: calendarQuery,
  [`${CALDAV} calendar-multiget`]: calendarMultiget,
  [`${DAV} sync-collection`]: syncCollection,
};

export function report(exchange: Exchange, calendar: Calendar): Answer {
  const root = readXml(exchange.body);
  if (!root) return empty(400);
  const known = REPORTS[`${root.namespace} ${root.name}`];
  return known ? known(exchange, calendar, root) : refused(403, DAV, 'supported-report');
}
