import { describe, expect, it } from 'vitest';
import { type Standing, statusOf } from '../../../bridge/domain/status.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const well: Standing = {
  paused: false,
  passwordRefused: false,
  passwordMissing: false,
  throttledUntil: null,
  failure: null,
  firstReading: false,
};

describe('the status of a connection', () => {
  it('is connected without a word when all is well', () => {
    expect(statusOf(well, NOW)).toEqual({ status: 'connected', statusDetail: '' });
  });

  it.each([
    ['paused', { paused: true, passwordRefused: true }],
    ['needs-password', { passwordRefused: true, failure: 'x' }],
    ['needs-password', { passwordMissing: true }],
    ['throttled', { throttledUntil: NOW + 1500, failure: 'x' }],
    ['unreachable', { throttledUntil: NOW - 1, failure: 'iCloud does not answer.' }],
    ['syncing', { firstReading: true }],
  ] as const)('is %s, with a sentence, for %o', (status, standing) => {
    const told = statusOf({ ...well, ...standing }, NOW);
    expect(told.status).toBe(status);
    expect(told.statusDetail).not.toBe('');
  });

  it.each([
    ['invalid-credentials', { passwordRefused: true }],
    ['needs-password', { passwordMissing: true }],
    ['throttled', { throttledUntil: NOW + 1500 }],
    ['not-caldav', { failure: 'No calendars there.', failureCode: 'not-caldav' }],
    ['bad-answer', { calendarTrouble: 'Home: odd.', calendarTroubleCode: 'bad-answer' }],
    ['bad-answer', { firstReading: true, calendarTrouble: 'Home: odd.', calendarTroubleCode: 'bad-answer' }],
  ] as const)('names the problem by its code, %s, for %o', (code, standing) => {
    expect(statusOf({ ...well, ...standing }, NOW).statusCode).toBe(code);
  });

  it('names none for what is no problem', () => {
    expect(statusOf({ ...well, paused: true }, NOW)).not.toHaveProperty('statusCode');
    expect(statusOf({ ...well, firstReading: true }, NOW)).not.toHaveProperty('statusCode');
    expect(statusOf({ ...well, failure: 'Odd.' }, NOW)).not.toHaveProperty('statusCode');
  });

  it('tells how long the server wants us to wait', () => {
    const detail = (wait: number) => statusOf({ ...well, throttledUntil: NOW + wait }, NOW).statusDetail;
    expect(detail(1)).toBe('iCloud asks us to wait. Trying again in 1 s.');
    expect(detail(1500)).toBe('iCloud asks us to wait. Trying again in 2 s.');
    expect(detail(1_001_000)).toBe('iCloud asks us to wait. Trying again in 1001 s.');
    expect(detail(0)).toBe('');
  });

  it('tells the seconds of a wait beside the sentence, where the server named a time', () => {
    expect(statusOf({ ...well, throttledUntil: NOW + 1500 }, NOW)).toMatchObject({ statusRetryAfter: 2 });
    expect(statusOf({ ...well, throttledUntil: 'unsaid' }, NOW)).not.toHaveProperty('statusRetryAfter');
    expect(statusOf({ ...well, throttledUntil: NOW }, NOW)).not.toHaveProperty('statusRetryAfter');
  });

  it('names no time when the server named none', () => {
    expect(statusOf({ ...well, throttledUntil: 'unsaid' }, NOW)).toMatchObject({
      status: 'throttled',
      statusDetail: expect.stringMatching(/^\D*after a while\.$/),
    });
  });

  it('tells how far a first reading is', () => {
    const detail = (read: number, total: number | null) =>
      statusOf({ ...well, firstReading: true, progress: { read, total } }, NOW).statusDetail;
    expect(detail(400, 10_000)).toContain('400 of 10000 events');
    expect(detail(400, null)).toContain('400 events');
    expect(detail(0, null)).not.toMatch(/\d/);
  });

  it('tells what is wrong with one calendar while the account is well', () => {
    const calendarTrouble = 'Home: gone.';
    expect(statusOf({ ...well, calendarTrouble }, NOW)).toEqual({ status: 'connected', statusDetail: calendarTrouble });
    const reading = { ...well, firstReading: true, progress: { read: 400, total: null }, calendarTrouble };
    expect(statusOf(reading, NOW)).toEqual({ status: 'syncing', statusDetail: calendarTrouble });
    const named = { ...reading, calendarInTrouble: 'Home' };
    expect(statusOf(named, NOW)).toEqual({ status: 'syncing', statusDetail: calendarTrouble, statusCalendar: 'Home' });
    const { calendarTrouble: _, ...well400 } = reading;
    expect(statusOf(well400, NOW).statusProgress).toEqual({ read: 400, total: null });
  });
});
