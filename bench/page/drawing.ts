import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from '../../test/sandbox/browser-devtools.ts';

/** What is clicked: the how-manieth of those that match. */
export type Click = readonly [selector: string, index: number];

/** A click each 0.6 s. */
const PAUSE_MS = 600;

/**
 * Clicks through a page and gives for each click the milliseconds from the page's first change of its nodes to the end of
 * the frame in which the last of our marks got its place, its look or its time: from then on the browser paints what
 * stands there. Both by the page's own clock. Marks that were not drawn anew before the next click count as that pause.
 */
export async function drawingTimes(
  context: BrowserContext,
  page: Page,
  clicks: readonly Click[],
): Promise<readonly number[]> {
  const argument = { clicks, pauseMs: PAUSE_MS };
  const [times] = await inShadow(page, clickThrough, { context, hostSelector: 'slotbridge-layer', argument });
  if (times?.length !== clicks.length) throw new Error('The page did not change with each click.');
  return times;
}

/** Runs in the page: it sees its arguments alone, and names no function within, since a translator adds to named ones. */
async function clickThrough(
  layer: ShadowRoot,
  { clicks, pauseMs }: { clicks: readonly Click[]; pauseMs: number },
): Promise<number[]> {
  const seen = { marks: '', changedAt: 0, drawnAt: 0 };
  const change = new MutationObserver(() => {
    seen.changedAt ||= performance.now();
  });
  const frameEnd = new MessageChannel();
  frameEnd.port1.onmessage = () => {
    seen.drawnAt = performance.now();
  };
  const drawing = new MutationObserver(() => {
    const marks = [...layer.querySelectorAll<HTMLElement>('.mark')].map((mark) => {
      // What is busy, and when; how old that is changes each second, which is no drawing.
      const label = mark.querySelector('.tag')?.getAttribute('aria-label')?.split('. ').slice(0, 2);
      return [mark.className, mark.style.cssText, label].join();
    });
    const isDrawn = marks.join() !== seen.marks;
    seen.marks = marks.join();
    if (isDrawn) frameEnd.port2.postMessage(null);
  });
  change.observe(document.body, { childList: true, subtree: true });
  drawing.observe(layer, { childList: true, subtree: true, attributes: true });
  const times: number[] = [];
  for (const [selector, index] of clicks) {
    Object.assign(seen, { changedAt: 0, drawnAt: 0 });
    document.querySelectorAll<HTMLElement>(selector)[index]?.click();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (seen.changedAt > 0) times.push(seen.drawnAt > 0 ? seen.drawnAt - seen.changedAt : pauseMs);
  }
  change.disconnect();
  drawing.disconnect();
  frameEnd.port1.close();
  return times;
}
