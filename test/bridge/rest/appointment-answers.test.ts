import { beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { Written } from '../../../shared/contract/appointments.ts';
import { booking, startBooked } from '../outbox/booked.ts';
import { bookedHome } from './booked-home.ts';

const { booked, calendars, goOnWith } = bookedHome();

const put = (body: Record<string, unknown>) =>
  booked().bridge.call<Written>('PUT', `${booked().path}/appointments/a`, body);
const without = (name: string) => ({ ...booking('a'), [name]: undefined });

describe('what is unknown', () => {
  it.each([
    ['GET', '', undefined],
    ['PUT', '/a', booking('a')],
    ['DELETE', '/a', undefined],
    ['POST', '/a/retry', undefined],
    ['POST', '/a/remove', undefined],
    ['POST', '/remove-all', { dryRun: true }],
  ] as const)('is 404 for bookings of a connection: %s %s', async (method, path, body) => {
    const answer = await booked().bridge.call(method, `/v1/connections/nobody/appointments${path}`, body);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it.each(['retry', 'remove'])('is 404 for a booking: %s', async (what) => {
    const answer = await booked().bridge.call('POST', `${booked().path}/appointments/never/${what}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('a booking that cannot be', () => {
  it.each([
    ['without a start', without('start'), 'start'],
    ['without an end', without('end'), 'end'],
    ['without a zone', without('timeZone'), 'timeZone'],
    ['without a title', without('title'), 'title'],
    ['that ends when it starts', { ...booking('a'), end: '2036-12-02T15:00:00Z' }, 'end'],
    ['that ends before it starts', { ...booking('a'), end: '2036-12-02T14:00:00Z' }, 'end'],
    ['of an unknown zone', { ...booking('a'), timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['of an unknown status', { ...booking('a'), status: 'perhaps' }, 'status'],
    ['of a time without an offset', { ...booking('a'), start: '2036-12-02T15:00:00' }, 'start'],
    ['under another id', booking('b'), 'id'],
  ])('%s is 422 with the path, and nothing is kept of it', async (_what, body, path) => {
    const answer = await put(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path }] } });
    expect(await booked().list()).toEqual([]);
  });
});

describe('texts of a booking', () => {
  it('of 10 KB and with markup become a safe event that can be read', async () => {
    const title = `<img src=x onerror=alert(1)> ${'x'.repeat(10_000)}`;
    expect((await put({ ...booking('a'), title, contactName: '<b>Ann</b>; DROP, \\n' })).status).toBe(202);
    await booked().until('a', 'written');
    const [event] = await calendars().events('home');
    const lines = (event?.text ?? '').replaceAll('\r\n ', '').split('\r\n');
    const summary = lines.find((line) => line.startsWith('SUMMARY:')) ?? '';
    expect(summary.length).toBeLessThan(300);
    expect(summary).toContain('<img src=x onerror=alert(1)>');
    expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1);
  });

  it('of more than the bridge takes are refused', async () => {
    expect(await put({ ...booking('a'), notes: 'x'.repeat(70_000) })).toMatchObject({ status: 413 });
  });
});

describe('the list', () => {
  it('is of one state when that is asked for, and of no unknown one', async () => {
    await booked().put(booking('a'));
    await booked().until('a', 'written');
    await booked().bridge.call('DELETE', `${booked().path}/appointments/b`);
    await booked().until('b', 'removed');
    const ids = async (state?: string) => (await booked().list(state)).map(({ appointmentId }) => appointmentId).sort();
    expect(await ids()).toEqual(['a', 'b']);
    expect(await ids('written')).toEqual(['a']);
    expect(await ids('removed')).toEqual(['b']);
    expect(await ids('queued')).toEqual([]);
    const answer = await booked().bridge.call('GET', `${booked().path}/appointments?state=lost`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });
});

describe('without a linked calendar', () => {
  beforeEach(async () => {
    await booked().put(booking('a'));
    await booked().until('a', 'written');
    await booked().link(null);
  });

  it('a change is refused, of a known booking too', async () => {
    expect(await put({ ...booking('a'), title: 'Other' })).toMatchObject({
      status: 409,
      body: { code: 'no-linked-calendar' },
    });
  });

  it('a cancelled booking goes all the same where it stands; one that was never known is refused', async () => {
    expect((await put({ ...booking('a'), status: 'cancelled' })).status).toBe(202);
    await booked().until('a', 'removed');
    expect(await calendars().events('home')).toEqual([]);
    const unknown = { ...booking('never'), status: 'cancelled' };
    const answer = await booked().bridge.call('PUT', `${booked().path}/appointments/never`, unknown);
    expect(answer).toMatchObject({ status: 409, body: { code: 'no-linked-calendar' } });
  });

  it('a deleted booking goes all the same', async () => {
    expect((await booked().bridge.call('DELETE', `${booked().path}/appointments/a`)).status).toBe(202);
    await booked().until('a', 'removed');
    expect(await calendars().events('home')).toEqual([]);
  });
});

describe('a booking of another user', () => {
  it('is refused, and changes nothing of what stands', async () => {
    await booked().put(booking('a'));
    await booked().until('a', 'written');
    const answer = await put({ ...booking('a'), status: 'cancelled', assignedUserId: 'user2' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'other-user' } });
    expect((await booked().list())[0]).toMatchObject({ state: 'written' });
  });
});

describe('while there is no password', () => {
  it('a booking is taken, waits, and says what to do', async () => {
    const { home } = booked().bridge;
    await booked().bridge.stop();
    // Another store of passwords: nothing of the old one is left.
    goOnWith(await startBooked(calendars(), { home, secrets: openMemory() }));
    expect(await put(booking('a'))).toMatchObject({ status: 202, body: { appointmentId: 'a', state: 'queued' } });
    await expect
      .poll(async () => (await booked().list())[0])
      .toMatchObject({
        state: 'queued',
        lastError: expect.stringMatching(/password/i),
        lastErrorCode: 'needs-password',
      });
    expect(await calendars().events('home')).toEqual([]);
    await booked().bridge.call('PUT', `${booked().path}/password`, { appPassword: 'ann-secret' });
    await booked().until('a', 'written');
  });
});
