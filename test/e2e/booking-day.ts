import type { Page } from 'playwright-core';

/** Opens that day (`2026-11-24`) of a booking page as a customer does, month by month. */
export async function openBookingDay(page: Page, address: string, day: string): Promise<void> {
  await page.goto(address);
  await chooseBookingDay(page, day);
}

/** The same on a booking page that is open. */
export async function chooseBookingDay(page: Page, day: string): Promise<void> {
  const [year, month, date] = day.split('-').map(Number);
  const cell = page.locator(`td.vdpCell:not(.outOfRange)[data-id="${year}-${month}-${date}"]`);
  await page.locator('td.vdpCell').first().waitFor();
  for (let step = 0; step < 13 && (await cell.count()) === 0; step += 1) {
    await page.getByRole('button', { name: /next month/i }).click();
    await page.locator('.widget-loading').waitFor({ state: 'detached' });
  }
  await page.locator(`td.vdpCell.selectable[data-id="${year}-${month}-${date}"]`).click();
  await page.locator('li.widgets-time-slot').first().waitFor();
}
