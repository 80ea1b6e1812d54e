import { afterEach, describe, expect, it } from 'vitest';
import { BlockedSlots, Events, type Ignored } from '../../../shared/contract/blocked-slots.ts';
import { type ConnectedSetting, connectedSetting, event } from './connected.ts';

let setting: ConnectedSetting;
afterEach(() => setting.stop());

const brief = (answer: BlockedSlots) => answer.slots.map(({ start, end, kind }) => `${start} ${end} ${kind}`);
const path = (suffix: string) => `/v1/connections/${setting.id}/${suffix}`;

describe('blocked slots', () => {
  it('are sorted, disjoint, joined where they touch, clipped to the range, with their sources', async () => {
    setting = await connectedSetting(['Home', 'Work']);
    const account = setting.icloud.account();
    account.put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    account.put('work', 'b.ics', event('b', '20261202T110000Z', '20261202T120000Z'));
    account.put('work', 'c.ics', event('c', '20261201T200000Z', '20261202T020000Z'));
    account.put('work', 'd.ics', event('d', '20261202T150000Z', '20261202T160000Z', ['STATUS:TENTATIVE']));
    await setting.sync();
    const answer = BlockedSlots.parse(await setting.slots('2026-12-02T01:00:00+01:00', '2026-12-03T00:00:00Z'));
    expect(brief(answer)).toEqual([
      '2026-12-02T00:00:00Z 2026-12-02T02:00:00Z busy',
      '2026-12-02T10:00:00Z 2026-12-02T12:00:00Z busy',
      '2026-12-02T15:00:00Z 2026-12-02T16:00:00Z tentative',
    ]);
    expect(answer.complete).toBe(true);
    expect(answer.slots[1]?.sources).toMatchObject([
      { calendarId: setting.calendarId('Home'), uid: 'a', title: null, end: '2026-12-02T11:00:00Z' },
      { calendarId: setting.calendarId('Work'), uid: 'b', title: null, start: '2026-12-02T11:00:00Z' },
    ]);
  });

  it('leave FREE events out, which events still list with the reason', async () => {
    setting = await connectedSetting();
    setting.icloud
      .account()
      .put('home', 'f.ics', event('f', '20261202T100000Z', '20261202T110000Z', ['TRANSP:TRANSPARENT']));
    await setting.sync();
    expect((await setting.slots()).slots).toEqual([]);
    const { body } = await setting.bridge.call('GET', path('events?from=2026-12-02T00:00:00Z&to=2026-12-03T00:00:00Z'));
    expect(Events.parse(body).events).toMatchObject([
      { uid: 'f', busy: false, reason: 'marked-free', origin: 'icloud' },
    ]);
  });

  it('carry titles only when the person shows them', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    await setting.sync();
    expect(JSON.stringify(await setting.slots())).not.toContain('a title');
    await setting.bridge.call('PATCH', `/v1/connections/${setting.id}`, { settings: { showTitles: true } });
    expect((await setting.slots()).slots[0]?.sources[0]?.title).toBe('a title');
  });

  it('of weeks that were asked for before follow every change', async () => {
    setting = await connectedSetting();
    const account = setting.icloud.account();
    const starts = async () => {
      await setting.sync();
      return (await setting.slots()).slots.map(({ start }) => start.slice(0, 10));
    };
    const weekly = event('w', '20261203T100000Z', '20261203T110000Z', ['RRULE:FREQ=WEEKLY']);
    account.put('home', 'w.ics', weekly);
    account.put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    expect(await starts()).toEqual(['2026-12-02', '2026-12-03', '2026-12-10', '2026-12-17', '2026-12-24']);
    account.put('home', 'a.ics', event('a', '20261204T100000Z', '20261204T110000Z'));
    account.put('home', 'w.ics', weekly.replace('FREQ=WEEKLY', 'FREQ=WEEKLY;COUNT=2'));
    expect(await starts()).toEqual(['2026-12-03', '2026-12-04', '2026-12-10']);
    account.remove('home', 'w.ics');
    account.put('home', 'b.ics', event('b', '20261230T100000Z', '20261230T110000Z', ['STATUS:TENTATIVE']));
    expect(await starts()).toEqual(['2026-12-04', '2026-12-30']);
    await setting.bridge.call('PATCH', `/v1/connections/${setting.id}`, { settings: { tentative: 'free' } });
    expect(await starts()).toEqual(['2026-12-04']);
  });

  it('answer 304 while nothing changed, with the time of the last check', async () => {
    setting = await connectedSetting();
    const where = path('blocked-slots?from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z');
    const first = await setting.bridge.call<BlockedSlots>('GET', where);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toBe(`"${first.body.revision}"`);
    await setting.sync();
    const second = await setting.bridge.call('GET', where, undefined, { 'If-None-Match': etag });
    expect(second.status).toBe(304);
    expect(Date.parse(second.headers.get('slotbridge-checked-at') ?? '')).toBeGreaterThan(0);
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    await setting.sync();
    const third = await setting.bridge.call('GET', where, undefined, { 'If-None-Match': etag });
    expect(third.status).toBe(200);
  });

  it('take a range that is written in small letters, or with another offset, as the same moments', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    await setting.sync();
    const clipped = { slots: [{ start: '2026-12-02T10:15:00Z', end: '2026-12-02T10:45:00Z' }] };
    for (const range of [
      ['2026-12-02T10:15:00Z', '2026-12-02T10:45:00Z'],
      ['2026-12-02t10:15:00z', '2026-12-02t10:45:00.000z'],
      ['2026-12-02t15:45:00%2b05:30', '2026-12-02T05:45:00-05:00'],
    ]) {
      const { body } = await setting.bridge.call('GET', path(`blocked-slots?from=${range[0]}&to=${range[1]}`));
      expect(body).toMatchObject(clipped);
    }
  });

  it.each([
    ['2026-12-01T00:00:00Z', '2028-01-06T00:00:00Z', 'range-too-long'],
    ['2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z', 'invalid'],
    ['2026-12-02', '2026-12-03', 'invalid'],
    ['2026-12-02T00:00:00', '2026-12-03T00:00:00', 'invalid'],
  ])('refuse the range from %s to %s as %s', async (from, to, code) => {
    setting = await connectedSetting();
    const answer = await setting.bridge.call('GET', path(`blocked-slots?from=${from}&to=${to}`));
    expect(answer).toMatchObject({ status: 422, body: { code } });
  });
});

describe('not known', () => {
  it('is everything until calendars are chosen', async () => {
    setting = await connectedSetting([]);
    expect(await setting.slots()).toMatchObject({ complete: false, checkedAt: null });
  });

  it('is everything while the server is away, but what was known stays and nothing turns free', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    await setting.sync();
    const before = await setting.slots();
    await setting.icloud.stop();
    await setting.sync();
    const away = await setting.slots();
    expect(away.complete).toBe(false);
    expect(away.slots).toEqual(before.slots);
    expect(away.checkedAt).toBe(before.checkedAt);
    expect(away.unknown).toMatchObject([{ calendarId: setting.calendarId('Home') }]);
    expect(away.revision).not.toBe(before.revision);
    const connection = await setting.bridge.call('GET', `/v1/connections/${setting.id}`);
    expect(connection.body).toMatchObject({ status: 'unreachable' });
    await setting.icloud.start();
    await setting.sync();
    expect(await setting.slots()).toMatchObject({ complete: true, unknown: [] });
  });

  it('is what a paused connection has', async () => {
    setting = await connectedSetting();
    await setting.bridge.call('PATCH', `/v1/connections/${setting.id}`, { paused: true });
    expect((await setting.slots()).complete).toBe(false);
    expect((await setting.sync()).body).toMatchObject({ requests: 0 });
    await setting.bridge.call('PATCH', `/v1/connections/${setting.id}`, { paused: false });
    await setting.sync();
    expect((await setting.slots()).complete).toBe(true);
  });

  it('is the whole calendar when a resource is no calendar text, until the person dismisses it', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'broken.ics', '<html>Oops</html>');
    await setting.sync();
    const answer = await setting.slots();
    expect(answer.complete).toBe(false);
    const [unknown] = answer.unknown;
    expect(unknown).toMatchObject({ calendarId: setting.calendarId('Home') });
    expect(unknown?.resource).toMatch(/broken\.ics$/);
    const dismissed = await setting.bridge.call<Ignored>('POST', path('ignored'), {
      calendarId: setting.calendarId('Home'),
      resource: unknown?.resource,
    });
    expect(dismissed.status).toBe(201);
    expect(await setting.slots()).toMatchObject({ complete: true, unknown: [] });
    expect((await setting.bridge.call('DELETE', path(`ignored/${dismissed.body.id}`))).status).toBe(204);
    expect((await setting.slots()).complete).toBe(false);
  });

  it('keeps the last good copy of a resource that became unreadable', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    await setting.sync();
    setting.icloud.account().put('home', 'a.ics', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n');
    await setting.sync();
    const answer = await setting.slots();
    expect(brief(answer)).toEqual(['2026-12-02T10:00:00Z 2026-12-02T11:00:00Z busy']);
    expect(answer.complete).toBe(false);
  });
});

describe('ignoring', () => {
  it('takes one occurrence or the whole event out, and back in', async () => {
    setting = await connectedSetting();
    const series = event('s', '20261202T100000Z', '20261202T110000Z', ['RRULE:FREQ=DAILY;COUNT=3']);
    setting.icloud.account().put('home', 's.ics', series);
    await setting.sync();
    const ignore = (more: object) =>
      setting.bridge.call<Ignored>('POST', path('ignored'), {
        calendarId: setting.calendarId('Home'),
        uid: 's',
        ...more,
      });
    const one = await ignore({ occurrence: '2026-12-03T10:00:00Z' });
    expect((await ignore({ occurrence: '2026-12-03T11:00:00+01:00' })).body.id).toBe(one.body.id);
    expect(brief(await setting.slots()).map((slot) => slot.slice(8, 10))).toEqual(['02', '04']);
    await ignore({});
    expect((await setting.slots()).slots).toEqual([]);
    const { body } = await setting.bridge.call<{ ignored: Ignored[] }>('GET', path('ignored'));
    for (const { id } of body.ignored) await setting.bridge.call('DELETE', path(`ignored/${id}`));
    expect((await setting.slots()).slots).toHaveLength(3);
    expect(await setting.bridge.call('DELETE', path(`ignored/${one.body.id}`))).toMatchObject({ status: 404 });
  });
});

describe('a check', () => {
  const check = (body: object) => setting.bridge.call('POST', path('check'), body);
  const ten = { start: '2026-12-02T10:30:00Z', end: '2026-12-02T11:30:00Z' };

  it('tells busy, free and not known apart', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    await setting.sync();
    expect((await check(ten)).body).toMatchObject({ free: false, conflicts: [{ kind: 'busy' }] });
    const free = { start: '2026-12-02T11:00:00Z', end: '2026-12-02T12:00:00Z' };
    expect((await check(free)).body).toMatchObject({ free: true, conflicts: [] });
    await setting.icloud.stop();
    await setting.sync();
    expect((await check(free)).body).toMatchObject({ free: null });
    expect((await check(ten)).body).toMatchObject({ free: false });
    await setting.icloud.start();
  });

  it('asks the server first when a fresh answer is wanted', async () => {
    setting = await connectedSetting();
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    expect((await check(ten)).body).toMatchObject({ free: true });
    expect((await check({ ...ten, fresh: true })).body).toMatchObject({ free: false });
  });

  it('does not call free what the server did not confirm in two seconds', async () => {
    setting = await connectedSetting();
    setting.icloud.faults.set('slow', 4000);
    expect((await check({ ...ten, fresh: true })).body).toMatchObject({ free: null });
    setting.icloud.faults.clear();
  });
});
