import ICAL from 'ical.js';
import type { XmlElement } from '../bridge/caldav/xml/element.ts';
import { parseXml } from '../bridge/caldav/xml/parse.ts';
import { CALENDARS } from './account/account.ts';
import { answerParent } from './processes/channel.ts';
import { spentOn } from './processes/spent.ts';

const QUERY =
  '<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop>' +
  '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>';

interface Asked {
  readonly url: string;
  readonly from: number;
  readonly to: number;
}

/** An availability query that keeps nothing: every calendar is fetched, read and expanded for each answer. */
answerParent({
  query: (asked: Asked) => spentOn(() => busyTimes(asked)),
});

async function busyTimes({ url, from, to }: Asked): Promise<[number, number][]> {
  const texts = await Promise.all(Array.from({ length: CALENDARS }, (_, index) => textsOf(`${url}/home/c${index}/`)));
  return texts.flat().flatMap((text) => occurrencesIn(text, from, to));
}

async function textsOf(url: string): Promise<string[]> {
  const answer = await fetch(url, { method: 'REPORT', headers: { depth: '1' }, body: QUERY });
  return [...calendarData(parseXml(await answer.text()))];
}

function* calendarData({ name, text, children }: XmlElement): Generator<string> {
  if (name.endsWith('}calendar-data')) yield text;
  for (const child of children) yield* calendarData(child);
}

function occurrencesIn(text: string, from: number, to: number): [number, number][] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const found: [number, number][] = [];
  for (const event of events.filter((each) => !each.isRecurrenceException())) {
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.toJSDate().getTime() < to; next = iterator.next()) {
      const { startDate, endDate } = event.getOccurrenceDetails(next);
      const end = endDate.toJSDate().getTime();
      if (end > from) found.push([startDate.toJSDate().getTime(), end]);
    }
  }
  return found;
}
