import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { showWeekOf } from '../sandbox/staff-week.ts';
import { faultsIn } from './axe-faults.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { picture, STAFF, WIDGET, ZONE } from './world.ts';

const TODAY = Temporal.Now.plainDateISO(ZONE);
/** Wednesday of next week: no line for now tells what the grid shows there. */
const DAY = TODAY.add({ days: 10 - (TODAY.dayOfWeek % 7) });
const UNREADABLE = "We can't read this page, so nothing is marked. Look in Calendar before you book.";

let world: OverlayWorld;

const overlay = (page: Page) => readOverlay(world.browser.context, page);
const stored = async () => {
  const worker = await world.browser.serviceWorker();
  const { unreadPages = [] } = await worker.evaluate(() => chrome.storage.local.get('unreadPages'));
  return unreadPages as { feature: string; facts: object }[];
};

async function saysUnreadable(page: Page): Promise<void> {
  await vi.waitFor(async () => expect(await overlay(page)).toMatchObject({ marks: [], banner: UNREADABLE }), SOON);
}

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', 'Secret talk', timed(ZONE, DAY, '10:00', '11:00'));
  const at = (time: string) => DAY.toPlainDateTime(time).toZonedDateTime(ZONE).toString({ timeZoneName: 'never' });
  world.crm.state.appointments.push({
    ...{ id: 'ada', title: 'Ada', contactId: 'c1', groupId: '', address: '', notes: '', isRecurring: false },
    ...{ calendarId: DEFAULT_IDS.consultation, locationId: DEFAULT_IDS.location, appointmentStatus: 'confirmed' },
    ...{ assignedUserId: DEFAULT_IDS.ann, users: [DEFAULT_IDS.ann], createdBy: { source: 'calendar_page' } },
    ...{ startTime: at('14:00'), endTime: at('14:30'), dateAdded: at('09:00'), dateUpdated: at('09:00') },
  });
});

afterAll(async () => {
  await world?.stop();
});

describe('where what the page shows and what it was told disagree', () => {
  it('a booking page is marked nowhere, says so, and is marked again when they agree', async () => {
    const page = await world.browser.context.newPage();
    await openBookingDay(page, WIDGET, DAY.toString());
    await settled(world, page);
    const rename = (from: string, to: string) =>
      page.locator('li.widgets-time-slot span', { hasText: from }).evaluate((span, text) => {
        span.textContent = text;
      }, to);
    await rename('11:00 AM', '11:07 AM');
    await saysUnreadable(page);
    await vi.waitFor(
      async () => expect((await stored()).map(({ feature }) => feature)).toEqual(['booking-times']),
      SOON,
    );
    await picture(page, 'unreadable', 'for looking at');
    await popupTells();
    await page.bringToFront();
    await rename('11:07 AM', '11:00 AM');
    await settled(world, page);
    expect((await overlay(page)).banner).toBeNull();
    await vi.waitFor(async () => expect(await stored()).toEqual([]), SOON);
    await page.close();
  });

  it('a week of the staff calendar is marked nowhere', async () => {
    const staff = await world.browser.context.newPage();
    await staff.goto(STAFF);
    await showWeekOf(DAY.toString(), staff);
    await settled(world, staff);
    const shift = (by: number) =>
      staff.locator('.fc-timegrid-col[data-date]').evaluateAll((columns, days) => {
        for (const column of columns) {
          const date = new Date(`${column.getAttribute('data-date')}T12:00:00Z`);
          date.setUTCDate(date.getUTCDate() + days);
          column.setAttribute('data-date', date.toISOString().slice(0, 10));
        }
      }, by);
    await shift(1);
    await saysUnreadable(staff);
    await shift(-1);
    await settled(world, staff);
    await staff.close();
  });
});

/** The popup's line, and a report that holds nothing of the person's. */
async function popupTells(): Promise<void> {
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const popup = await world.browser.openExtensionPage('popup/index.html');
  await popup.setViewportSize({ width: 360, height: 560 });
  await popup.getByText('We couldn’t read a booking page of the CRM').waitFor();
  expect(await faultsIn(popup)).toEqual([]);
  await picture(popup, 'popup-page-health', 'for looking at');
  await popup.getByRole('button', { name: 'Copy a report' }).click();
  await popup.getByText('Copied. It holds counts alone').waitFor();
  const report = await popup.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(report).unread[0]).toMatchObject({
    page: 'booking-times',
    slots: expect.any(Number),
    agreeing: expect.any(Number),
  });
  expect(report).not.toMatch(/Secret|Ann|Porter|Sunrise|icloud|11:0|https?:/i);
  await popup.close();
}
