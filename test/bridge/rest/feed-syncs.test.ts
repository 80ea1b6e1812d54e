import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/contract/connection.ts';
import type { ConnectionHealth } from '../../../shared/contract/sync.ts';
import { feedText } from '../../sandbox/feed-server.ts';
import { event } from './connected.ts';
import { SHIFTS, TEN, TWELVE, TWO, withFeeds } from './feed-connection.ts';

const { account, add, call, choose, connect, faults, named, publisher, restart, slots, starts, sync } = withFeeds();

describe('a chosen feed', () => {
  beforeEach(connect);

  it('is asked for changes by its marks, and nothing is sent when there are none', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]), etag: '"v1"' });
    await choose((await add()).body.id);
    publisher().requests.length = 0;
    const report = await sync();
    expect(report).toMatchObject({ requests: 2, calendars: [{ mode: 'unchanged' }] });
    expect(publisher().requests).toMatchObject([{ status: 304, headers: { 'if-none-match': '"v1"' } }]);
    expect(await starts()).toEqual(['10']);
    expect((await slots()).complete).toBe(true);
    publisher().publish(SHIFTS, { text: feedText([TEN, TWO]), etag: '"v2"' });
    await sync();
    expect(await starts()).toEqual(['10', '14']);
  });

  it('goes on after a restart from what it knew', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]), etag: '"v1"' });
    await choose((await add()).body.id);
    publisher().requests.length = 0;
    await restart();
    expect(await starts()).toEqual(['10']);
    await sync();
    expect(publisher().requests.every(({ status }) => status === 304)).toBe(true);
    expect((await slots()).complete).toBe(true);
  });

  it('keeps blocking and counts as not known while it cannot be fetched, and harms no other calendar', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    await choose((await named('Home')).id, feedId);
    publisher().answer(SHIFTS, (_request, response) => void response.writeHead(500).end());
    account().put('home', 'a.ics', event('a', '20261202T160000Z', '20261202T170000Z'));
    const report = await sync();
    expect(report.error).toBeUndefined();
    expect(report.calendars).toMatchObject([
      { added: 1 },
      { calendarId: feedId, mode: 'failed', errorCode: 'feed-unreachable' },
    ]);
    expect(await starts()).toEqual(['10', '16']);
    const answer = await slots();
    expect(answer).toMatchObject({ complete: false, unknown: [{ calendarId: feedId, code: 'feed-unreachable' }] });
    expect(answer.unknown[0]?.reason).toMatch(/127\.0\.0\.1.*HTTP 500/);
    const health = (await call<ConnectionHealth>('GET', '/health')).body;
    const { statusCode } = (await call<Connection>('GET')).body;
    expect(statusCode).toBe('feed-unreachable');
    expect(health.calendars.find(({ calendarId }) => calendarId === feedId)).toMatchObject({
      state: 'failing',
      errorCode: 'feed-unreachable',
    });
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    await sync();
    expect((await slots()).complete).toBe(true);
  });

  it('is read though the account gives no listing', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    await choose((await named('Home')).id, feedId);
    publisher().publish(SHIFTS, { text: feedText([TEN, TWO]) });
    faults().set('error-500', true);
    const report = await sync();
    expect(report.error).toMatch(/HTTP 500/);
    expect(report.calendars).toMatchObject([{ mode: 'failed' }, { calendarId: feedId, mode: 'full', added: 1 }]);
    expect(await starts()).toEqual(['10', '14']);
    const { complete, unknown } = await slots();
    expect(complete).toBe(false);
    expect(unknown.map(({ calendarId }) => calendarId)).not.toContain(feedId);
  });

  it.each([
    ['a sign-in page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['half of it', feedText([TEN, TWELVE]).slice(0, 250)],
    ['nothing', ''],
  ])('that turns into %s keeps blocking and counts as not known', async (_what, text) => {
    publisher().publish(SHIFTS, { text: feedText([TEN, TWELVE]) });
    await choose((await add()).body.id);
    publisher().publish(SHIFTS, { text });
    expect((await sync()).calendars).toMatchObject([{ mode: 'failed' }]);
    expect(await starts()).toEqual(['10', '12']);
    expect((await slots()).complete).toBe(false);
  });

  it('that suddenly lacks most is held until a second fetch confirms it', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN, TWELVE, TWO]), etag: '"full"' });
    await choose((await add()).body.id);
    publisher().publish(SHIFTS, { text: feedText([TEN]), etag: '"short"' });
    expect((await sync()).calendars).toMatchObject([{ mode: 'held', removed: 0 }]);
    expect(await starts()).toEqual(['10', '12', '14']);
    expect((await slots()).complete).toBe(false);
    expect((await sync()).calendars).toMatchObject([{ mode: 'full', removed: 2 }]);
    expect(await starts()).toEqual(['10']);
    expect((await slots()).complete).toBe(true);
  });

  it('that lacked most for a moment is as before afterwards', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN, TWELVE, TWO]), etag: '"full"' });
    await choose((await add()).body.id);
    publisher().publish(SHIFTS, { text: feedText([]), etag: '"empty"' });
    await sync();
    publisher().publish(SHIFTS, { text: feedText([TEN, TWELVE, TWO]), etag: '"full"' });
    await sync();
    expect(await starts()).toEqual(['10', '12', '14']);
    expect((await slots()).complete).toBe(true);
  });

  it('with one event that cannot be read still blocks by the others, and that time is not known', async () => {
    const broken = ['broken', '20261202T160000Z', '20261202T170000Z', 'RRULE:FREQ=SOMETIMES'];
    publisher().publish(SHIFTS, { text: feedText([TEN, broken, TWO]) });
    await choose((await add()).body.id);
    expect(await starts()).toEqual(expect.arrayContaining(['10', '14']));
    const { complete, unknown } = await slots();
    expect(complete).toBe(false);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]?.resource).toMatch(/^feed:/);
  });

  it('is not fetched before the time its server asked for, whoever asks', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    await choose((await add()).body.id);
    publisher().answer(SHIFTS, (_request, response) => void response.writeHead(503, { 'Retry-After': '120' }).end());
    await sync();
    publisher().requests.length = 0;
    const report = await sync();
    expect(report.calendars).toMatchObject([{ mode: 'failed' }]);
    expect(report.calendars[0]?.error).toMatch(/asks us to wait/);
    expect(report.error).toBeUndefined();
    expect(publisher().requests).toEqual([]);
    expect(await starts()).toEqual(['10']);
  });
});
