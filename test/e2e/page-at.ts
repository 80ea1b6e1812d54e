import type { BrowserContext, Page } from 'playwright-core';

/**
 * A tab in which it is that moment for good, in epoch milliseconds; timers run as ever. (Playwright sets its clock in all
 * pages of a browser at once, which goes wrong where the browser is just opening one by itself.)
 */
export async function pageAt(moment: number, context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript((now) => {
    globalThis.Date = new Proxy(Date, {
      construct: (date, given, asked) => Reflect.construct(date, given.length > 0 ? given : [now], asked),
      apply: (date) => new date(now).toString(),
      get: (date, name) => (name === 'now' ? () => now : Reflect.get(date, name)),
    });
  }, moment);
  return page;
}
