import type { Page } from 'playwright-core';

/** Opens that day (`2026-11-24`) of a booking page as a customer does, month by month. */
export async function openBookingDay(page: Page, address: string, day: string): Promise<void> {
  await page.goto(address);
  await chooseBookingDay(page, day);
}

/** The same on a booking page that is open, whatever its markup looks like. */
export async function chooseBookingDay(page: Page, day: string): Promise<void> {
  const [year, month, date] = day.split('-').map(Number);
  await timesAreTold(page);
  for (let step = 0; step < 13 && (await shownMonth(page)) !== `${year}-${month}`; step += 1) {
    await page.getByRole('button', { name: 'Next month' }).click();
    await timesAreTold(page);
  }
  await page.locator(`td:not(.disabled)[data-id="${year}-${month}-${date}"]`).click();
  await page
    .locator('li, label')
    .filter({ hasText: /^\s*\d{2}:\d{2}( [AP]M)?\s*$/ })
    .first()
    .waitFor();
}

/** By then a page whose month has no free time left, as on its last evening, has gone to the next one by itself. */
async function timesAreTold(page: Page): Promise<void> {
  await page.locator('td[data-id]').first().waitFor();
  await page.getByText('Loading times…').waitFor({ state: 'detached' });
}

/** Of the six weeks in the table the third one is always of the month in its title: `2026-11`. */
async function shownMonth(page: Page): Promise<string | undefined> {
  const id = await page.locator('td[data-id]').nth(15).getAttribute('data-id');
  return id?.split('-').slice(0, 2).join('-');
}
