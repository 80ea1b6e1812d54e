import { expect, it, vi } from 'vitest';
import { missedInWords, missedMeanwhile } from '../../../extension/background/missed.ts';
import { connection, written } from '../ui/in-memory-bridge.ts';

/** 15:05 in Berlin. */
const NOW = Date.parse('2026-11-23T14:05:00Z');
const BERLIN = { timeZone: 'Europe/Berlin', now: NOW };

it.each([
  ['2026-11-23T13:05:00Z', 0, ['Your iCloud events were last read today at 14:05.']],
  [
    '2026-11-21T23:30:00Z',
    1,
    ['Your iCloud events were last read Sun 22 Nov at 00:30.', '1 booking waits to be added to iCloud.'],
  ],
  [null, 3, ['Your iCloud events were never read.', '3 bookings wait to be added to iCloud.']],
])('since %s with %i bookings waiting: %j', (lastSyncedAt, waiting, words) => {
  expect(missedInWords({ ...BERLIN, lastSyncedAt, waiting })).toEqual(words);
});

it('counts the bookings that wait, and asks for none while the password works', async () => {
  const appointments = vi.fn(async () => [
    written('a', { state: 'queued' }),
    written('b'),
    written('c', { state: 'queued' }),
  ]);
  expect(await missedMeanwhile(connection(), { appointments }, NOW)).toBeNull();
  expect(appointments).not.toHaveBeenCalled();
  const refused = connection({ status: 'needs-password', lastSyncedAt: '2026-11-23T13:05:00Z' });
  expect(await missedMeanwhile(refused, { appointments }, NOW)).toEqual([
    'Your iCloud events were last read today at 14:05.',
    '2 bookings wait to be added to iCloud.',
  ]);
});
