import type { Locator, Page } from 'playwright-core';
import type { Temporal } from 'temporal-polyfill';

/** The staff calendar's month in one of its looks. */
export interface MonthLook {
  readonly name: string;
  readonly query: string;
  cellOf(page: Page, date: Temporal.PlainDate): Locator;
  /** The page's own numbers. */
  readonly numbers: string;
  /** Makes the page say two things about its days. */
  spoil(page: Page): Promise<void>;
}

export const MONTH_LOOKS: readonly MonthLook[] = [
  {
    name: "today's",
    query: '',
    cellOf: (page, date) => page.locator(`.fc-daygrid-day[data-date="${date}"]`),
    numbers: '.fc-daygrid-day-number',
    spoil: (page) =>
      page.locator('.fc-daygrid-day').evaluateAll((days) => {
        const dates = days.map((day) => day.getAttribute('data-date') ?? '');
        for (const [index, day] of days.entries()) day.setAttribute('data-date', dates[index + 1] ?? '2027-01-01');
      }),
  },
  {
    name: 'the older one',
    query: '?look=older',
    cellOf: (page, date) => page.locator(`.fc-bg .fc-day[data-date="${date}"]`),
    numbers: '.fc-day-number',
    spoil: (page) => page.locator('h2').evaluateAll(([title]) => title?.replaceChildren('March 2031')),
  },
  {
    name: 'one in which everything is called by new names',
    query: '?look=renamed',
    cellOf: (page, date) =>
      page.getByRole('gridcell').filter({ has: page.getByText(String(date.day), { exact: true }) }),
    numbers: '[role="gridcell"] a[aria-label]',
    spoil: (page) =>
      page.getByRole('columnheader').evaluateAll(([first]) => {
        if (first) first.textContent = 'Mon';
      }),
  },
];
