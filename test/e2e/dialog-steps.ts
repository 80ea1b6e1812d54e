import type { Locator, Page } from 'playwright-core';
import type { Temporal } from 'temporal-polyfill';

/** How a person goes through the appointment dialog in one of its looks. */
export interface DialogLook {
  readonly name: string;
  /** What the address says beside its path. */
  readonly query: string;
  /** The date is typed into a browser's own field, and the time chosen from a browser's own list. */
  readonly isNative: boolean;
  /** Brings the date picker's page into sight. */
  openDates(dialog: Locator): Promise<void>;
  /** The day of the month that the date picker shows. */
  cellOf(page: Page, date: Temporal.PlainDate): Locator;
  /** What shows the chosen time. */
  timeOf(dialog: Locator): Locator;
}

const clickOn = (selector: string) => (dialog: Locator) => dialog.locator(selector).click();
const already = () => Promise.resolve();
const exactly = (date: Temporal.PlainDate) => new RegExp(`^${date.day}$`);

export const DIALOG_LOOKS: readonly DialogLook[] = [
  {
    name: "today's, with the browser's own pickers",
    query: '',
    isNative: true,
    openDates: already,
    cellOf: (page) => page.locator('nothing'),
    timeOf: (dialog) => dialog.locator('#slot-picker-standard'),
  },
  {
    name: "today's, with pickers that it draws itself",
    query: '?pickers=own',
    isNative: false,
    openDates: clickOn('#date-picker-standard'),
    cellOf: (page, date) =>
      page.locator('.n-date-panel-date:not(.n-date-panel-date--excluded)').filter({ hasText: exactly(date) }),
    timeOf: (dialog) => dialog.locator('#slot-picker-standard'),
  },
  {
    name: 'the older one',
    query: '?look=older',
    isNative: true,
    openDates: already,
    cellOf: (page, date) => page.locator(`td.vdpCell[data-id="${date.year}-${date.month}-${date.day}"]`),
    timeOf: (dialog) => dialog.locator('#slot-picker-standard'),
  },
  {
    name: 'one in which everything is called by new names',
    query: '?look=renamed',
    isNative: false,
    openDates: (dialog) => dialog.getByRole('button', { name: 'Date' }).click(),
    // Numbers of the months before and after stand in the same page.
    cellOf: (page, date) =>
      page
        .getByRole('grid')
        .last()
        .getByRole('gridcell')
        .nth((date.with({ day: 1 }).dayOfWeek % 7) + date.day - 1),
    timeOf: (dialog) => dialog.getByRole('combobox', { name: 'Slot' }),
  },
  {
    name: "one with new names and the browser's own pickers",
    query: '?look=renamed&pickers=native',
    isNative: true,
    openDates: already,
    cellOf: (page) => page.locator('nothing'),
    timeOf: (dialog) => dialog.getByRole('group', { name: /^Slot/ }).locator('select'),
  },
];

/** Opens the dialog by its button and gives it. */
export async function openNew(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: '+ New' }).click();
  return page.getByRole('dialog', { name: 'Book appointment' });
}

/** Whether it draws a page of days. */
export const hasDatePage = ({ query, isNative }: DialogLook) => !isNative || query === '?look=older';

/** Shows that month in the date picker. */
export async function turnTo(page: Page, look: DialogLook, dialog: Locator, date: Temporal.PlainDate): Promise<void> {
  await look.openDates(dialog);
  const next = page.getByRole('button', { name: 'Next month' }).last();
  await next.waitFor();
  const heading = page.getByText(date.toLocaleString('en-US', { month: 'long', year: 'numeric' }), { exact: true });
  for (let step = 0; step < 2 && (await heading.count()) === 0; step += 1) await next.click();
  await heading.last().waitFor();
}

export async function chooseTime(page: Page, look: DialogLook, dialog: Locator, words: string): Promise<void> {
  const time = look.timeOf(dialog);
  if (look.isNative) await time.selectOption({ label: words });
  else {
    if ((await page.getByRole('option', { name: words }).count()) === 0) await time.click();
    await page.getByRole('option', { name: words }).click();
  }
}
