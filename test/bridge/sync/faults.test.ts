import { describe, expect, it } from 'vitest';
import { eachConnected } from './each-connected.ts';

const on = eachConnected();

describe('a list of changes that is none', () => {
  it('is noticed though everything in it is new or changed, and what it lacks is gone', async () => {
    await on.threeEvents();
    on.setting.icloud.faults.set('silent-full-list', true);
    on.account().remove('home', 'a.ics');
    on.put('b.ics', 13);
    on.put('c.ics', 15);
    on.put('d.ics', 17);
    expect(await on.first()).toMatchObject({ mode: 'full', removed: 1, updated: 2, added: 1 });
    expect(await on.hours()).toEqual(['13', '15', '17']);
  });

  it('costs no request more than a real one to tell apart', async () => {
    await on.threeEvents();
    on.put('b.ics', 13);
    on.setting.icloud.requests.length = 0;
    expect(await on.first()).toMatchObject({ mode: 'changes', updated: 1 });
    expect(on.setting.icloud.requests).toHaveLength(3);
  });

  it('that names nothing at all is compared with the complete list, and the loss is held', async () => {
    await on.threeEvents();
    on.setting.icloud.faults.set('empty-calendar', true);
    expect(await on.first()).toMatchObject({ mode: 'held', removed: 0 });
    expect(await on.hours()).toEqual(['10', '12', '14']);
    expect(await on.complete()).toBe(false);
    expect((await on.health('Home'))?.state).toBe('held');
    expect((await on.connection()).statusDetail).toMatch(/^Home: Most of this calendar/);
    on.setting.icloud.faults.clear();
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10', '12', '14']);
    expect(await on.complete()).toBe(true);
  });
});

describe('a loss that only a listing shows', () => {
  it('of most but not all is held too', async () => {
    await on.threeEvents();
    on.setting.icloud.faults.set('refuse-sync-token', true);
    for (const name of ['a.ics', 'b.ics']) on.account().remove('home', name);
    expect(await on.first()).toMatchObject({ mode: 'held', removed: 0 });
    expect(await on.hours()).toEqual(['10', '12', '14']);
    expect(await on.first()).toMatchObject({ mode: 'full', removed: 2 });
    expect(await on.hours()).toEqual(['14']);
  });
});

describe('the loss of the only event', () => {
  it('is held as well, and believed at the second look', async () => {
    await on.connect();
    on.put('a.ics', 10);
    await on.setting.sync();
    on.setting.icloud.faults.set('refuse-sync-token', true);
    on.account().remove('home', 'a.ics');
    expect(await on.first()).toMatchObject({ mode: 'held', removed: 0 });
    expect((await on.health('Home'))?.state).toBe('held');
    expect(await on.hours()).toEqual(['10']);
    expect(await on.first()).toMatchObject({ mode: 'full', removed: 1 });
    expect(await on.hours()).toEqual([]);
    expect(await on.complete()).toBe(true);
  });
});

describe('paging', () => {
  it('is followed to the end', async () => {
    await on.threeEvents();
    on.setting.icloud.faults.set('paging-507', 1);
    on.put('d.ics', 16);
    on.put('e.ics', 18);
    on.account().remove('home', 'a.ics');
    expect(await on.first()).toMatchObject({ mode: 'changes', added: 2, removed: 1 });
    expect(await on.hours()).toEqual(['12', '14', '16', '18']);
  });
});

describe('a ghost, listed but not there', () => {
  it('is no event and no failure, and is not read at every look', async () => {
    await on.connect();
    on.setting.icloud.faults.set('ghost-hrefs', ['ghost.ics']);
    on.setting.icloud.faults.set('sync-unsupported', true);
    for (let look = 0; look < 6; look++) {
      on.put('a.ics', 10 + look);
      await on.setting.sync();
    }
    const ghosts = on.setting.icloud.requests.filter(({ asked }) => asked === 'calendar-multiget').length;
    expect(await on.hours()).toEqual(['15']);
    expect(await on.complete()).toBe(true);
    on.setting.icloud.requests.length = 0;
    for (let look = 0; look < 6; look++) await on.setting.sync();
    expect(on.readings('ghost.ics'), `after ${ghosts}`).toBeLessThan(4);
  });

  it('that is handed out after all blocks its time, though nothing else changed', async () => {
    await on.connect();
    on.put('slow.ics', 10);
    on.setting.icloud.faults.set('ghost-hrefs', ['slow.ics']);
    await on.setting.sync();
    expect(await on.hours()).toEqual([]);
    on.setting.icloud.faults.clear();
    await expect.poll(async () => (await on.setting.sync()) && on.hours(), { timeout: 10_000 }).toEqual(['10']);
  });
});

describe('a first reading', () => {
  it('goes by the complete list where a single hour holds more than the server will list', async () => {
    await on.connect(['Home']);
    for (let number = 0; number < 5; number++) on.put(`w${number}.ics`, 10, 'work');
    on.setting.icloud.faults.set('number-of-matches-within-limits', 2);
    const both = { linkedCalendarId: null, conflictCalendarIds: ['Home', 'Work'].map(on.setting.calendarId) };
    await on.setting.bridge.call('PUT', `/v1/connections/${on.setting.id}/configuration`, both);
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10']);
    expect(await on.complete()).toBe(true);
  });

  it('whose coming weeks cannot be read asks for nothing more in the same look', async () => {
    await on.connect(['Home']);
    on.put('w.ics', 10, 'work');
    on.setting.icloud.faults.set('error-500', true, { path: '/work/' });
    const work = { linkedCalendarId: null, conflictCalendarIds: [on.setting.calendarId('Work')] };
    await on.setting.bridge.call('PUT', `/v1/connections/${on.setting.id}/configuration`, work);
    expect((await on.setting.sync()).body).toMatchObject({ requests: 2, calendars: [{ mode: 'failed' }] });
    expect(on.setting.icloud.requests.at(-1)?.asked).toBe('calendar-query');
  });

  it('reads texts in CDATA', async () => {
    await on.connect(['Home']);
    on.put('w.ics', 10, 'work');
    on.setting.icloud.faults.set('cdata', true);
    const work = { linkedCalendarId: null, conflictCalendarIds: [on.setting.calendarId('Work')] };
    await on.setting.bridge.call('PUT', `/v1/connections/${on.setting.id}/configuration`, work);
    await on.setting.sync();
    expect(await on.hours()).toEqual(['10']);
  });
});
