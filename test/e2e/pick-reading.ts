import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from '../sandbox/browser-devtools.ts';

/** What the note beside a picked time says; null where there is none. */
export async function pickNote(context: BrowserContext, page: Page): Promise<string | null> {
  const [words] = await inShadow(page, wordsIn, { context, hostSelector: 'slotbridge-layer' });
  return words ?? null;
}

/** Runs in the page: it sees its argument alone. */
function wordsIn(root: ShadowRoot): string | null {
  return root.querySelector('.pick > div')?.textContent ?? null;
}
