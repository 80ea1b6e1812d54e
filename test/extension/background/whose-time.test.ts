import { describe, expect, it } from 'vitest';
import { type Known, whosePick, whoseTime } from '../../../extension/background/whose-time.ts';

const connection = (id: string, locationId: string, userId: string) => {
  return { id, locationId, userId, timeZone: 'UTC', linkedCalendarId: null };
};
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

describe('whose time a picked time is checked against', () => {
  const both = { ...known, connections: [ann, ben] };
  const pick = { type: 'check', start: 0, end: 1 } as const;

  it('is the user the page books for, also when a colleague is signed in', () => {
    expect(whosePick({ ...pick, view: grid('loc'), userId: 'ben' }, both)).toBe(ben);
    expect(whosePick({ ...pick, view: grid('loc'), userId: 'ben' }, known)).toBeNull();
  });

  it("is the one member of the calendar that is booked, and else the signed-in user's", () => {
    expect(whosePick({ ...pick, view: grid('loc'), calendarId: 'other' }, both)).toBe(ben);
    expect(whosePick({ ...pick, view: grid('loc'), calendarId: 'team' }, both)).toBe(ann);
    expect(whosePick({ ...pick, view: grid('loc') }, both)).toBe(ann);
  });

  it('is nobody in a sub-account that the staff app of this tab does not show', () => {
    expect(whosePick({ ...pick, view: grid('elsewhere'), userId: 'ann' }, both)).toBeNull();
    expect(whosePick({ ...pick, view: grid('loc'), userId: 'ben' }, { ...both, staffUser: null })).toBeNull();
  });

  it('is on a booking page what the page shows, whatever user is named', () => {
    expect(whosePick({ ...pick, view: widget('own'), userId: 'ben' }, both)).toBe(ann);
  });
});
