import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountHandle } from './account/handle.ts';
import { type Ask, asking, hrefsIn, multigetBody, propfindBody, queryBody, syncBody, syncTokenIn } from './asking.ts';
import { calendarText, eventLines } from './event-text.ts';
import { FAULTS, type FaultName, type FaultOfWriting } from './faults/table.ts';
import { type ICloud, startICloud } from './start.ts';

const TIMES = ['DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z'];
const LISTING = { body: propfindBody('d:displayname', 'cs:getctag'), headers: { Depth: '1' } };
const event = (uid: string) => calendarText(eventLines(uid, '20260101T000000Z', uid, TIMES));

let icloud: ICloud;
let ask: Ask;
let account: AccountHandle;
let home: string;
let work: string;

const report = (body: string) => ask('REPORT', work, { body, headers: { Depth: '1' } });
const list = () => ask('PROPFIND', home, LISTING);
const status = async () => (await list()).status;
const names = (text: string) => hrefsIn(text).map((href) => href.slice(work.length));

beforeEach(async () => {
  icloud = await startICloud();
  ask = asking(icloud);
  account = icloud.account();
  home = `/${account.id}/calendars/`;
  work = `${home}${account.calendars.create({ name: 'Work', path: 'work' })}/`;
  for (const uid of ['one', 'two', 'three']) account.put('work', `${uid}.ics`, event(uid));
});
afterEach(() => icloud.stop());

/** Every fault but those of writing, and what a client sees of it. A fault without a line here does not compile. */
const shown: { readonly [Name in Exclude<FaultName, FaultOfWriting>]: () => Promise<void> } = {
  'throttle-503': async () => {
    icloud.faults.set('throttle-503', 30);
    const { status, headers, text } = await list();
    expect([status, headers.get('retry-after'), text]).toEqual([503, '30', '']);
  },
  'throttle-403': async () => {
    icloud.faults.set('throttle-403', true);
    const { status, headers, text } = await list();
    expect([status, headers.get('retry-after'), text]).toEqual([403, null, '']);
  },
  'error-500': async () => {
    icloud.faults.set('error-500', true);
    expect(await status()).toBe(500);
  },
  'html-answer': async () => {
    icloud.faults.set('html-answer', true);
    const { status, headers, text } = await list();
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html']);
    expect(text).toMatch(/^<!doctype html>/);
  },
  slow: async () => {
    icloud.faults.set('slow', 200);
    const before = performance.now();
    expect(await status()).toBe(207);
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  },
  hang: async () => {
    icloud.faults.set('hang', true);
    const giving = new AbortController();
    const hanging = ask('PROPFIND', home, { ...LISTING, signal: giving.signal });
    await expect.poll(() => icloud.requests.at(-1)?.status).toBe(0);
    giving.abort();
    await expect(hanging).rejects.toThrow(/aborted/);
    expect(icloud.requests.at(-1)?.status).toBe(0);
  },
  'cut-before': async () => {
    icloud.faults.set('cut-before', true);
    await expect(ask('PUT', `${work}new.ics`, { body: event('new') })).rejects.toThrow('fetch failed');
    expect(account.list('work')).toHaveLength(3);
  },
  'cut-after': async () => {
    icloud.faults.set('cut-after', true);
    await expect(ask('PUT', `${work}new.ics`, { body: event('new') })).rejects.toThrow('fetch failed');
    expect(account.list('work')).toHaveLength(4);
  },
  'truncated-xml': async () => {
    const whole = (await list()).text;
    icloud.faults.set('truncated-xml', true);
    const { status, headers, text } = await list();
    expect([status, headers.get('content-length')]).toEqual([207, String(text.length)]);
    expect(text).toBe(whole.slice(0, Math.floor((whole.length * 2) / 3)));
  },
  'well-known-301': async () => {
    const location = async () => {
      const { status, headers } = await ask('PROPFIND', `${icloud.url}/.well-known/caldav`);
      return [status, headers.get('location')];
    };
    icloud.faults.set('well-known-301', true);
    expect(await location()).toEqual([301, `${icloud.partitionUrl}/`]);
    icloud.faults.set('well-known-301', 'http://evil.example/');
    expect(await location()).toEqual([301, 'http://evil.example/']);
  },
  'root-404': async () => {
    icloud.faults.set('root-404', true);
    expect((await ask('PROPFIND', `${icloud.url}/`)).status).toBe(404);
    expect((await ask('PROPFIND', `${icloud.url}/.well-known/caldav`)).status).toBe(207);
  },
  'front-discovery-only': async () => {
    const front = async () => (await ask('PROPFIND', `${icloud.url}${home}`, LISTING)).status;
    expect(await front()).toBe(207);
    icloud.faults.set('front-discovery-only', true);
    expect([await front(), await status()]).toEqual([404, 207]);
    expect((await ask('PROPFIND', `${icloud.url}/`)).status).toBe(207);
  },
  'home-elsewhere': async () => {
    icloud.faults.set('home-elsewhere', 'https://evil.example/calendars/');
    const body = propfindBody('c:calendar-home-set');
    const { text } = await ask('PROPFIND', `/${account.id}/principal/`, { body, headers: { Depth: '0' } });
    expect(text).toContain('>https://evil.example/calendars/</href></calendar-home-set>');
  },
  'bare-principal-href': async () => {
    icloud.faults.set('bare-principal-href', true);
    const { text } = await ask('PROPFIND', `/${account.id}/principal/`, { headers: { Depth: '0' } });
    expect(hrefsIn(text)).toEqual(['/principal/']);
  },
  'refuse-sync-token': async () => {
    const token = syncTokenIn((await report(syncBody(''))).text);
    icloud.faults.set('refuse-sync-token', true);
    expect(await report(syncBody(token))).toMatchObject({
      status: 403,
      text: expect.stringContaining('valid-sync-token'),
    });
    expect((await report(syncBody(''))).status).toBe(207);
  },
  'sync-unsupported': async () => {
    icloud.faults.set('sync-unsupported', true);
    expect(await report(syncBody(''))).toMatchObject({
      status: 403,
      text: expect.stringContaining('supported-report'),
    });
    expect((await report(queryBody())).status).toBe(207);
  },
  'silent-full-list': async () => {
    const token = syncTokenIn((await report(syncBody(''))).text);
    account.remove('work', 'two.ics');
    icloud.faults.set('silent-full-list', true);
    const { text } = await report(syncBody(token));
    expect(names(text)).toEqual(['', 'one.ics', 'three.ics']);
    expect(text).not.toContain('404');
  },
  'paging-507': async () => {
    const token = syncTokenIn((await report(syncBody(''))).text);
    account.remove('work', 'two.ics');
    for (const uid of ['four', 'five']) account.put('work', `${uid}.ics`, event(uid));
    icloud.faults.set('paging-507', 2);
    const { text: first } = await report(syncBody(token));
    expect(names(first)).toEqual(['', 'two.ics', 'four.ics', '']);
    expect(first).toContain('HTTP/1.1 507 Insufficient Storage');
    const { text: second } = await report(syncBody(syncTokenIn(first)));
    expect(names(second)).toEqual(['', 'five.ics']);
    expect(second).not.toContain('507');
  },
  'ghost-hrefs': async () => {
    icloud.faults.set('ghost-hrefs', ['ghost.ics']);
    for (const { text } of [
      await ask('PROPFIND', work, LISTING),
      await report(queryBody()),
      await report(syncBody('')),
    ]) {
      expect(names(text)).toContain('ghost.ics');
    }
    const { text } = await report(multigetBody([`${work}one.ics`, `${work}ghost.ics`]));
    expect(text).toMatch(/ghost\.ics<\/href><status[^>]*>HTTP\/1.1 404/);
    expect((await ask('GET', `${work}ghost.ics`)).status).toBe(404);
  },
  'missing-hrefs': async () => {
    icloud.faults.set('missing-hrefs', 1);
    const { status, text } = await report(multigetBody([`${work}one.ics`, `${work}two.ics`]));
    expect([status, names(text)]).toEqual([207, ['one.ics']]);
  },
  'empty-calendar': async () => {
    const { text: full } = await report(syncBody(''));
    const ctag = (await list()).text;
    icloud.faults.set('empty-calendar', true);
    const { text } = await report(syncBody(syncTokenIn(full)));
    expect(names(text)).toEqual(['']);
    expect(text).not.toContain('404');
    expect(names((await report(queryBody())).text)).toEqual([]);
    expect((await list()).text).not.toBe(ctag);
    icloud.faults.clear('empty-calendar');
    expect((await list()).text).toBe(ctag);
  },
  'number-of-matches-within-limits': async () => {
    icloud.faults.set('number-of-matches-within-limits', 2);
    const { status, text } = await report(queryBody());
    expect([status, text]).toEqual([403, expect.stringContaining("<number-of-matches-within-limits xmlns='DAV:'/>")]);
    icloud.faults.set('number-of-matches-within-limits', 3);
    expect((await report(queryBody())).status).toBe(207);
  },
  cdata: async () => {
    icloud.faults.set('cdata', true);
    expect((await list()).text).toContain('<![CDATA[Work]]></displayname>');
    expect((await report(queryBody())).text).toContain('<![CDATA[BEGIN:VCALENDAR\r\n');
  },
};

describe('a fault that is switched on', () => {
  test.each(Object.entries(shown))('%s', async (_, show) => show());
});

describe('the switches', () => {
  test('the table describes every fault in one sentence', () => {
    expect(Object.keys(FAULTS)).toEqual(expect.arrayContaining(Object.keys(shown)));
    for (const sentence of Object.values(FAULTS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('a fault can strike one method, one path or one host alone', async () => {
    icloud.faults.set('error-500', true, { method: 'REPORT', path: '/work/', host: 'partition' });
    expect([await status(), (await report(queryBody())).status]).toEqual([207, 500]);
    icloud.faults.set('error-500', true, { host: 'front' });
    expect([await status(), (await ask('PROPFIND', `${icloud.url}/`)).status]).toEqual([207, 500]);
  });

  test('a fault can clear itself after some requests', async () => {
    icloud.faults.set('error-500', true, { times: 2 });
    expect([await status(), await status(), await status()]).toEqual([500, 500, 207]);
  });

  test('a fault can lie in wait for the n-th request of a kind, strikes once and says that it did', async () => {
    const third = icloud.faults.add('error-500', true, { method: 'PROPFIND', nth: 3 });
    const fourth = icloud.faults.add('error-500', true, { nth: 4, times: 2 });
    await report(queryBody());
    expect([await status(), await status(), third.struck(), fourth.struck()]).toEqual([207, 207, 0, 0]);
    expect([await status(), await status(), await status(), await status()]).toEqual([500, 500, 207, 207]);
    expect([third.struck(), fourth.struck()]).toEqual([1, 2]);
  });

  test('faults are cleared one by one or all at once', async () => {
    icloud.faults.set('error-500', true);
    icloud.faults.set('throttle-503', 1);
    icloud.faults.clear('throttle-503');
    expect(await status()).toBe(500);
    icloud.faults.clear();
    expect(await status()).toBe(207);
  });

  test('a server with a hanging request still goes down', async () => {
    icloud.faults.set('hang', true);
    const hanging = list();
    await expect.poll(() => icloud.requests.length).toBe(1);
    await Promise.all([icloud.stop(), expect(hanging).rejects.toThrow('fetch failed')]);
  });
});
