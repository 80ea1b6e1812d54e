import { describe, expect, it } from 'vitest';
import { type Known, whoseTime } from '../../../extension/background/whose-time.ts';

const connection = (id: string, locationId: string, userId: string) => ({ id, locationId, userId, timeZone: 'UTC' });
const ann = connection('c1', 'loc', 'ann');
const ben = connection('c2', 'loc', 'ben');
const calendar = (calendarId: string, memberUserIds: string[]) => ({
  calendarId,
  slugs: [`${calendarId}-slug`],
  name: '',
  memberUserIds,
});
const known: Known = {
  connections: [ann],
  calendars: [
    {
      locationId: 'loc',
      seenAt: '2026-01-01T00:00:00Z',
      calendars: [calendar('own', ['ann']), calendar('team', ['ann', 'ben']), calendar('other', ['ben'])],
    },
    { locationId: 'elsewhere', seenAt: '2026-01-01T00:00:00Z', calendars: [calendar('far', ['ann'])] },
  ],
  staffUser: { locationId: 'loc', userId: 'ann' },
  seenUsers: [],
};
const grid = (locationId: string) => ({ kind: 'staff-grid', locationId, from: 0, to: 1 }) as const;
const widget = (name: string) => ({ kind: 'widget', calendar: name, from: 0, to: 1 }) as const;

describe('whose time a page shows', () => {
  it("is the connection's on a staff grid only for its own user in its own sub-account", () => {
    expect(whoseTime(grid('loc'), known)?.connection).toBe(ann);
    expect(whoseTime(grid('elsewhere'), known)).toBeNull();
    expect(whoseTime(grid('loc'), { ...known, staffUser: { locationId: 'loc', userId: 'ben' } })).toBeNull();
    expect(whoseTime(grid('loc'), { ...known, staffUser: null })).toBeNull();
  });

  it('is known on a booking page only for a calendar that was seen with that member, by id or slug', () => {
    expect(whoseTime(widget('own'), known)).toMatchObject({ connection: ann, wording: 'slot' });
    expect(whoseTime(widget('own-slug'), known)?.connection).toBe(ann);
    expect(whoseTime(widget('never-seen'), known)).toBeNull();
    expect(whoseTime(widget('other'), known)).toBeNull();
    expect(whoseTime(widget('far'), known)).toBeNull();
  });

  it('speaks of you where a calendar has several members', () => {
    expect(whoseTime(widget('team'), known)?.wording).toBe('you');
  });

  it('does not guess between two connected members, unless one was the last to use the staff app', () => {
    const both = { ...known, connections: [ann, ben] };
    expect(whoseTime(widget('team'), both)).toBeNull();
    const seenUsers = [{ locationId: 'loc', userId: 'ben' }];
    expect(whoseTime(widget('team'), { ...both, seenUsers })?.connection).toBe(ben);
  });
});
