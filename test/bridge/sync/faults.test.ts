import { createServer, request as forward, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import type { ConnectionHealth } from '../../../shared/contract/sync.ts';
import { type ConnectedSetting, connectedSetting, event } from '../rest/connected.ts';

let setting: ConnectedSetting;
afterEach(() => setting.stop());

const account = () => setting.icloud.account();
const put = (name: string, hour: number, calendar = 'home') =>
  account().put(calendar, name, event(name, `20261202T${hour}0000Z`, `20261202T${hour + 1}0000Z`));
const hours = async () => (await setting.slots()).slots.map(({ start }) => start.slice(11, 13));
const complete = async () => (await setting.slots()).complete;
const first = async () => (await setting.sync()).body.calendars[0];
const connection = async () => (await setting.bridge.call<Connection>('GET', `/v1/connections/${setting.id}`)).body;
const health = async (name: string) => {
  const { body } = await setting.bridge.call<ConnectionHealth>('GET', `/v1/connections/${setting.id}/health`);
  return body.calendars.find(({ calendarId }) => calendarId === setting.calendarId(name));
};
const offered = async () =>
  (await setting.bridge.call<{ calendars: Calendar[] }>('GET', `/v1/connections/${setting.id}/calendars`)).body
    .calendars;
const readings = (name: string) =>
  setting.icloud.requests.filter(({ asked, path }) => asked === 'calendar-multiget' || path.includes(name)).length;

/** Connected, with three events that were read. */
async function threeEvents(chosen: readonly string[] = ['Home']): Promise<void> {
  setting = await connectedSetting(chosen);
  for (const [name, hour] of [
    ['a.ics', 10],
    ['b.ics', 12],
    ['c.ics', 14],
  ] as const)
    put(name, hour);
  await setting.sync();
  expect(await hours()).toEqual(['10', '12', '14']);
}

describe('a list of changes that is none', () => {
  it('is noticed though everything in it is new or changed, and what it lacks is gone', async () => {
    await threeEvents();
    setting.icloud.faults.set('silent-full-list', true);
    account().remove('home', 'a.ics');
    put('b.ics', 13);
    put('c.ics', 15);
    put('d.ics', 17);
    expect(await first()).toMatchObject({ mode: 'full', removed: 1, updated: 2, added: 1 });
    expect(await hours()).toEqual(['13', '15', '17']);
  });

  it('costs no request more than a real one to tell apart', async () => {
    await threeEvents();
    put('b.ics', 13);
    setting.icloud.requests.length = 0;
    expect(await first()).toMatchObject({ mode: 'changes', updated: 1 });
    expect(setting.icloud.requests).toHaveLength(3);
  });

  it('that names nothing at all is compared with the complete list, and the loss is held', async () => {
    await threeEvents();
    setting.icloud.faults.set('empty-calendar', true);
    expect(await first()).toMatchObject({ mode: 'held', removed: 0 });
    expect(await hours()).toEqual(['10', '12', '14']);
    expect(await complete()).toBe(false);
    expect((await health('Home'))?.state).toBe('held');
    expect((await connection()).statusDetail).toMatch(/^Home: Most of this calendar/);
    setting.icloud.faults.clear();
    await setting.sync();
    expect(await hours()).toEqual(['10', '12', '14']);
    expect(await complete()).toBe(true);
  });
});

describe('a loss that only a listing shows', () => {
  it('of most but not all is held too', async () => {
    await threeEvents();
    setting.icloud.faults.set('refuse-sync-token', true);
    for (const name of ['a.ics', 'b.ics']) account().remove('home', name);
    expect(await first()).toMatchObject({ mode: 'held', removed: 0 });
    expect(await hours()).toEqual(['10', '12', '14']);
    expect(await first()).toMatchObject({ mode: 'full', removed: 2 });
    expect(await hours()).toEqual(['14']);
  });
});

describe('the loss of the only event', () => {
  it('is held as well, and believed at the second look', async () => {
    setting = await connectedSetting();
    put('a.ics', 10);
    await setting.sync();
    setting.icloud.faults.set('refuse-sync-token', true);
    account().remove('home', 'a.ics');
    expect(await first()).toMatchObject({ mode: 'held', removed: 0 });
    expect((await health('Home'))?.state).toBe('held');
    expect(await hours()).toEqual(['10']);
    expect(await first()).toMatchObject({ mode: 'full', removed: 1 });
    expect(await hours()).toEqual([]);
    expect(await complete()).toBe(true);
  });
});

describe('paging', () => {
  it('is followed to the end', async () => {
    await threeEvents();
    setting.icloud.faults.set('paging-507', 1);
    put('d.ics', 16);
    put('e.ics', 18);
    account().remove('home', 'a.ics');
    expect(await first()).toMatchObject({ mode: 'changes', added: 2, removed: 1 });
    expect(await hours()).toEqual(['12', '14', '16', '18']);
  });
});

describe('a ghost, listed but not there', () => {
  it('is no event and no failure, and is not read at every look', async () => {
    setting = await connectedSetting();
    setting.icloud.faults.set('ghost-hrefs', ['ghost.ics']);
    setting.icloud.faults.set('sync-unsupported', true);
    for (let look = 0; look < 6; look++) {
      put('a.ics', 10 + look);
      await setting.sync();
    }
    const ghosts = setting.icloud.requests.filter(({ asked }) => asked === 'calendar-multiget').length;
    expect(await hours()).toEqual(['15']);
    expect(await complete()).toBe(true);
    setting.icloud.requests.length = 0;
    for (let look = 0; look < 6; look++) await setting.sync();
    expect(readings('ghost.ics'), `after ${ghosts}`).toBeLessThan(4);
  });

  it('that is handed out after all blocks its time, though nothing else changed', async () => {
    setting = await connectedSetting();
    put('slow.ics', 10);
    setting.icloud.faults.set('ghost-hrefs', ['slow.ics']);
    await setting.sync();
    expect(await hours()).toEqual([]);
    setting.icloud.faults.clear();
    await expect.poll(async () => (await setting.sync()) && hours(), { timeout: 10_000 }).toEqual(['10']);
  });
});

describe('answers that cannot be used', () => {
  it.each([
    ['missing-hrefs', 1, 'REPORT'],
    ['truncated-xml', true, 'REPORT'],
    ['truncated-xml', true, 'PROPFIND'],
    ['html-answer', true, 'PROPFIND'],
    ['error-500', true, 'REPORT'],
    ['cut-before', true, 'REPORT'],
    ['throttle-403', true, 'REPORT'],
    ['throttle-403', true, 'PROPFIND'],
  ] as const)(
    'under %s=%s on %s nothing is deleted, nothing counts as free, and the next good look heals',
    async (fault, value, method) => {
      await threeEvents();
      account().remove('home', 'a.ics');
      put('d.ics', 16);
      setting.icloud.faults.set(fault, value, { method });
      expect((await first())?.error).toBeTruthy();
      expect(await hours()).toEqual(['10', '12', '14']);
      expect(await complete()).toBe(false);
      setting.icloud.faults.clear();
      await setting.sync();
      expect(await hours()).toEqual(['12', '14', '16']);
      expect(await complete()).toBe(true);
    },
  );

  it('tell of throttling without inventing a time when the server names none', async () => {
    await threeEvents();
    setting.icloud.faults.set('throttle-403', true);
    await setting.sync();
    expect(await connection()).toMatchObject({ status: 'throttled', statusDetail: expect.not.stringMatching(/\d/) });
  });

  it('in one calendar leave the unchanged ones known', async () => {
    await threeEvents(['Home', 'Work']);
    put('w.ics', 16, 'work');
    setting.icloud.faults.set('throttle-403', true, { method: 'REPORT', path: '/work/' });
    const { calendars } = (await setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'unchanged' }, { mode: 'failed' }]);
  });
});

describe('a server that stumbles', () => {
  it('over a token that it does not know has the calendar compared with the complete list', async () => {
    await threeEvents();
    account().remove('home', 'a.ics');
    setting.icloud.faults.set('error-500', true, { method: 'REPORT' });
    expect(await first()).toMatchObject({ mode: 'full', removed: 1 });
    expect(await hours()).toEqual(['12', '14']);
    expect(await complete()).toBe(true);
  });

  it('over one calendar is asked for the others, and the account is well', async () => {
    await threeEvents(['Home', 'Work']);
    put('d.ics', 16);
    put('w.ics', 18, 'work');
    setting.icloud.faults.set('error-500', true, { path: '/home/' });
    const { calendars, error } = (await setting.sync()).body;
    expect(calendars).toMatchObject([{ error: expect.stringMatching(/HTTP 500/) }, { added: 1 }]);
    expect(error).toBeUndefined();
    expect((await connection()).status).toBe('connected');
    expect(await complete()).toBe(false);
  });

  it('over a second calendar as well is left alone', async () => {
    await threeEvents(['Home', 'Work', 'Family']);
    put('d.ics', 16);
    put('w.ics', 18, 'work');
    put('f.ics', 20, 'family');
    setting.icloud.faults.set('error-500', true, { method: 'REPORT' });
    expect((await setting.sync()).body.error).toMatch(/HTTP 500/);
    expect((await connection()).status).toBe('unreachable');
  });
});

describe('a refusal that names no reason', () => {
  const refuse = (path: string) => setting.icloud.faults.set('throttle-403', true, { method: 'REPORT', path });

  it('of one calendar is that calendar’s alone: the others that changed are read, and the account is well', async () => {
    await threeEvents(['Home', 'Work']);
    put('d.ics', 16);
    put('w.ics', 18, 'work');
    refuse('/home/');
    const { calendars, error } = (await setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'failed' }, { mode: 'changes', added: 1 }]);
    expect(error).toBeUndefined();
    expect(await hours()).toEqual(['10', '12', '14', '18']);
    expect(await complete()).toBe(false);
    expect(await connection()).toMatchObject({
      status: 'connected',
      statusDetail: expect.stringMatching(/^Home: The server refuses to hand out this calendar/),
    });
  });

  it('of two calendars is the account’s, which is then left alone', async () => {
    await threeEvents(['Home', 'Work', 'Family']);
    put('d.ics', 16);
    put('w.ics', 18, 'work');
    put('f.ics', 20, 'family');
    refuse('/');
    setting.icloud.requests.length = 0;
    const { calendars, error } = (await setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'failed' }, { mode: 'failed' }, { mode: 'failed' }]);
    expect(error).toMatch(/wants fewer requests/);
    expect(setting.icloud.requests.map(({ asked }) => asked)).toEqual([
      'propfind',
      'sync-collection',
      'sync-collection',
    ]);
    expect((await connection()).status).toBe('throttled');
  });
});

describe('an answer for one calendar that cannot be used', () => {
  it.each([
    ['truncated-xml', true],
    ['missing-hrefs', 1],
  ] as const)('(%s) leaves the others that changed read', async (fault, value) => {
    await threeEvents(['Home', 'Work', 'Family']);
    put('d.ics', 16);
    put('w.ics', 18, 'work');
    put('f.ics', 20, 'family');
    setting.icloud.faults.set(fault, value, { method: 'REPORT', path: '/home/' });
    const { calendars, error } = (await setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'failed' }, { added: 1 }, { added: 1 }]);
    expect(error).toBeUndefined();
    expect(await hours()).toEqual(['10', '12', '14', '18', '20']);
  });
});

describe('a first reading', () => {
  it('goes by the complete list where a single hour holds more than the server will list', async () => {
    setting = await connectedSetting(['Home']);
    for (let number = 0; number < 5; number++) put(`w${number}.ics`, 10, 'work');
    setting.icloud.faults.set('number-of-matches-within-limits', 2);
    const both = { linkedCalendarId: null, conflictCalendarIds: ['Home', 'Work'].map(setting.calendarId) };
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/configuration`, both);
    await setting.sync();
    expect(await hours()).toEqual(['10']);
    expect(await complete()).toBe(true);
  });

  it('whose coming weeks cannot be read asks for nothing more in the same look', async () => {
    setting = await connectedSetting(['Home']);
    put('w.ics', 10, 'work');
    setting.icloud.faults.set('error-500', true, { path: '/work/' });
    const work = { linkedCalendarId: null, conflictCalendarIds: [setting.calendarId('Work')] };
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/configuration`, work);
    expect((await setting.sync()).body).toMatchObject({ requests: 2, calendars: [{ mode: 'failed' }] });
    expect(setting.icloud.requests.at(-1)?.asked).toBe('calendar-query');
  });

  it('reads texts in CDATA', async () => {
    setting = await connectedSetting(['Home']);
    put('w.ics', 10, 'work');
    setting.icloud.faults.set('cdata', true);
    const work = { linkedCalendarId: null, conflictCalendarIds: [setting.calendarId('Work')] };
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/configuration`, work);
    await setting.sync();
    expect(await hours()).toEqual(['10']);
  });
});

describe('an event that moves from one calendar to another', () => {
  it('is blocked at every moment', async () => {
    setting = await connectedSetting(['Home', 'Work']);
    put('a.ics', 10);
    await setting.sync();
    account().remove('home', 'a.ics');
    put('a2.ics', 10, 'work');
    setting.icloud.faults.set('slow', 150, { method: 'REPORT' });
    const seen: string[][] = [];
    let done = false;
    const syncing = setting.sync().then(() => {
      done = true;
    });
    while (!done) seen.push(await hours());
    await syncing;
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.filter((times) => times.length !== 1)).toEqual([]);
  });
});

describe('a calendar', () => {
  it('that is made transparent as a whole frees its time though nothing in it changed, and back', async () => {
    await threeEvents();
    const revision = (await setting.slots()).revision;
    account().calendars.setTransparent('home', true);
    expect(await first()).toMatchObject({ mode: 'unchanged' });
    expect(await hours()).toEqual([]);
    expect((await setting.slots()).revision).not.toBe(revision);
    account().calendars.setTransparent('home', false);
    await setting.sync();
    expect(await hours()).toEqual(['10', '12', '14']);
  });

  it.each(['2024', 'true', '', '🎉 Partys & <mehr>'])(
    'keeps what it holds when it is renamed to "%s"',
    async (name) => {
      await threeEvents();
      account().calendars.rename('home', name);
      setting.icloud.faults.set('cdata', true);
      await setting.sync();
      const renamed = (await offered()).find(({ id }) => id === setting.calendarId('Home'));
      expect(renamed?.name).toBe(name === '' ? 'Untitled calendar' : name);
      expect(await hours()).toEqual(['10', '12', '14']);
    },
  );

  it('that comes is offered after the next look, and blocks once it is chosen, not before', async () => {
    await threeEvents();
    account().calendars.create({ name: 'Club', path: 'club', kind: 'shared', access: 'writer' });
    put('x.ics', 20, 'club');
    await setting.sync();
    const club = (await offered()).find(({ name }) => name === 'Club');
    expect(club).toMatchObject({ kind: 'shared', canLink: true, canConflict: true });
    expect(await hours()).toEqual(['10', '12', '14']);
    const chosen = { linkedCalendarId: null, conflictCalendarIds: [setting.calendarId('Home'), club?.id] };
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/configuration`, chosen);
    await setting.sync();
    expect(await hours()).toEqual(['10', '12', '14', '20']);
  });

  it('that becomes somebody else’s, and read-only, goes on blocking and takes no bookings', async () => {
    await threeEvents();
    account().calendars.remove('home');
    account().calendars.create({ name: 'Home', path: 'home', kind: 'shared', access: 'reader' });
    for (const [name, hour] of [
      ['a.ics', 10],
      ['b.ics', 12],
      ['c.ics', 14],
    ] as const)
      put(name, hour);
    await setting.sync();
    expect(await hours()).toEqual(['10', '12', '14']);
    expect(await complete()).toBe(true);
    expect((await offered()).find(({ name }) => name === 'Home')).toMatchObject({
      kind: 'shared',
      canLink: false,
      canConflict: true,
    });
  });

  it('that comes back after it was gone is read again', async () => {
    await threeEvents();
    account().calendars.remove('home');
    expect((await first())?.error).toMatch(/no longer in the account/);
    expect(await hours()).toEqual(['10', '12', '14']);
    expect((await connection()).statusDetail).toMatch(/^Home: .*no longer in the account/);
    account().calendars.create({ name: 'Home', path: 'home' });
    put('z.ics', 20);
    await setting.sync();
    await setting.sync();
    expect(await hours()).toEqual(['20']);
    expect(await complete()).toBe(true);
  });

  it('that bookings go to tells why they cannot when it becomes read-only, or is gone', async () => {
    setting = await connectedSetting();
    const linked = { linkedCalendarId: setting.calendarId('Work'), conflictCalendarIds: [] };
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/configuration`, linked);
    await setting.sync();
    expect((await connection()).statusDetail).toBe('');
    account().calendars.remove('work');
    account().calendars.create({ name: 'Work', path: 'work', kind: 'shared', access: 'reader' });
    await setting.sync();
    expect((await connection()).statusDetail).toMatch(/bookings cannot be added.*"Work" can only be read/);
    account().calendars.remove('work');
    await setting.sync();
    expect((await connection()).statusDetail).toMatch(/bookings cannot be added.*"Work" is no longer/);
  });
});

describe('an account that Apple moves to another partition', () => {
  it('is found again, and reading goes on', async () => {
    await threeEvents();
    const old = await proxyTo(setting.icloud.partitionUrl);
    const home = `${old.url}/${account().id}/calendars/`;
    setting.icloud.faults.set('home-elsewhere', home);
    const password = { appPassword: 'qwer-tyui-opas-dfgh' };
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/password`, password);
    put('d.ics', 16);
    await setting.sync();
    expect(old.asked()).toBeGreaterThan(0);
    expect(await hours()).toEqual(['10', '12', '14', '16']);
    await old.close();
    setting.icloud.faults.clear();
    put('e.ics', 18);
    await setting.sync();
    await setting.sync();
    expect(await hours()).toEqual(['10', '12', '14', '16', '18']);
    expect(await complete()).toBe(true);
  });
});

/** Hands every request on. */
async function proxyTo(target: string) {
  let asked = 0;
  const server: Server = createServer((incoming, outgoing) => {
    asked++;
    const { method, headers, url } = incoming;
    const onward = forward(new URL(url ?? '/', target), { method: method ?? 'GET', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, asked: () => asked, close };
}
