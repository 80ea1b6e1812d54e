import { describe, expect, it } from 'vitest';
import { noteHint, noteOffered, nothingTold } from '../../../extension/overlay/told.ts';

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
