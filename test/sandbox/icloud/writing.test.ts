import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountHandle } from './account/handle.ts';
import { type Ask, asking } from './asking.ts';
import { calendarText, eventLines } from './event-text.ts';
import { type ICloud, startICloud } from './start.ts';

const NOW = Date.UTC(2026, 2, 12, 9, 30, 0);
const TIMES = ['DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z'];
const CREATE = { 'If-None-Match': '*' };

let icloud: ICloud;
let ask: Ask;
let account: AccountHandle;
let home: string;

const event = (uid: string, lines: readonly string[] = TIMES) =>
  calendarText(eventLines(uid, '20260101T000000Z', 'Visit', lines));
const put = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask('PUT', `${home}${path}`, { body, headers });

beforeEach(async () => {
  icloud = await startICloud({ now: () => NOW });
  ask = asking(icloud);
  account = icloud.account();
  home = `/${account.id}/calendars/`;
  account.calendars.create({ name: 'Work', path: 'work' });
  account.calendars.create({ name: 'Home', path: 'home' });
});
afterEach(() => icloud.stop());

describe('storing an event', () => {
  test('answers 201 the first time and 204 after, never with an ETag', async () => {
    const created = await put('work/a.ics', event('a'), CREATE);
    const updated = await put('work/a.ics', event('a'));
    expect([created.status, updated.status]).toEqual([201, 204]);
    expect([created.headers.get('etag'), updated.headers.get('etag')]).toEqual([null, null]);
  });

  test('the stored text is another one that means the same', async () => {
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', 'END:VALARM'];
    const long = 'A description long enough to be folded over more than one line, with umlauts: äöü äöü äöü äöü';
    const sent = event('a', [...TIMES, `DESCRIPTION:${long}`, 'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC', ...alarm]);
    await put('work/a.ics', sent, CREATE);
    const { text, headers } = await ask('GET', `${home}work/a.ics`);
    expect(text).not.toBe(sent);
    expect(headers.get('etag')).toBe(account.list('work')[0]?.etag);
    const [stored] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(stored?.getFirstPropertyValue('description')).toBe(long);
    expect(String(stored?.getFirstPropertyValue('dtend'))).toBe('2026-03-12T09:00:00Z');
    expect(String(stored?.getFirstPropertyValue('dtstamp'))).toBe('2026-03-12T09:30:00Z');
    expect(stored?.getAllProperties('dtstamp')).toHaveLength(1);
    expect(stored?.getFirstPropertyValue('x-apple-creator-identity')).toBe('com.apple.calendar');
    expect(stored?.getFirstPropertyValue('x-apple-travel-advisory-behavior')).toBe('AUTOMATIC');
    expect(stored?.getAllSubcomponents('valarm')).toHaveLength(1);
  });

  test('If-None-Match refuses what exists, If-Match what has changed or is not there', async () => {
    await put('work/a.ics', event('a'), CREATE);
    const etag = account.list('work')[0]?.etag ?? '';
    expect((await put('work/a.ics', event('a'), CREATE)).status).toBe(412);
    expect((await put('work/a.ics', event('a'), { 'If-Match': '"old"' })).status).toBe(412);
    expect((await put('work/b.ics', event('b'), { 'If-Match': etag })).status).toBe(412);
    expect((await put('work/a.ics', event('a'), { 'If-Match': etag })).status).toBe(204);
    expect((await put('work/a.ics', event('a'), { 'If-Match': etag })).status).toBe(412);
  });

  test('an event without DTEND and DURATION is 404, and an alarm has no say in it', async () => {
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', 'DURATION:PT5M', 'END:VALARM'];
    expect((await put('work/a.ics', event('a', ['DTSTART:20260312T080000Z', ...alarm]), CREATE)).status).toBe(404);
    expect((await put('work/a.ics', event('a', ['DTSTART:20260312T080000Z', 'DURATION:PT1H']), CREATE)).status).toBe(
      201,
    );
  });

  test('a UID lives once in the whole account', async () => {
    await put('work/a.ics', event('a'), CREATE);
    expect((await put('home/a.ics', event('a'), CREATE)).status).toBe(412);
    expect((await put('work/again.ics', event('a'), CREATE)).status).toBe(412);
    account.remove('work', 'a.ics');
    expect((await put('home/a.ics', event('a'), CREATE)).status).toBe(201);
  });

  test('what cannot be written to is 403', async () => {
    account.calendars.create({ name: 'Family', path: 'family', kind: 'shared', access: 'reader' });
    account.calendars.create({ name: 'Holidays', path: 'holidays', kind: 'subscription' });
    account.calendars.create({ name: 'Silent', path: 'silent', access: 'unsaid' });
    account.calendars.create({ name: 'Reminders', path: 'tasks', kind: 'reminders' });
    for (const path of ['family', 'holidays', 'silent', 'tasks']) {
      expect([path, (await put(`${path}/a.ics`, event('a'), CREATE)).status]).toEqual([path, 403]);
    }
  });

  test('text that is no calendar, two UIDs, or a METHOD are refused', async () => {
    const two = calendarText(
      eventLines('a', '20260101T000000Z', 'A', TIMES),
      eventLines('b', '20260101T000000Z', 'B', TIMES),
    );
    const invitation = event('a').replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST');
    for (const body of ['hello', event('a').slice(0, 80), two, invitation]) {
      expect((await put('work/a.ics', body, CREATE)).status).toBe(403);
    }
    expect(account.list('work')).toEqual([]);
  });

  test('a guest who is written into an event gets an invitation', async () => {
    await put('work/a.ics', event('a', [...TIMES, 'ATTENDEE;CN="Doe: Jo":mailto:jo@example.com']), CREATE);
    expect(account.invitations).toEqual([{ uid: 'a', because: 'ATTENDEE', value: 'mailto:jo@example.com' }]);
  });

  test('more than 20 MB is 413', async () => {
    expect((await put('work/a.ics', `${event('a')}${' '.repeat(20 * 1024 * 1024)}`)).status).toBe(413);
  });
});

describe('deleting', () => {
  test('needs the right ETag if one is given, and is 404 the second time', async () => {
    await put('work/a.ics', event('a'), CREATE);
    const etag = account.list('work')[0]?.etag ?? '';
    expect((await ask('DELETE', `${home}work/a.ics`, { headers: { 'If-Match': '"old"' } })).status).toBe(412);
    expect((await ask('DELETE', `${home}work/a.ics`, { headers: { 'If-Match': etag } })).status).toBe(204);
    expect((await ask('DELETE', `${home}work/a.ics`)).status).toBe(404);
    expect((await ask('GET', `${home}work/a.ics`)).status).toBe(404);
  });

  test('is refused in a read-only calendar, and for a whole calendar', async () => {
    account.calendars.create({ name: 'Family', path: 'family', kind: 'shared', access: 'reader' });
    account.put('family', 'a.ics', event('a'));
    expect((await ask('DELETE', `${home}family/a.ics`)).status).toBe(403);
    expect((await ask('DELETE', `${home}work/`)).status).toBe(405);
  });
});

describe('what a client cannot do', () => {
  test('MKCALENDAR and PROPPATCH are refused', async () => {
    expect((await ask('MKCALENDAR', `${home}new/`)).status).toBe(403);
    expect((await ask('PROPPATCH', `${home}work/`)).status).toBe(403);
  });
});
