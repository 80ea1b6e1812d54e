import type { FrameLocator, Page } from 'playwright-core';

/** Turns the staff calendar that is open to the week of that day (`2026-11-24`), this one or the next. */
export async function showWeekOf(day: string, staff: Page | FrameLocator): Promise<void> {
  await staff.locator('.fc-timegrid-col[data-date]').first().waitFor();
  const column = staff.locator(`.fc-timegrid-col[data-date="${day}"]`);
  if ((await column.count()) === 0) await staff.getByRole('button', { name: 'Next' }).click();
  await column.waitFor({ state: 'attached' });
}
