import { beforeEach, describe, expect, it } from 'vitest';
import { clearAll, putRaw } from './in-memory-browser.ts';

const { pairing, openBridge } = await import('../../../extension/state/pairing.ts');
const { confirmSighting, MAX_SIGHTINGS, recordSighting, sightings, withSighting } = await import(
  '../../../extension/state/sightings.ts'
);
const { MAX_LOCATIONS, withCalendars } = await import('../../../extension/state/booking-calendars.ts');

const seen = (userId: string, more = {}) => ({ locationId: 'loc', userId, seenAt: '2026-11-23T12:00:00Z', ...more });

beforeEach(clearAll);

describe('what the extension remembers', () => {
  it('takes a value of another shape for none', async () => {
    putRaw('pairing', { port: 'x', token: 5 });
    expect(await pairing.read()).toBeNull();
    expect((await openBridge()).port).toBe(4823);
  });

  it('tells of changes until asked to stop', async () => {
    const told: unknown[] = [];
    const stop = pairing.onChange((value) => told.push(value?.port ?? null));
    await pairing.write({ port: 5000, clientId: 'c', token: 't' });
    await pairing.clear();
    stop();
    await pairing.write({ port: 6000, clientId: 'c', token: 't' });
    expect(told).toEqual([5000, null]);
  });

  it('loses none of several sightings that arrive at once, newest first', async () => {
    await Promise.all(['a', 'b', 'c'].map((user) => recordSighting(seen(user))));
    expect((await sightings.read())?.map(({ userId }) => userId)).toEqual(['c', 'b', 'a']);
  });

  it('keeps a confirmation and a name when the same user is seen again without one', async () => {
    await recordSighting(seen('a', { userName: 'Ann' }));
    await confirmSighting({ locationId: 'loc', userId: 'a' });
    await recordSighting(seen('a'));
    expect(await sightings.read()).toEqual([seen('a', { userName: 'Ann', confirmed: true })]);
  });

  it('confirms nobody who was never seen', async () => {
    await confirmSighting({ locationId: 'loc', userId: 'ghost' });
    expect(await sightings.read()).toEqual([]);
  });

  it('forgets the oldest beyond its bounds', () => {
    const many = Array.from({ length: MAX_SIGHTINGS }, (_, index) => ({ ...seen(`u${index}`), confirmed: false }));
    const list = withSighting(many, seen('new'));
    expect([list.length, list[0]?.userId, list.at(-1)?.userId]).toEqual([50, 'new', 'u48']);
    const place = (id: string) => ({ locationId: id, seenAt: '2026-11-23T12:00:00Z', calendars: [] });
    const places = withCalendars(
      Array.from({ length: MAX_LOCATIONS }, (_, i) => place(`l${i}`)),
      place('l3'),
    );
    expect([places.length, places[0]?.locationId]).toEqual([30, 'l3']);
  });
});
