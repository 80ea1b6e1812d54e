import { describe, expect, it } from 'vitest';
import { configurationFrom, describeCalendar } from '../../../bridge/domain/configuration.ts';
import type { RemoteCalendar } from '../../../bridge/domain/remote.ts';

const remote: RemoteCalendar = {
  href: '/1/calendars/home/',
  name: 'Home',
  color: '#FF2968',
  kind: 'calendar',
  access: 'writer',
  transparent: false,
  ctag: null,
  syncToken: null,
  source: null,
};
const home = describeCalendar('home', remote);
const work = describeCalendar('work', { ...remote, name: 'Work' });
const family = describeCalendar('family', { ...remote, name: 'Family', kind: 'shared', access: 'reader' });
const holidays = describeCalendar('holidays', { ...remote, name: 'Holidays', kind: 'subscription', access: 'reader' });
const all = [home, work, family, holidays];

describe('a calendar', () => {
  it('that can be written may be linked and may block', () => {
    expect(home).toMatchObject({ canLink: true, canConflict: true, color: '#FF2968' });
    expect(home.reason).toBeUndefined();
  });

  it('that can only be read may block, and says why it takes no bookings', () => {
    expect(family).toMatchObject({ canLink: false, canConflict: true, access: 'reader' });
    expect(family.reason).toMatch(/read this calendar but not change it/);
  });

  it('that somebody else publishes takes no bookings, whatever it claims, and may block when its source is known', () => {
    const subscription = { ...remote, kind: 'subscription' as const };
    expect(describeCalendar('x', { ...subscription, source: 'webcal://example.org/h.ics' })).toMatchObject({
      canLink: false,
      canConflict: true,
      reason: expect.stringMatching(/somebody else publishes it/),
    });
    expect(describeCalendar('x', subscription)).toMatchObject({
      canLink: false,
      canConflict: false,
      reason: expect.stringMatching(/does not say where it comes from/),
    });
  });

  it('without a colour gets one', () => {
    expect(describeCalendar('x', { ...remote, color: null }).color).toMatch(/^#[0-9A-F]{6}$/);
  });
});

describe('the configuration', () => {
  it('makes the linked calendar a conflict calendar too', () => {
    const chosen = configurationFrom(
      { linkedCalendarId: 'home', conflictCalendarIds: ['work'], linkedIsConflict: true },
      all,
    );
    expect(chosen).toEqual({ linkedCalendarId: 'home', linkedIsConflict: true, conflictCalendarIds: ['work', 'home'] });
  });

  it('leaves the linked calendar out when that is turned off', () => {
    const chosen = configurationFrom(
      { linkedCalendarId: 'home', conflictCalendarIds: ['home', 'work'], linkedIsConflict: false },
      all,
    );
    expect(chosen.conflictCalendarIds).toEqual(['work']);
  });

  it('may have no linked calendar, and names each conflict calendar once', () => {
    const chosen = configurationFrom(
      { linkedCalendarId: null, conflictCalendarIds: ['family', 'family'], linkedIsConflict: true },
      all,
    );
    expect(chosen).toMatchObject({ linkedCalendarId: null, conflictCalendarIds: ['family'] });
  });

  it.each([
    ['not-writable', 'family', []],
    ['not-writable', 'holidays', []],
    ['unknown-calendar', 'nowhere', []],
    ['unknown-calendar', null, ['nowhere']],
    ['not-selectable', null, ['holidays']],
  ])('is refused as %s', (code, linkedCalendarId, conflictCalendarIds) => {
    const choose = () => configurationFrom({ linkedCalendarId, conflictCalendarIds, linkedIsConflict: true }, all);
    expect(choose).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['family', [], /^Family: You can read this calendar but not change it/],
    [null, ['work', 'holidays'], /^Holidays: This is a subscription/],
  ])('says which calendar it is that cannot be used, and why', (linkedCalendarId, conflictCalendarIds, words) => {
    const choose = () => configurationFrom({ linkedCalendarId, conflictCalendarIds, linkedIsConflict: true }, all);
    expect(choose).toThrow(words);
  });
});
