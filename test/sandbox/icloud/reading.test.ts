import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountHandle } from './account/handle.ts';
import { type Ask, asking, hrefsIn, multigetBody, queryBody, responseOf, syncBody, syncTokenIn } from './asking.ts';
import { calendarText, eventLines } from './event-text.ts';
import { type ICloud, startICloud } from './start.ts';

let icloud: ICloud;
let ask: Ask;
let account: AccountHandle;
let work: string;

const text = (uid: string, ...lines: string[]) => calendarText(eventLines(uid, '20260101T000000Z', uid, lines));
const put = (name: string, ...lines: string[]) => account.put('work', `${name}.ics`, text(name, ...lines));
const report = (body: string) => ask('REPORT', work, { body, headers: { Depth: '1' } });
const range = (start: string, end: string) => queryBody(`<c:time-range start="${start}" end="${end}"/>`);

beforeEach(async () => {
  icloud = await startICloud();
  ask = asking(icloud);
  account = icloud.account();
  work = `/${account.id}/calendars/${account.calendars.create({ name: 'Work', path: 'work' })}/`;
});
afterEach(() => icloud.stop());

describe('calendar-query', () => {
  test('gives only what overlaps the time-range; ends and starts that touch do not', async () => {
    put('before', 'DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z');
    put('inside', 'DTSTART;TZID=America/New_York:20260312T050000', 'DTEND;TZID=America/New_York:20260312T060000');
    put('long', 'DTSTART:20260301T000000Z', 'DURATION:P2W');
    put('after', 'DTSTART:20260312T100000Z', 'DTEND:20260312T110000Z');
    const { status, text: answer } = await report(range('20260312T090000Z', '20260312T100000Z'));
    expect(status).toBe(207);
    expect(hrefsIn(answer)).toEqual([`${work}inside.ics`, `${work}long.ics`]);
  });

  test('names every recurring event, and one that it cannot read', async () => {
    put('weekly', 'DTSTART:20200101T080000Z', 'DTEND:20200101T090000Z', 'RRULE:FREQ=WEEKLY');
    put('broken', 'DTSTART:yesterday', 'DTEND:tomorrow');
    const { text: answer } = await report(range('20260312T090000Z', '20260312T100000Z'));
    expect(hrefsIn(answer)).toEqual([`${work}weekly.ics`, `${work}broken.ics`]);
  });

  test('an all-day event is named for every zone in which it may lie', async () => {
    put('day', 'DTSTART;VALUE=DATE:20260312', 'DTEND;VALUE=DATE:20260313');
    const named = async (start: string, end: string) => hrefsIn((await report(range(start, end))).text).length === 1;
    expect(await named('20260311T110000Z', '20260311T120000Z')).toBe(true);
    expect(await named('20260313T110000Z', '20260313T120000Z')).toBe(true);
    expect(await named('20260310T110000Z', '20260310T120000Z')).toBe(false);
  });

  test('needs the comp-filter for VEVENT', async () => {
    expect((await report(queryBody('', ''))).text).toContain('valid-filter');
    expect((await report(queryBody('', 'VTODO'))).status).toBe(403);
    expect((await report(queryBody())).status).toBe(207);
  });

  test('a search by property answers 412', async () => {
    const search = queryBody('<c:prop-filter name="UID"><c:text-match>x</c:text-match></c:prop-filter>');
    expect(await report(search)).toMatchObject({ status: 412, text: '' });
  });

  test('a part of the data comes back empty, and the whole comes whole', async () => {
    put('one', 'DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z');
    const part = '<d:prop><c:calendar-data><c:comp name="VCALENDAR"/></c:calendar-data></d:prop>';
    expect((await report(queryBody('', 'VEVENT', part))).text).toContain(
      "<calendar-data xmlns='urn:ietf:params:xml:ns:caldav'/>",
    );
    expect((await report(queryBody())).text).toContain('UID:one&#13;\n');
  });
});

describe('calendar-multiget', () => {
  test('gives what is there and names what is not with 404', async () => {
    put('one', 'DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z');
    const { text: answer } = await report(multigetBody([`${work}one.ics`, `${work}gone.ics`]));
    expect(responseOf(answer, `${work}one.ics`)).toContain('UID:one');
    expect(responseOf(answer, `${work}gone.ics`)).toContain('HTTP/1.1 404 Not Found');
  });

  test('takes 50 hrefs, and not one more', async () => {
    const hrefs = Array.from({ length: 51 }, (_, index) => `${work}${index}.ics`);
    expect((await report(multigetBody(hrefs.slice(0, 50)))).status).toBe(207);
    expect((await report(multigetBody(hrefs))).status).toBe(403);
  });

  test('finds a name whatever way it is encoded', async () => {
    account.put('work', 'a b@c.ics', text('odd'));
    const { text: answer } = await report(multigetBody([`${work}a%20b%40c.ics`, `${work}a%20b@c.ics`]));
    expect(hrefsIn(answer)).toEqual([`${work}a%20b%40c.ics`, `${work}a%20b%40c.ics`]);
    expect(answer).not.toContain('404');
  });
});

describe('sync-collection', () => {
  test('an empty token gives the full list, and the collection itself first', async () => {
    put('one');
    put('two');
    const { status, text: answer } = await report(syncBody(''));
    expect(status).toBe(207);
    expect(hrefsIn(answer)).toEqual([work, `${work}one.ics`, `${work}two.ics`]);
  });

  test('a token gives what changed since, and names deletions with 404', async () => {
    put('kept');
    put('changed');
    put('deleted');
    const token = syncTokenIn((await report(syncBody(''))).text);
    put('changed');
    put('new');
    account.remove('work', 'deleted.ics');
    const { text: answer } = await report(syncBody(token));
    expect(hrefsIn(answer)).toEqual([work, `${work}changed.ics`, `${work}new.ics`, `${work}deleted.ics`]);
    expect(responseOf(answer, `${work}deleted.ics`)).toContain('404');
    expect(responseOf(answer, `${work}new.ics`)).toContain('getetag');
    expect(hrefsIn((await report(syncBody(syncTokenIn(answer)))).text)).toEqual([work]);
  });

  test('a resource that was deleted and stored again is a change, not a deletion', async () => {
    put('one');
    const token = syncTokenIn((await report(syncBody(''))).text);
    account.remove('work', 'one.ics');
    put('one');
    const { text: answer } = await report(syncBody(token));
    expect(hrefsIn(answer)).toEqual([work, `${work}one.ics`]);
    expect(answer).not.toContain('404');
  });

  test.each([['nonsense'], [Buffer.from('FT=-@RU=other@S=1').toString('base64')]])(
    'a token that is not its own is refused: %s',
    async (token) => {
      expect(await report(syncBody(token))).toMatchObject({
        status: 403,
        text: expect.stringContaining("<valid-sync-token xmlns='DAV:'/>"),
      });
    },
  );

  test('the token of a calendar that was deleted and created anew is refused', async () => {
    const token = syncTokenIn((await report(syncBody(''))).text);
    account.calendars.remove('work');
    account.calendars.create({ name: 'Work', path: 'work' });
    expect((await report(syncBody(token))).status).toBe(403);
  });

  test("a client's own limit cuts the answer into pages", async () => {
    for (const name of ['one', 'two', 'three']) put(name);
    const limit = '<d:limit><d:nresults>2</d:nresults></d:limit>';
    const { text: answer } = await report(syncBody('', limit));
    expect(hrefsIn(answer)).toEqual([work, `${work}one.ics`, `${work}two.ics`, work]);
    expect(answer).toContain('HTTP/1.1 507');
    expect(hrefsIn((await report(syncBody(syncTokenIn(answer), limit))).text)).toEqual([work, `${work}three.ics`]);
  });

  test('an unknown report is refused', async () => {
    expect((await report('<x:free-busy-query xmlns:x="urn:ietf:params:xml:ns:caldav"/>')).status).toBe(403);
  });
});
