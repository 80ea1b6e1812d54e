import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from '../sandbox/browser-devtools.ts';

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How one layer of the overlay looks, as the browser worked it out. */
export interface Look {
  readonly text: string;
  readonly chip: Rect | null;
  readonly details: { readonly rect: Rect; readonly text: string } | null;
  /** The first tag in sight: its middle, to click on, and its mark. */
  readonly tag: {
    readonly x: number;
    readonly y: number;
    readonly height: number;
    readonly background: string;
    readonly mark: Rect;
  } | null;
  readonly hatch: { readonly border: string; readonly image: string } | null;
  readonly animation: string;
}

/** Every layer of the overlay in the page and its frames. */
export async function readLooks(context: BrowserContext, page: Page): Promise<Look[]> {
  return inShadow(page, look, { context, hostSelector: 'slotbridge-layer' });
}

/** The look of a page that has one layer. */
export async function readLook(context: BrowserContext, page: Page): Promise<Look> {
  const [first] = await readLooks(context, page);
  if (!first) throw new Error('The page has no layer.');
  return first;
}

/** Runs in the page: it sees its argument alone. */
function look(root: ShadowRoot): Look {
  const rectOf = (element: Element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const chip = root.querySelector('.chip');
  const details = root.querySelector('.details');
  const mark = [...root.querySelectorAll<HTMLElement>('.mark.busy')].find((one) => !one.hidden);
  const tag = mark?.querySelector('.tag span');
  const hatch = mark?.querySelector('.hatch');
  const at = tag && rectOf(tag);
  return {
    text: root.textContent ?? '',
    chip: chip && rectOf(chip),
    details: details && { rect: rectOf(details), text: details.textContent ?? '' },
    tag:
      at && mark
        ? {
            x: (at.left + at.right) / 2,
            y: (at.top + at.bottom) / 2,
            height: at.bottom - at.top,
            background: getComputedStyle(tag).backgroundColor,
            mark: rectOf(mark),
          }
        : null,
    hatch: hatch
      ? { border: getComputedStyle(hatch).borderTopWidth, image: getComputedStyle(hatch).backgroundImage }
      : null,
    animation: chip ? getComputedStyle(chip).animationName : '',
  };
}

/** The page's own words and controls in that part of it, as rectangles. */
export function wordsOf(page: Page, selector: string): Promise<Rect[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );
}

/** Whether two rectangles share more than the air around letters. */
export function meet(a: Rect, b: Rect, air = 3): boolean {
  return a.left < b.right && b.left < a.right && a.top + air < b.bottom && b.top < a.bottom - air;
}
