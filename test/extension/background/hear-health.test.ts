import { beforeEach, describe, expect, it } from 'vitest';
import { clearAll } from '../state/in-memory-browser.ts';

const { hearHealth } = await import('../../../extension/background/hear-health.ts');
const { unreadPages } = await import('../../../extension/state/page-health.ts');

const hear = (feature: string, isReadable: boolean, now = 0) =>
  hearHealth({ type: 'health', feature, isReadable, facts: {} }, now);
const kept = async () => ((await unreadPages.read()) ?? []).map(({ feature, at }) => [feature, at]);

beforeEach(clearAll);

describe('the pages that could not be read', () => {
  it.each(['week-and-day', 'month-counts'])(
    'lose the calendar that was not found once it is read as %s',
    async (shown) => {
      await hear('unreadable-calendar', false);
      await hear('booking-times', false);
      await hear(shown, true);
      expect(await kept()).toEqual([['booking-times', 0]]);
    },
  );

  it('keep what another kind of page says nothing of', async () => {
    await hear('unreadable-calendar', false);
    await hear('week-and-day', false);
    await hear('dialog-times', true);
    expect(await kept()).toHaveLength(2);
    await hear('month-counts', true);
    expect(await kept()).toEqual([['week-and-day', 0]]);
  });

  it('hold each kind once, the latest first', async () => {
    await hear('booking-times', false);
    await hear('week-and-day', false, 5);
    await hear('booking-times', false, 9);
    expect(await kept()).toEqual([
      ['booking-times', 9],
      ['week-and-day', 5],
    ]);
  });
});
