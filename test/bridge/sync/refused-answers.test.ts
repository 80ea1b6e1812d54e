import { describe, expect, it } from 'vitest';
import { eachConnected } from './each-connected.ts';

const on = eachConnected();

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
      await on.threeEvents();
      on.account().remove('home', 'a.ics');
      on.put('d.ics', 16);
      on.setting.icloud.faults.set(fault, value, { method });
      expect((await on.first())?.error).toBeTruthy();
      expect(await on.hours()).toEqual(['10', '12', '14']);
      expect(await on.complete()).toBe(false);
      on.setting.icloud.faults.clear();
      await on.setting.sync();
      expect(await on.hours()).toEqual(['12', '14', '16']);
      expect(await on.complete()).toBe(true);
    },
  );

  it('tell of throttling without inventing a time when the server names none', async () => {
    await on.threeEvents();
    on.setting.icloud.faults.set('throttle-403', true);
    await on.setting.sync();
    expect(await on.connection()).toMatchObject({ status: 'throttled', statusDetail: expect.not.stringMatching(/\d/) });
  });

  it('in one calendar leave the unchanged ones known', async () => {
    await on.threeEvents(['Home', 'Work']);
    on.put('w.ics', 16, 'work');
    on.setting.icloud.faults.set('throttle-403', true, { method: 'REPORT', path: '/work/' });
    const { calendars } = (await on.setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'unchanged' }, { mode: 'failed' }]);
  });
});

describe('a server that stumbles', () => {
  it('over a token that it does not know has the calendar compared with the complete list', async () => {
    await on.threeEvents();
    on.account().remove('home', 'a.ics');
    on.setting.icloud.faults.set('error-500', true, { method: 'REPORT' });
    expect(await on.first()).toMatchObject({ mode: 'full', removed: 1 });
    expect(await on.hours()).toEqual(['12', '14']);
    expect(await on.complete()).toBe(true);
  });

  it('over one calendar is asked for the others, and the account is well', async () => {
    await on.threeEvents(['Home', 'Work']);
    on.put('d.ics', 16);
    on.put('w.ics', 18, 'work');
    on.setting.icloud.faults.set('error-500', true, { path: '/home/' });
    const { calendars, error } = (await on.setting.sync()).body;
    expect(calendars).toMatchObject([{ error: expect.stringMatching(/HTTP 500/) }, { added: 1 }]);
    expect(error).toBeUndefined();
    expect((await on.connection()).status).toBe('connected');
    expect(await on.complete()).toBe(false);
  });

  it('over a second calendar as well is left alone', async () => {
    await on.threeEvents(['Home', 'Work', 'Family']);
    on.put('d.ics', 16);
    on.put('w.ics', 18, 'work');
    on.put('f.ics', 20, 'family');
    on.setting.icloud.faults.set('error-500', true, { method: 'REPORT' });
    expect((await on.setting.sync()).body.error).toMatch(/HTTP 500/);
    expect((await on.connection()).status).toBe('unreachable');
  });
});

describe('a refusal that names no reason', () => {
  const refuse = (path: string) => on.setting.icloud.faults.set('throttle-403', true, { method: 'REPORT', path });

  it('of one calendar is that calendar’s alone: the others that changed are read, and the account is well', async () => {
    await on.threeEvents(['Home', 'Work']);
    on.put('d.ics', 16);
    on.put('w.ics', 18, 'work');
    refuse('/home/');
    const { calendars, error } = (await on.setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'failed' }, { mode: 'changes', added: 1 }]);
    expect(error).toBeUndefined();
    expect(await on.hours()).toEqual(['10', '12', '14', '18']);
    expect(await on.complete()).toBe(false);
    expect(await on.connection()).toMatchObject({
      status: 'connected',
      statusDetail: expect.stringMatching(/^Home: The server refuses to hand out this calendar/),
    });
  });

  it('of two calendars is the account’s, which is then left alone', async () => {
    await on.threeEvents(['Home', 'Work', 'Family']);
    on.put('d.ics', 16);
    on.put('w.ics', 18, 'work');
    on.put('f.ics', 20, 'family');
    refuse('/');
    on.setting.icloud.requests.length = 0;
    const { calendars, error } = (await on.setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'failed' }, { mode: 'failed' }, { mode: 'failed' }]);
    expect(error).toMatch(/wants fewer requests/);
    expect(on.setting.icloud.requests.map(({ asked }) => asked)).toEqual([
      'propfind',
      'sync-collection',
      'sync-collection',
    ]);
    expect((await on.connection()).status).toBe('throttled');
  });
});

describe('an answer for one calendar that cannot be used', () => {
  it.each([
    ['truncated-xml', true],
    ['missing-hrefs', 1],
  ] as const)('(%s) leaves the others that changed read', async (fault, value) => {
    await on.threeEvents(['Home', 'Work', 'Family']);
    on.put('d.ics', 16);
    on.put('w.ics', 18, 'work');
    on.put('f.ics', 20, 'family');
    on.setting.icloud.faults.set(fault, value, { method: 'REPORT', path: '/home/' });
    const { calendars, error } = (await on.setting.sync()).body;
    expect(calendars).toMatchObject([{ mode: 'failed' }, { added: 1 }, { added: 1 }]);
    expect(error).toBeUndefined();
    expect(await on.hours()).toEqual(['10', '12', '14', '18', '20']);
  });
});
