import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { readOverlay } from '../../test/sandbox/overlay-reading.ts';
import type { CostWorld } from '../../test/sandbox/page-cost/world.ts';

const LONGEST_MS = 30_000;
const LOOK_EVERY_MS = 200;

export interface OpenedPage {
  readonly page: Page;
  readonly session: CDPSession;
}

/** Opens a page in a tab of its own, lets `use` measure in it once it is quiet, and closes it. */
export async function inPage<T>(
  { browser: { context } }: CostWorld,
  address: string,
  use: (opened: OpenedPage) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  try {
    const session = await context.newCDPSession(page);
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    return await use({ page, session });
  } finally {
    await page.close();
  }
}

/** Waits until busy times are marked; throws after half a minute. */
export async function marked({ browser: { context } }: CostWorld, page: Page): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  for (;;) {
    const { marks } = await readOverlay(context, page);
    if (marks.some(({ kind }) => kind === 'busy')) return;
    if (performance.now() > until) throw new Error('No busy time is marked.');
    await wait(LOOK_EVERY_MS);
  }
}
