import type { Page } from 'playwright-core';

/** Ways through the CRM's pages, clicked by a script in the page: at once, and the same each time. */

/** Weeks forth and back on the staff calendar: two ahead, two back. */
export const weekStep = (step: number): string => (step % 4 < 2 ? '[aria-label="Next"]' : '[aria-label="Previous"]');

/** Pages of the staff app in turn, by the links of its frame; the last one shows nothing that is marked. */
const ROUTES = ['calendars/appointments', 'settings/calendars', 'calendars/view', 'contacts'] as const;

export async function click(page: Page, selector: string): Promise<void> {
  await page.evaluate((wanted) => {
    const found = document.querySelector<HTMLElement>(wanted);
    if (!found) throw new Error(`Nothing to click: ${wanted}`);
    found.click();
  }, selector);
}

/** Clicks through `steps` weeks, one each `everyMs`. */
export async function walkWeeks(page: Page, steps: number, everyMs: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await click(page, weekStep(step));
    await page.waitForTimeout(everyMs);
  }
}

/** Changes the address `times` as the app's links do, as fast as the page draws; a multiple of four ends on a page without slots. */
export async function navigate(page: Page, times: number): Promise<void> {
  await page.evaluate(
    async ({ count, routes }) => {
      for (let step = 0; step < count; step += 1) {
        const route = routes[step % routes.length];
        const link = [...document.querySelectorAll<HTMLAnchorElement>('a[data-route]')].find((one) =>
          one.pathname.endsWith(`/${route}`),
        );
        link?.click();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
    },
    { count: times, routes: ROUTES },
  );
}
