import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountHandle } from './account/handle.ts';
import { type Ask, asking } from './asking.ts';
import { calendarText, eventLines } from './event-text.ts';
import type { FaultOfWriting } from './faults/table.ts';
import { type ICloud, startICloud } from './start.ts';

const TIMES = ['DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z'];
const CREATE = { 'If-None-Match': '*' };

let icloud: ICloud;
let ask: Ask;
let account: AccountHandle;
let home: string;

const event = (uid: string, more: readonly string[] = []) =>
  calendarText(eventLines(uid, '20260101T000000Z', 'Visit', [...TIMES, ...more]));
const put = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask('PUT', `${home}${path}`, { body, headers });
const etagOf = (path: string, name: string) => account.list(path).find((one) => one.name === name)?.etag ?? '';

beforeEach(async () => {
  icloud = await startICloud();
  ask = asking(icloud);
  account = icloud.account();
  home = `/${account.id}/calendars/`;
  account.calendars.create({ name: 'Work', path: 'work' });
  account.calendars.create({ name: 'Home', path: 'home' });
  account.put('work', 'one.ics', event('one'));
});
afterEach(() => icloud.stop());

/** Every fault of writing, and what a client sees of it. A fault without a line here does not compile. */
const shown: { readonly [Name in FaultOfWriting]: () => Promise<void> } = {
  status: async () => {
    icloud.faults.add('status', 423, { nth: 1 });
    icloud.faults.add('status', 401, { nth: 2 });
    expect((await put('work/two.ics', event('two'))).status).toBe(423);
    const { status, headers } = await put('work/two.ics', event('two'));
    expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('MMCalDav')]);
    expect(account.list('work')).toHaveLength(1);
  },
  'status-after': async () => {
    icloud.faults.set('status-after', 502);
    expect((await put('work/two.ics', event('two'))).status).toBe(502);
    expect(account.list('work')).toHaveLength(2);
  },
  'slow-answer': async () => {
    icloud.faults.set('slow-answer', 60_000);
    const body = event('two');
    await expect(ask('PUT', `${home}work/two.ics`, { body, signal: AbortSignal.timeout(300) })).rejects.toThrow();
    expect(account.list('work')).toHaveLength(2);
  },
  'deleted-uid-412': async () => {
    icloud.faults.set('deleted-uid-412', true);
    account.remove('work', 'one.ics');
    expect((await put('work/again.ics', event('one'))).status).toBe(412);
    expect((await put('work/other.ics', event('other'))).status).toBe(201);
    icloud.faults.clear();
    expect((await put('work/again.ics', event('one'))).status).toBe(201);
  },
  'uid-conflict-named': async () => {
    const bare = await put('home/one.ics', event('one'), CREATE);
    expect([bare.status, bare.text]).toEqual([412, '']);
    icloud.faults.set('uid-conflict-named', 403);
    const named = await put('home/one.ics', event('one'), CREATE);
    expect(named.status).toBe(403);
    expect(named.text).toMatch(/<no-uid-conflict[^>]*><href[^>]*>[^<]*\/work\/one\.ics<\/href><\/no-uid-conflict>/);
  },
  'etag-in-answer': async () => {
    icloud.faults.set('etag-in-answer', true);
    const { headers } = await put('work/two.ics', event('two'), CREATE);
    expect(headers.get('etag')).toBe(etagOf('work', 'two.ics'));
  },
  'changed-in-between': async () => {
    icloud.faults.add('changed-in-between', 'LOCATION:Room 5', { method: 'PUT', nth: 1 });
    const before = { 'If-Match': etagOf('work', 'one.ics') };
    expect((await put('work/one.ics', event('one'), before)).status).toBe(412);
    expect(account.text('work', 'one.ics')).toContain('\r\nLOCATION:Room 5\r\nEND:VEVENT');
    const after = { 'If-Match': etagOf('work', 'one.ics') };
    icloud.faults.add('changed-in-between', 'COLOR:red', { method: 'DELETE' });
    expect((await ask('DELETE', `${home}work/one.ics`, { headers: after })).status).toBe(412);
  },
  'keep-no-x-properties': async () => {
    const body = event('two', ['X-SOMETHING;X-A="b:c":1', 'X-APPLE-TRAVEL-START:1']);
    await put('work/two.ics', body);
    expect(account.text('work', 'two.ics')).toContain('X-SOMETHING:1');
    icloud.faults.set('keep-no-x-properties', true);
    await put('work/two.ics', body);
    expect(account.text('work', 'two.ics')).not.toContain('X-SOMETHING');
    expect(account.text('work', 'two.ics')).toContain('X-APPLE-TRAVEL-START:1');
  },
};

describe('a fault of writing that is switched on', () => {
  test.each(Object.entries(shown))('%s', async (_, show) => show());
});

describe('what a person can do beside', () => {
  test('a calendar becomes read-only and writable again', async () => {
    account.calendars.setAccess('work', 'reader');
    expect((await put('work/two.ics', event('two'))).status).toBe(403);
    account.calendars.setAccess('work', 'writer');
    expect((await put('work/two.ics', event('two'))).status).toBe(201);
  });
});

describe('what is noted of a write', () => {
  test('its condition', async () => {
    await put('work/two.ics', event('two'), CREATE);
    await put('work/two.ics', event('two'), { 'If-Match': '"old"' });
    await put('work/two.ics', event('two'));
    expect(icloud.requests.map(({ condition }) => condition)).toEqual(['If-None-Match: *', 'If-Match: "old"', null]);
  });

  test.each([
    ['ORGANIZER:mailto:me@example.com', 'ORGANIZER'],
    ['ATTENDEE;CN=Jo:mailto:jo@example.com', 'ATTENDEE'],
  ])('the mail that iCloud would send for %s', async (line, because) => {
    await put('work/two.ics', event('two', [line]));
    expect(account.invitations).toMatchObject([{ uid: 'two', because }]);
  });

  test('the mail that METHOD asks for, though it is refused', async () => {
    await put('work/two.ics', event('two').replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST'));
    expect(account.invitations).toMatchObject([{ uid: 'two', because: 'METHOD', value: 'REQUEST' }]);
  });

  test('nothing for an event of one’s own', async () => {
    await put('work/two.ics', event('two'));
    expect(account.invitations).toEqual([]);
  });
});
