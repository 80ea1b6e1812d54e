import { beforeEach, expect, it } from 'vitest';
import type { Check } from '../../../extension/background/messages.ts';
import type { OpenPage } from '../../../extension/background/open-pages.ts';
import type { Showing } from '../../../extension/background/show-page.ts';
import { clearAll } from '../state/in-memory-browser.ts';
import { connection, NOTHING_BLOCKED } from '../ui/in-memory-bridge.ts';

const { answerPick } = await import('../../../extension/background/answer-page.ts');
const { caughtThisMonth } = await import('../../../extension/state/caught-clashes.ts');

const TEN = Date.UTC(2026, 10, 24, 10);
const check: Check = {
  type: 'check',
  view: { kind: 'staff-grid', locationId: 'loc1', from: 0, to: 1 },
  start: TEN,
  end: TEN + 3_600_000,
};

/** Picks the time in a page whose person the bridge answers `free` for; gives what the page heard of it. */
async function pick(free: boolean | null, isOpen = true): Promise<unknown[]> {
  const heard: unknown[] = [];
  const page = { tabId: 1, port: { postMessage: (message: unknown) => heard.push(message) } } as unknown as OpenPage;
  const showing = {
    bridge: async () => ({
      check: async () => ({ free, conflicts: [], checkedAt: null }),
      blockedSlots: async () => ({ changed: true, etag: null, body: NOTHING_BLOCKED }),
    }),
    directory: { all: async () => [connection()], calendarsOf: async () => [] },
    staffUserOf: () => ({ locationId: 'loc1', userId: 'user1' }),
    isOpen: () => isOpen,
  } as unknown as Showing;
  await answerPick(page, check, showing);
  return heard;
}

beforeEach(clearAll);

it('counts a picked time of which the page was told that it is taken', async () => {
  expect(await pick(false)).toMatchObject([{ type: 'check-answer', answer: { free: false } }]);
  expect(await caughtThisMonth('c1')).toBe(1);
});

it('counts no time that is free or not known, and none that nobody heard of', async () => {
  await pick(true);
  await pick(null);
  expect(await pick(false, false)).toEqual([]);
  expect(await caughtThisMonth('c1')).toBe(0);
});
