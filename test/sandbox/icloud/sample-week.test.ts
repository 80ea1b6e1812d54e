import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_CALENDARS, sampleWeek } from '../sample-week.ts';
import type { AccountHandle } from './account/handle.ts';
import { type Ask, asking, propfindBody, responseOf } from './asking.ts';
import { type ICloud, startICloud } from './start.ts';

const ZONE = 'America/Los_Angeles';
/** Thursday 12 March 2026, 21:30 in Los Angeles: already Friday in UTC. */
const NOW = Date.UTC(2026, 2, 13, 4, 30);

let icloud: ICloud;
let ask: Ask;
let account: AccountHandle;

beforeAll(async () => {
  icloud = await startICloud({ now: () => NOW });
  ask = asking(icloud);
  account = icloud.account();
  sampleWeek(account, { now: NOW, timeZone: ZONE });
});
afterAll(() => icloud.stop());

const components = (calendar: string, name: string, kind = 'vevent') =>
  new ICAL.Component(ICAL.parse(account.text(calendar, name))).getAllSubcomponents(kind);
const value = (calendar: string, name: string, property: string) =>
  components(calendar, name)[0]?.getFirstPropertyValue(property);

describe('the sample week', () => {
  test('has an own, a shared read-only, a subscribed and a reminders calendar', async () => {
    const home = `/${account.id}/calendars/`;
    const body = propfindBody('d:displayname', 'd:resourcetype', 'd:current-user-privilege-set');
    const { text } = await ask('PROPFIND', home, { body, headers: { Depth: '1' } });
    const shown = Object.values(SAMPLE_CALENDARS).map((path) => responseOf(text, `${home}${path}/`));
    const [own = '', work = '', family = '', holidays = '', reminders = ''] = shown;
    expect([own, work, family, holidays, reminders].map((one) => />([^<]*)<\/displayname>/.exec(one)?.[1])).toEqual([
      'Home',
      'Work',
      'Family',
      'Holidays',
      'Reminders',
    ]);
    expect(family).not.toContain('<write ');
    expect(holidays).toContain('<subscribed ');
  });

  test('every text is read by ical.js, and every event has an end after its start', () => {
    const events = account.calendars
      .list()
      .flatMap(({ path }) => account.list(path).map(({ name }) => ({ path, name })));
    expect(events.length).toBeGreaterThanOrEqual(20);
    for (const { path, name } of events) {
      for (const component of components(path, name)) {
        const { startDate, endDate } = new ICAL.Event(component);
        expect([name, endDate.compare(startDate)]).toEqual([name, 1]);
      }
    }
  });

  test('starts on the day it is for the owner, in their zone', () => {
    expect(account.text('work', 'kickoff.ics')).toContain(`DTSTART;TZID=${ZONE}:20260312T100000\r\n`);
    expect(account.text('work', 'workshop.ics')).toContain(`DTEND;TZID=${ZONE}:20260313T120000\r\n`);
  });

  test('the stand-up began two weeks ago, is moved on the next weekday and falls out on the one after', () => {
    const text = account.text('work', 'stand-up.ics');
    expect(text).toContain(`DTSTART;TZID=${ZONE}:20260223T090000`);
    expect(text).toContain(`RECURRENCE-ID;TZID=${ZONE}:20260313T090000`);
    expect(text).toContain(`DTSTART;TZID=${ZONE}:20260313T094000`);
    expect(text).toContain(`EXDATE;TZID=${ZONE}:20260316T090000`);
  });

  test('has what is free, what may be busy and what needs travel', () => {
    expect(value('home', 'birthday.ics', 'transp')).toBe('TRANSPARENT');
    expect(String(value('home', 'birthday.ics', 'dtstart'))).toBe('2026-03-14');
    expect(value('home', 'gym.ics', 'transp')).toBe('TRANSPARENT');
    expect(value('work', 'supplier.ics', 'status')).toBe('TENTATIVE');
    expect(account.text('home', 'dentist.ics')).toContain('X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT30M');
    const guests = components('work', 'all-hands.ics')[0]?.getAllProperties('attendee') ?? [];
    const owner = guests.find((guest) => guest.getFirstValue() === `mailto:${account.appleId}`);
    expect(owner?.getFirstParameter('partstat')).toBe('DECLINED');
  });

  test('today, tomorrow and the day after each have something that blocks in business hours, on any weekday', async () => {
    for (let offset = 0; offset < 7; offset += 1) {
      const now = NOW + offset * 86_400_000;
      expect([offset, await blockedDays(now)]).toEqual([offset, [true, true, true]]);
    }
  });
});

/** For today and the two days after: does a single, opaque event lie between 9 and 18? */
async function blockedDays(now: number): Promise<boolean[]> {
  const other = await startICloud();
  sampleWeek(other.account(), { now, timeZone: ZONE });
  const texts = ['work', 'home'].flatMap((path) =>
    other
      .account()
      .list(path)
      .map(({ text }) => text),
  );
  await other.stop();
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE).toPlainDate();
  return [0, 1, 2].map((days) => {
    const day = today.add({ days }).toString().replaceAll('-', '');
    const start = new RegExp(`DTSTART;TZID=[^:]+:${day}T(09|1[0-7])`);
    return texts.some((text) => start.test(text) && !/RRULE|TRANSPARENT|DECLINED|TENTATIVE/.test(text));
  });
}
