import { afterEach, describe, expect, it } from 'vitest';
import { SyncReport } from '../../../shared/contract/sync.ts';
import { type ConnectedSetting, connectedSetting, event } from './connected.ts';

let setting: ConnectedSetting;
afterEach(() => setting.stop());

const put = (name: string, hour: number) =>
  setting.icloud
    .account()
    .put('home', `${name}.ics`, event(name, `20261202T${hour}0000Z`, `20261202T${hour + 1}0000Z`));
const starts = async () => (await setting.slots()).slots.map(({ start }) => start.slice(11, 13));
const asked = () => setting.icloud.requests.map((request) => request.asked);

describe('a sync', () => {
  it('costs one request when nothing changed', async () => {
    setting = await connectedSetting();
    setting.icloud.requests.length = 0;
    const report = SyncReport.parse((await setting.sync()).body);
    expect(report).toMatchObject({ trigger: 'request', requests: 1, calendars: [{ mode: 'unchanged' }] });
    expect(asked()).toEqual(['propfind']);
  });

  it('asks for the changes and reads what changed, added, moved and deleted', async () => {
    setting = await connectedSetting();
    put('a', 10);
    put('b', 12);
    setting.icloud.requests.length = 0;
    expect((await setting.sync()).body).toMatchObject({ requests: 3, calendars: [{ mode: 'changes', added: 2 }] });
    expect(asked()).toEqual(['propfind', 'sync-collection', 'calendar-multiget']);
    expect(await starts()).toEqual(['10', '12']);
    put('a', 15);
    expect((await setting.sync()).body).toMatchObject({ calendars: [{ updated: 1, added: 0, removed: 0 }] });
    expect(await starts()).toEqual(['12', '15']);
    setting.icloud.account().remove('home', 'b.ics');
    expect((await setting.sync()).body).toMatchObject({ requests: 2, calendars: [{ removed: 1 }] });
    expect(await starts()).toEqual(['15']);
  });

  it('leaves calendars that are not chosen alone', async () => {
    setting = await connectedSetting(['Home']);
    setting.icloud.account().put('work', 'w.ics', event('w', '20261202T100000Z', '20261202T110000Z'));
    expect((await setting.sync()).body).toMatchObject({ requests: 1 });
    expect(await starts()).toEqual([]);
  });

  it('compares a full listing when the server refuses the token', async () => {
    setting = await connectedSetting();
    put('a', 10);
    put('b', 12);
    await setting.sync();
    setting.icloud.faults.set('refuse-sync-token', true);
    setting.icloud.account().remove('home', 'a.ics');
    put('c', 14);
    expect((await setting.sync()).body).toMatchObject({ calendars: [{ mode: 'full', added: 1, removed: 1 }] });
    expect(await starts()).toEqual(['12', '14']);
  });

  it('finds deletions when an old token silently brings the full list', async () => {
    setting = await connectedSetting();
    put('a', 10);
    put('b', 12);
    await setting.sync();
    setting.icloud.faults.set('silent-full-list', true);
    setting.icloud.account().remove('home', 'a.ics');
    expect((await setting.sync()).body).toMatchObject({ calendars: [{ mode: 'full', removed: 1 }] });
    expect(await starts()).toEqual(['12']);
  });

  it('holds a calendar that suddenly seems empty until a second look confirms it', async () => {
    setting = await connectedSetting();
    for (const [name, hour] of Object.entries({ a: 10, b: 12, c: 14 })) put(name, hour);
    await setting.sync();
    setting.icloud.faults.set('sync-unsupported', true);
    setting.icloud.faults.set('empty-calendar', true);
    put('d', 16);
    expect((await setting.sync()).body).toMatchObject({ calendars: [{ mode: 'held', removed: 0 }] });
    expect(await starts()).toEqual(['10', '12', '14']);
    expect((await setting.slots()).complete).toBe(false);
    setting.icloud.faults.clear();
    expect((await setting.sync()).body.calendars[0]?.error).toBeUndefined();
    expect(await starts()).toEqual(['10', '12', '14', '16']);
    expect((await setting.slots()).complete).toBe(true);
  });

  it('believes an empty calendar when the second look shows it again', async () => {
    setting = await connectedSetting();
    for (const [name, hour] of Object.entries({ a: 10, b: 12, c: 14 })) put(name, hour);
    await setting.sync();
    setting.icloud.faults.set('refuse-sync-token', true);
    for (const name of ['a', 'b', 'c']) setting.icloud.account().remove('home', `${name}.ics`);
    await setting.sync();
    expect(await starts()).toHaveLength(3);
    await setting.sync();
    expect(await starts()).toEqual([]);
  });

  it('takes deletions that the server names one by one at once, even if they are all', async () => {
    setting = await connectedSetting();
    for (const [name, hour] of Object.entries({ a: 10, b: 12, c: 14 })) put(name, hour);
    await setting.sync();
    for (const name of ['a', 'b', 'c']) setting.icloud.account().remove('home', `${name}.ics`);
    await setting.sync();
    expect(await starts()).toEqual([]);
  });

  it('deletes nothing on a partial answer', async () => {
    setting = await connectedSetting();
    put('a', 10);
    await setting.sync();
    put('b', 12);
    put('c', 14);
    setting.icloud.faults.set('missing-hrefs', 1);
    const report = (await setting.sync()).body;
    expect(report.calendars[0]).toMatchObject({ mode: 'failed' });
    expect(await starts()).toContain('10');
    expect((await setting.slots()).complete).toBe(false);
    setting.icloud.faults.clear();
    await setting.sync();
    expect(await starts()).toEqual(['10', '12', '14']);
    expect((await setting.slots()).complete).toBe(true);
  });

  it('sends nothing within a Retry-After, and says so', async () => {
    setting = await connectedSetting();
    setting.icloud.faults.set('throttle-503', 60, { times: 1 });
    expect((await setting.sync()).body.error).toMatch(/wait/i);
    setting.icloud.requests.length = 0;
    const report = (await setting.sync()).body;
    expect(report).toMatchObject({ requests: 0, calendars: [{ mode: 'failed' }] });
    expect(setting.icloud.requests).toEqual([]);
    const { body } = await setting.bridge.call('GET', `/v1/connections/${setting.id}`);
    expect(body).toMatchObject({ status: 'throttled' });
  });

  it('sends nothing after the password was refused, until there is a new one', async () => {
    setting = await connectedSetting();
    setting.icloud.account().revokePassword();
    await setting.sync();
    setting.icloud.requests.length = 0;
    expect((await setting.sync()).body).toMatchObject({ requests: 0 });
    expect(setting.icloud.requests).toEqual([]);
    const standing = await setting.bridge.call('GET', `/v1/connections/${setting.id}`);
    expect(standing.body).toMatchObject({ status: 'needs-password' });
    setting.icloud.account().setPassword('aaaa-bbbb-cccc-dddd');
    await setting.bridge.call('PUT', `/v1/connections/${setting.id}/password`, { appPassword: 'aaaa-bbbb-cccc-dddd' });
    expect((await setting.sync()).body.error).toBeUndefined();
    expect((await setting.slots()).complete).toBe(true);
  });

  it('goes on with the other calendars when one is gone, and names it', async () => {
    setting = await connectedSetting(['Home', 'Work']);
    setting.icloud.account().calendars.remove('work');
    put('a', 10);
    const { calendars } = (await setting.sync()).body;
    expect(calendars[0]).toMatchObject({ mode: 'changes', added: 1 });
    expect(calendars[1]?.error).toMatch(/no longer in the account/);
    const { body } = await setting.bridge.call<{ calendars: { calendarId: string; state: string }[] }>(
      'GET',
      `/v1/connections/${setting.id}/health`,
    );
    expect(body.calendars.find(({ calendarId }) => calendarId === setting.calendarId('Work'))?.state).toBe('gone');
  });

  it('is remembered, newest first', async () => {
    setting = await connectedSetting();
    await setting.sync();
    const { body } = await setting.bridge.call<{ reports: { trigger: string; requests: number }[] }>(
      'GET',
      `/v1/connections/${setting.id}/sync`,
    );
    expect(body.reports[0]).toMatchObject({ trigger: 'request', requests: 1 });
    expect(body.reports.map(({ trigger }) => trigger)).toContain('configuration');
  });
});
