import { describe, expect, it } from 'vitest';
import type { PickAnswer, PickConflict } from '../../../extension/background/messages.ts';
import { pickWords } from '../../../extension/overlay/pick-words.ts';
import { HOUR, NOON } from './picture.ts';

const conflict = (change: Partial<PickConflict> = {}): PickConflict => ({
  kind: 'busy',
  start: NOON,
  end: NOON + HOUR,
  calendarName: 'Work',
  color: '#FF9500',
  title: null,
  ...change,
});

const hourFrom = (start: number) => ({ start, end: start + HOUR });

const answer = (change: Partial<PickAnswer> = {}): PickAnswer => ({
  asked: hourFrom(NOON),
  free: false,
  conflicts: [conflict()],
  checkedAt: NOON,
  alternatives: [],
  words: null,
  ...change,
});

const said = (change: Partial<PickAnswer>) => {
  const words = pickWords(answer(change), 'UTC');
  return words && `${words.what} ${words.next}`;
};

describe('what is said of a picked time', () => {
  it('is nothing where it is free', () => {
    expect(said({ free: true, conflicts: [] })).toBeNull();
  });

  it('names the calendar, the time and the nearest free times', () => {
    const alternatives = [NOON - 2 * HOUR, NOON + 3.5 * HOUR, NOON + 5 * HOUR].map(hourFrom);
    expect(said({ alternatives })).toBe("You're busy then: Work, 12:00–13:00. Free instead: 10:00, 15:30, 17:00.");
  });

  it('names the day of a free time on another day, once', () => {
    const alternatives = [NOON + HOUR, NOON + 21 * HOUR, NOON + 22 * HOUR].map(hourFrom);
    expect(said({ alternatives })).toContain('Free instead: 13:00, Tue 24 Nov, 09:00, 10:00.');
  });

  it('is told in the zone that the page shows', () => {
    expect(pickWords(answer(), 'America/New_York')?.what).toBe("You're busy then: Work, 07:00–08:00.");
  });

  it('says the title only where it was given one', () => {
    expect(said({ conflicts: [conflict({ title: 'Dentist' })] })).toContain('Dentist (Work), 12:00–13:00');
  });

  it('names two events and counts the others', () => {
    const home = conflict({ calendarName: 'Home' });
    const third = conflict({ calendarName: 'Club' });
    expect(said({ conflicts: [conflict(), home, third, third] })).toContain(
      'Work, 12:00–13:00 and Home, 12:00–13:00 and 2 more.',
    );
  });

  it('is unsure where nothing but tentative events stand there, and sure where one does not', () => {
    const maybe = conflict({ kind: 'tentative' });
    expect(said({ conflicts: [maybe] })).toContain('You may be busy then: Work');
    expect(said({ conflicts: [maybe, conflict({ kind: 'travel' })] })).toContain("You're busy then: Work");
  });

  it('says so where no other free time is known, or no event', () => {
    expect(said({})).toContain('We know of no other free time.');
    expect(said({ conflicts: [] })).toContain("You're busy then. ");
  });

  it('says that it is not known, why, and what to do', () => {
    const unknown = { free: null, conflicts: [] } as const;
    expect(said(unknown)).toBe("We can't tell if you're free then. Look in Calendar before you book.");
    expect(said({ ...unknown, words: "Slotbridge isn't running." })).toBe(
      "Slotbridge isn't running. Look in Calendar before you book.",
    );
  });
});
