import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { readOverlay } from './overlay-reading.ts';

const WITHIN_MS = 30_000;

const BLOCKED = ['busy', 'tentative', 'travel'];

/** Whether blocked slots are really marked on the page, with a tag and an age, within half a minute. */
export async function isDrawn(context: BrowserContext, page: Page): Promise<boolean> {
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await pause(250)) {
    const { marks, chip } = await readOverlay(context, page);
    if (chip !== null && marks.some(({ kind, tag }) => BLOCKED.includes(kind) && tag !== null && tag !== ''))
      return true;
  }
  return false;
}
