import { createServer, request as forward, type Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { eachConnected } from './each-connected.ts';

const on = eachConnected();

describe('an event that moves from one calendar to another', () => {
  it('is blocked at every moment', async () => {
    await on.connect(['Home', 'Work']);
    on.put('a.ics', 10);
    await on.setting.sync();
    on.account().remove('home', 'a.ics');
    on.put('a2.ics', 10, 'work');
    on.setting.icloud.faults.set('slow', 150, { method: 'REPORT' });
    const seen: string[][] = [];
    let done = false;
    const syncing = on.setting.sync().then(() => {
      done = true;
    });
    while (!done) seen.push(await on.hours());
    await syncing;
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.filter((times) => times.length !== 1)).toEqual([]);
  });
});

describe('a calendar', () => {
  it('that is made transparent as a whole frees its time though nothing in it changed, and back', async () => {
    await on.threeEvents();
    const revision = (await on.setting.slots()).revision;
    on.account().calendars.setTransparent('home', true);
    expect(await on.first()).toMatchObject({ mode: 'unchanged' });
    expect(await on.hours()).toEqual([]);
    expect((await on.setting.slots()).revision).not.toBe(revision);
    on.account().calendars.setTransparent('home', false);
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10', '12', '14']);
  });

  it.each(['2024', 'true', '', '🎉 Partys & <mehr>'])(
    'keeps what it holds when it is renamed to "%s"',
    async (name) => {
      await on.threeEvents();
      on.account().calendars.rename('home', name);
      on.setting.icloud.faults.set('cdata', true);
      await on.setting.sync();
      const renamed = (await on.offered()).find(({ id }) => id === on.setting.calendarId('Home'));
      expect(renamed?.name).toBe(name === '' ? 'Untitled calendar' : name);
      expect(await on.hours()).toEqual(['10', '12', '14']);
    },
  );

  it('that comes is offered after the next look, and blocks once it is chosen, not before', async () => {
    await on.threeEvents();
    on.account().calendars.create({ name: 'Club', path: 'club', kind: 'shared', access: 'writer' });
    on.put('x.ics', 20, 'club');
    await on.setting.sync();
    const club = (await on.offered()).find(({ name }) => name === 'Club');
    expect(club).toMatchObject({ kind: 'shared', canLink: true, canConflict: true });
    expect(await on.hours()).toEqual(['10', '12', '14']);
    const chosen = { linkedCalendarId: null, conflictCalendarIds: [on.setting.calendarId('Home'), club?.id] };
    await on.setting.bridge.call('PUT', `/v1/connections/${on.setting.id}/configuration`, chosen);
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10', '12', '14', '20']);
  });

  it('that becomes somebody else’s, and read-only, goes on blocking and takes no bookings', async () => {
    await on.threeEvents();
    on.account().calendars.remove('home');
    on.account().calendars.create({ name: 'Home', path: 'home', kind: 'shared', access: 'reader' });
    for (const [name, hour] of [
      ['a.ics', 10],
      ['b.ics', 12],
      ['c.ics', 14],
    ] as const)
      on.put(name, hour);
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10', '12', '14']);
    expect(await on.complete()).toBe(true);
    expect((await on.offered()).find(({ name }) => name === 'Home')).toMatchObject({
      kind: 'shared',
      canLink: false,
      canConflict: true,
    });
  });

  it('that comes back after it was gone is read again', async () => {
    await on.threeEvents();
    on.account().calendars.remove('home');
    expect((await on.first())?.error).toMatch(/no longer in the account/);
    expect(await on.hours()).toEqual(['10', '12', '14']);
    expect((await on.connection()).statusDetail).toMatch(/^Home: .*no longer in the account/);
    on.account().calendars.create({ name: 'Home', path: 'home' });
    on.put('z.ics', 20);
    await on.setting.sync();
    await on.setting.sync();
    expect(await on.hours()).toEqual(['20']);
    expect(await on.complete()).toBe(true);
  });

  it('that bookings go to tells why they cannot when it becomes read-only, or is gone', async () => {
    await on.connect();
    const linked = { linkedCalendarId: on.setting.calendarId('Work'), conflictCalendarIds: [] };
    await on.setting.bridge.call('PUT', `/v1/connections/${on.setting.id}/configuration`, linked);
    await on.setting.sync();
    expect((await on.connection()).statusDetail).toBe('');
    on.account().calendars.remove('work');
    on.account().calendars.create({ name: 'Work', path: 'work', kind: 'shared', access: 'reader' });
    await on.setting.sync();
    expect((await on.connection()).statusDetail).toMatch(/bookings cannot be added.*"Work" can only be read/);
    on.account().calendars.remove('work');
    await on.setting.sync();
    expect((await on.connection()).statusDetail).toMatch(/bookings cannot be added.*"Work" is no longer/);
  });
});

describe('an account that Apple moves to another partition', () => {
  it('is found again, and reading goes on', async () => {
    await on.threeEvents();
    const old = await proxyTo(on.setting.icloud.partitionUrl);
    const home = `${old.url}/${on.account().id}/calendars/`;
    on.setting.icloud.faults.set('home-elsewhere', home);
    const password = { appPassword: 'qwer-tyui-opas-dfgh' };
    await on.setting.bridge.call('PUT', `/v1/connections/${on.setting.id}/password`, password);
    on.put('d.ics', 16);
    await on.setting.sync();
    expect(old.asked()).toBeGreaterThan(0);
    expect(await on.hours()).toEqual(['10', '12', '14', '16']);
    await old.close();
    on.setting.icloud.faults.clear();
    on.put('e.ics', 18);
    await on.setting.sync();
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10', '12', '14', '16', '18']);
    expect(await on.complete()).toBe(true);
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
