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

  it('tells how long the server wants us to wait', () => {
    expect(statusOf({ ...well, throttledUntil: NOW + 1500 }, NOW).statusDetail).toContain('2 s');
  });
});
