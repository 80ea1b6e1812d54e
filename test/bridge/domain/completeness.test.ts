import { describe, expect, it } from 'vitest';
import { type CalendarKnowledge, gapOf, oldestCheck } from '../../../bridge/domain/completeness.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const known: CalendarKnowledge = {
  calendarId: 'home',
  read: true,
  checkedAt: NOW - 60_000,
  failure: null,
  failingSince: null,
};

describe('a conflict calendar', () => {
  it('is known within ten minutes of a good check, and not a moment longer', () => {
    expect(gapOf(known, NOW)).toBeNull();
    expect(gapOf({ ...known, checkedAt: NOW - 600_000 }, NOW)).toBeNull();
    expect(gapOf({ ...known, checkedAt: NOW - 600_001 }, NOW)).toMatchObject({ since: NOW - 1 });
  });

  it('is not known while it was never read whole', () => {
    expect(gapOf({ ...known, read: false }, NOW)).toMatchObject({ calendarId: 'home', since: NOW - 60_000 });
    expect(gapOf({ ...known, read: false, window: null }, NOW, { start: NOW, end: NOW + 1 })).not.toBeNull();
    expect(gapOf({ ...known, checkedAt: null }, NOW)).toMatchObject({ since: NOW });
  });

  it('is known within the weeks that a first reading has behind it, and as a whole not yet', () => {
    const reading = { ...known, read: false, window: { start: NOW - 1000, end: NOW + 9000 } };
    expect(gapOf(reading, NOW, { start: NOW - 1000, end: NOW + 9000 })).toBeNull();
    expect(gapOf(reading, NOW, { start: NOW - 1001, end: NOW })).not.toBeNull();
    expect(gapOf(reading, NOW, { start: NOW, end: NOW + 9001 })).not.toBeNull();
    expect(gapOf(reading, NOW)).not.toBeNull();
  });

  it('is not known by a check in the future: the clock was set back', () => {
    expect(gapOf({ ...known, checkedAt: NOW + 60_000 }, NOW)).toBeNull();
    expect(gapOf({ ...known, checkedAt: NOW + 60_001 }, NOW)).toMatchObject({ since: NOW });
  });

  it('is not known from the first failed attempt on, with its reason', () => {
    const failing = { ...known, failure: 'iCloud does not answer.', failingSince: NOW - 5_000 };
    expect(gapOf(failing, NOW)).toEqual({
      calendarId: 'home',
      reason: 'iCloud does not answer.',
      since: NOW - 5_000,
    });
  });
});

describe('what is not known', () => {
  it('tells by a code why', () => {
    expect(gapOf({ ...known, checkedAt: null }, NOW)?.code).toBe('never-read');
    expect(gapOf({ ...known, checkedAt: NOW + 60_001 }, NOW)?.code).toBe('clock-set-back');
    expect(gapOf({ ...known, checkedAt: NOW - 600_001 }, NOW)?.code).toBe('stale');
    const failing = { ...known, failure: 'Odd.', failingSince: NOW };
    expect(gapOf({ ...failing, failureCode: 'bad-answer' as const }, NOW)?.code).toBe('bad-answer');
    expect(gapOf(failing, NOW)).not.toHaveProperty('code');
  });
});

describe('the age of what is known', () => {
  it('is that of the oldest check', () => {
    const older = { ...known, checkedAt: NOW - 90_000 };
    expect(oldestCheck([known, older])).toBe(NOW - 90_000);
    expect(oldestCheck([older, known])).toBe(NOW - 90_000);
  });

  it('is nothing when a calendar was never checked, or none is chosen', () => {
    expect(oldestCheck([known, { ...known, checkedAt: null }])).toBeNull();
    expect(oldestCheck([])).toBeNull();
  });
});
