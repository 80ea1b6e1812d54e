import { describe, expect, it } from 'vitest';
import { noteHint, noteOffered, noteShownZone, nothingTold, shownZone } from '../../../extension/overlay/told.ts';

const offered = (calendarId: string, ...starts: number[]) => ({
  calendarId,
  starts: new Set(starts),
  timeZone: 'America/New_York',
});

describe('the times that a booking calendar was offered', () => {
  it('add up, while the latest are known by themselves', () => {
    const told = nothingTold();
    noteOffered(told, offered('a', 1, 2));
    noteOffered(told, offered('a', 2, 3));
    expect([...(told.offeredSoFar?.starts ?? [])]).toEqual([1, 2, 3]);
    expect([...(told.offered?.starts ?? [])]).toEqual([2, 3]);
  });

  it('are not those of another calendar', () => {
    const told = nothingTold();
    noteOffered(told, offered('a', 1));
    noteOffered(told, offered('b', 2));
    expect(told.offeredSoFar).toEqual(offered('b', 2));
  });

  it('begin anew before they grow without end', () => {
    const told = nothingTold();
    noteOffered(told, offered('a', ...Array.from({ length: 20_000 }, (_, n) => n)));
    noteOffered(told, offered('a', 30_000));
    expect(told.offeredSoFar).toEqual(offered('a', 30_000));
  });
});

describe('the length of a calendar’s appointments', () => {
  it('is known once it was told, and stays so when a later list leaves it out', () => {
    const told = nothingTold();
    const calendar = (calendarId: string) => ({ calendarId, slugs: [], name: 'Visit', memberUserIds: [] });
    noteHint(told, {
      kind: 'calendars',
      locationId: 'loc1',
      calendars: [{ ...calendar('a'), slotMinutes: 45 }, calendar('b')],
    });
    noteHint(told, { kind: 'calendars', locationId: 'loc1', calendars: [calendar('a')] });
    expect([...told.slotMinutes]).toEqual([['a', 45]]);
  });
});

describe('the zone that calendars are shown in', () => {
  const toldOf = (locationZone: string) => ({ ...nothingTold(), locationZone });

  it('is kept once it was borne out, for that sub-account alone', () => {
    const told = toldOf('America/New_York');
    noteShownZone(told, 'loc1', { zone: 'America/Los_Angeles', isBorneOut: true });
    expect([shownZone(told, 'loc1'), shownZone(told, 'loc2')]).toEqual(['America/Los_Angeles', null]);
    // A zone that is only likely, and a page that cannot be read, take nothing of that back.
    noteShownZone(told, 'loc1', { zone: 'America/New_York', isBorneOut: false });
    noteShownZone(told, 'loc1', null);
    expect(shownZone(told, 'loc1')).toBe('America/Los_Angeles');
  });

  it('is not kept where it is only likely', () => {
    const told = toldOf('America/New_York');
    noteShownZone(told, 'loc1', { zone: 'America/Los_Angeles', isBorneOut: false });
    expect(shownZone(told, 'loc1')).toBeNull();
  });

  it('is found out anew when the sub-account’s own zone is another one', () => {
    const told = toldOf('America/New_York');
    noteShownZone(told, 'loc1', { zone: 'America/Los_Angeles', isBorneOut: true });
    expect(shownZone({ ...told, locationZone: 'Europe/Berlin' }, 'loc1')).toBeNull();
  });
});
