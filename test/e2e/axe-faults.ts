import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { inShadow } from '../sandbox/browser-devtools.ts';

/** What axe finds on a page of the extension, a line each. Colours that are on their way to others count as these. */
export async function faultsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

/** What axe finds in the overlay of a page, or in another element of ours. No tool sees into a closed shadow root: its content is laid out anew. */
export async function faultsInLayer(
  context: BrowserContext,
  page: Page,
  hostSelector = 'slotbridge-layer',
): Promise<string[]> {
  const [layer = ''] = await inShadow(page, markupOf, { context, hostSelector });
  const copy = await context.newPage();
  await copy.setContent(
    `<!doctype html><html lang="en"><title>Overlay</title><main class="host">${layer}</main></html>`,
  );
  const faults = await faultsIn(copy);
  await copy.close();
  // A page of the CRM has headings of its own.
  return faults.filter((fault) => !fault.startsWith('page-has-heading-one'));
}

/** Runs in the page: it sees its argument alone. */
function markupOf(root: ShadowRoot): string {
  const rules = root.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
  return `<style>${rules.join('\n').replaceAll(':host', '.host')}</style>${root.innerHTML}`;
}
