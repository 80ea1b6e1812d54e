import { beforeEach, describe, expect, it } from 'vitest';
import { Calendar, type Connection } from '../../../shared/contract/connection.ts';
import { feedText } from '../../sandbox/feed-server.ts';
import { event } from './connected.ts';
import { SHIFTS, TEN, TWELVE, TWO, withFeeds } from './feed-connection.ts';

const { account, add, call, calendars, choose, connect, named, publisher, said, slots, starts, sync } = withFeeds();

describe('a feed added by its address', () => {
  beforeEach(connect);

  it('is a subscription among the calendars, named as its publisher does', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN], ['X-WR-CALNAME:Shifts\\, late']) });
    const { status, body } = await add();
    expect(status).toBe(201);
    const shown = { name: 'Shifts, late', kind: 'subscription', access: 'reader', canLink: false, canConflict: true };
    expect(Calendar.parse(body)).toMatchObject({ ...shown, removable: true });
    expect(body.reason).toMatch(/subscription/);
    expect((await calendars()).map(({ name }) => name)).toEqual(['Home', 'Shifts, late']);
    expect(await named('Shifts, late')).toEqual(body);
    expect(await named('Home')).not.toHaveProperty('removable');
  });

  it('bears the name and the colour that it is given, and is the same one when it is added again', async () => {
    publisher().publish(SHIFTS, { text: feedText([]) });
    const first = (await add({ name: 'Duty', color: '#0088FF' })).body;
    expect(first).toMatchObject({ name: 'Duty', color: '#0088FF' });
    expect((await add()).body).toMatchObject({ id: first.id, name: '127.0.0.1' });
    expect(await calendars()).toHaveLength(2);
  });

  it('blocks time once it is chosen, and follows its publisher', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN, TWELVE]) });
    expect((await choose((await add()).body.id)).status).toBe(200);
    expect(await starts()).toEqual(['10', '12']);
    expect((await slots()).complete).toBe(true);
    publisher().publish(SHIFTS, { text: feedText([TEN, TWO]) });
    expect((await sync()).calendars).toMatchObject([{ mode: 'full', added: 1, updated: 0, removed: 1 }]);
    expect(await starts()).toEqual(['10', '14']);
  });

  it('blocks beside the calendars of the account', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    account().put('home', 'a.ics', event('a', '20261202T160000Z', '20261202T170000Z'));
    await choose((await named('Home')).id, (await add()).body.id);
    expect(await starts()).toEqual(['10', '16']);
  });

  it('cannot be the linked calendar, and the answer says why', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    const answer = await call('PUT', '/configuration', { linkedCalendarId: feedId, conflictCalendarIds: [] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'not-writable' } });
    expect(answer.body.detail).toMatch(/somebody else publishes it/);
  });

  it('can be looked at by both readers', async () => {
    // Readings are of the days around now.
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const compact = tomorrow.replaceAll('-', '');
    const tomorrows = ['twelve', `${compact}T120000Z`, `${compact}T130000Z`] as const;
    publisher().publish(SHIFTS, { text: feedText([TEN, tomorrows]) });
    const { id: feedId } = (await add()).body;
    await choose(feedId);
    const { body } = await call('GET', `/readings?calendarId=${feedId}&uid=twelve`);
    const times = [{ start: `${tomorrow}T12:00:00Z`, end: `${tomorrow}T13:00:00Z`, allDay: false }];
    expect(body).toMatchObject({ readings: [{ icalJs: times, nodeIcal: times, agree: true }] });
  });

  it('is forgotten when it is deleted, with its choice and its blocks', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    const { id: feedId } = (await add()).body;
    const home = await named('Home');
    await choose(home.id, feedId);
    expect(await starts()).toEqual(['10']);
    expect(await call('DELETE', `/feeds/${feedId}`)).toMatchObject({ status: 204, body: null });
    expect((await call<Connection>('GET')).body.conflictCalendarIds).toEqual([home.id]);
    expect(await slots()).toMatchObject({ slots: [], complete: true });
    expect((await calendars()).map(({ name }) => name)).toEqual(['Home']);
    expect(await call('DELETE', `/feeds/${feedId}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is not to be mistaken for a calendar of the account', async () => {
    const { id: home } = await named('Home');
    expect(await call('DELETE', `/feeds/${home}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await calendars()).map(({ name }) => name)).toEqual(['Home']);
  });

  it.each([
    ['of this computer, which nobody allowed', () => ({ allowHost: false }), 422, 'feed-not-allowed'],
    ['that is no web address', () => ({ url: 'file:///etc/hosts' }), 422, 'feed-not-allowed'],
    ['with a password', () => ({ url: `http://u:p@127.0.0.1:${publisher().port}/` }), 422, 'feed-not-allowed'],
    ['of nothing', () => ({ url: `${publisher().url}/nothing` }), 502, 'feed-unreachable'],
    ['of a page', () => ({}), 422, 'not-a-calendar'],
    ['in a form that is not known', () => ({ colour: 'red' }), 422, 'invalid'],
  ])('at an address %s is refused, and nothing is kept', async (_what, more, status, code) => {
    publisher().publish(SHIFTS, { text: '<html>Sign in</html>' });
    expect(await add(more())).toMatchObject({ status, body: { code } });
    expect(await calendars()).toHaveLength(1);
  });

  it('says when permission for its host would do, and not where others lead', async () => {
    const named = [{ path: 'allowHost', message: expect.any(String) }];
    expect((await add({ allowHost: false })).body).toMatchObject({ code: 'feed-not-allowed', errors: named });
    publisher().answer(
      SHIFTS,
      (_request, response) => void response.writeHead(302, { location: 'http://[::1]/' }).end(),
    );
    const led = (await add()).body;
    expect(led.detail).toMatch(/Another server leads there/);
    expect(led).not.toHaveProperty('errors');
    expect((await add({ url: 'file:///etc/hosts' })).body).not.toHaveProperty('errors');
  });

  it('never shows its address again, which may be all that guards it', async () => {
    publisher().publish(SHIFTS, { text: feedText([TEN]) });
    await choose((await add()).body.id);
    publisher().answer(SHIFTS, (_request, response) => void response.writeHead(500).end());
    await sync();
    const shown = [await call('GET'), await call('GET', '/calendars'), await slots(), await call('GET', '/sync')];
    expect(JSON.stringify([...shown, await call('GET', '/health'), said()])).not.toContain('secret-shifts');
  });
});

describe('a subscription that the account lists', () => {
  it('with its source may block time, and cannot be linked', async () => {
    publisher().publish('/h.ics', { text: feedText([TEN]) });
    const { calendars: own } = account();
    own.create({
      name: 'Holidays',
      path: 'hols',
      kind: 'subscription',
      source: `webcal://127.0.0.1:${publisher().port}/h.ics`,
    });
    await connect();
    const holidays = await named('Holidays');
    expect(holidays).toMatchObject({ canLink: false, canConflict: true, reason: expect.stringMatching(/publishes/) });
    expect((await choose(holidays.id)).status).toBe(200);
    // Nobody allowed a host of this computer, so it is not asked, and nothing counts as free.
    const { complete, unknown } = await slots();
    expect(complete).toBe(false);
    expect(unknown[0]?.reason).toMatch(/on this computer or on its own network/);
    expect(publisher().requests).toEqual([]);
  });

  it('without a source cannot block time, and says what to do', async () => {
    account().calendars.create({ name: 'Holidays', path: 'hols', kind: 'subscription' });
    await connect();
    const holidays = await named('Holidays');
    expect(holidays).toMatchObject({ canLink: false, canConflict: false });
    expect(holidays.reason).toMatch(/Add it by its address/);
    expect(await choose(holidays.id)).toMatchObject({ status: 422, body: { code: 'not-selectable' } });
  });
});
