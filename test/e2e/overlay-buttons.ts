import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from '../sandbox/browser-devtools.ts';

export interface LayerButton {
  readonly words: string;
  /** Its middle, to click on. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The buttons of the overlay that are in sight, by what they say or are called. */
export async function buttonsInLayer(context: BrowserContext, page: Page): Promise<LayerButton[]> {
  return (await inShadow(page, buttons, { context, hostSelector: 'slotbridge-layer' })).flat();
}

/** Presses the one whose words begin so with the mouse, as a person does. Ages at their end change meanwhile. */
export async function pressInLayer(context: BrowserContext, page: Page, words: string): Promise<void> {
  const all = await buttonsInLayer(context, page);
  const found = all.find((one) => one.words.startsWith(words));
  if (!found)
    throw new Error(`No button says "${words}", but: ${all.map((one) => one.words).join(', ') || 'nothing'}.`);
  await page.mouse.click(found.x, found.y);
}

/** The words of the toasts that stand in the page. */
export async function toastsInLayer(context: BrowserContext, page: Page): Promise<string[]> {
  return (await inShadow(page, toasts, { context, hostSelector: 'slotbridge-layer' })).flat();
}

/** Runs in the page: it sees its argument alone. */
function buttons(root: ShadowRoot): LayerButton[] {
  return [...root.querySelectorAll('button')].flatMap((button) => {
    const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
    if (width === 0) return [];
    const words = button.getAttribute('aria-label') ?? button.textContent ?? '';
    return [{ words, x: (left + right) / 2, y: (top + bottom) / 2, height }];
  });
}

/** Runs in the page: it sees its argument alone. */
function toasts(root: ShadowRoot): string[] {
  return [...root.querySelectorAll('.toast > span')].map(({ textContent }) => textContent ?? '');
}
