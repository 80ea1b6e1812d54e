import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';

const { location, otherLocation, ann, consultation } = DEFAULT_IDS;
const WIDGET = `https://api.leadconnectorhq.com/widget/booking/${consultation}`;
const STAFF = `https://app.gohighlevel.com/v2/location/${location}`;

/** Monday 23 November 2026, 07:00 in New York (EST). */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 12);

let crm: Crm;
let browser: RunningBrowser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  crm = await startCrm({ now: () => MONDAY_MORNING });
  const { resolverRules, port: crmPort } = crm;
  browser = await launchBrowser({ resolverRules, crmPort, timezoneId: 'America/New_York', language: 'en-US' });
});
afterAll(async () => {
  await browser.close();
  await crm.stop();
});
beforeEach(async () => {
  crm.state.appointments = [];
  crm.state.signedInUserId = ann;
  await page?.close();
  page = await browser.context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
});

const slotTexts = () => page.locator('ul.widgets-time-slots > li.widgets-time-slot > span').allTextContents();

async function openWidget(): Promise<void> {
  await page.goto(WIDGET);
  await page.waitForSelector('li.widgets-time-slot');
}

async function openGrid(): Promise<void> {
  await page.goto(`${STAFF}/calendars/view`);
  await page.waitForSelector('.fc-timegrid-col[data-date]');
}

function standing(startTime: string, more: object = {}) {
  return fetchBooking({ calendarId: consultation, locationId: location, startTime, ...more });
}

/** Books as the page's own script would, so that the state is made by the API alone. */
async function fetchBooking(booking: object): Promise<string> {
  await page.goto(STAFF);
  const send = async (body: string) => {
    const path = 'https://backend.leadconnectorhq.com/calendars/events/appointments';
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return (await response.json()).id as string;
  };
  return page.evaluate(send, JSON.stringify({ contact: { firstName: 'Maya' }, ...booking }));
}

describe('the booking widget', () => {
  it('shows the day in the markup of the real one, under its policy and without a complaint', async () => {
    await openWidget();
    expect((await slotTexts()).slice(0, 2)).toEqual(['09:00 AM', '09:30 AM']);
    expect(await slotTexts()).toHaveLength(16);
    expect(await page.locator('td.vdpCell.selected').getAttribute('data-id')).toBe('2026-11-23');
    expect(await page.locator('td.vdpCell.selected.today').count()).toBe(1);
    expect(await page.locator('td.vdpCell.outOfRange').first().getAttribute('data-id')).toBe('2026-12-1');
    expect(await page.locator('#appointment_widgets--revamp .timezone-label').textContent()).toBe(
      'GMT-05:00 America/New_York (EST)',
    );
    expect(complaints).toEqual([]);
  });

  it('asks the backend for the month that is shown, in epoch milliseconds', async () => {
    const before = crm.requests.length;
    await openWidget();
    const asked = crm.requests.slice(before).find(({ path }) => path.endsWith('/free-slots'));
    expect(asked?.host).toBe('backend.leadconnectorhq.com');
    expect(Object.fromEntries(new URLSearchParams(asked?.query))).toEqual({
      startDate: String(Date.UTC(2026, 10, 1, 4)),
      endDate: String(Date.UTC(2026, 11, 1, 5) - 1),
      timezone: 'America/New_York',
      sendSeatsPerSlot: 'false',
    });
  });

  it('replaces its slots when day, zone or clock change', async () => {
    await openWidget();
    const old = await page.locator('li.widgets-time-slot').first().elementHandle();
    await page.locator('td[data-id="2026-11-25"]').click();
    expect(await old?.evaluate((node) => node.isConnected)).toBe(false);
    await page.getByLabel('Time zone').selectOption('Asia/Kolkata');
    await page.waitForFunction(() => document.querySelector('.timezone-label')?.textContent?.startsWith('GMT+05:30'));
    await page.waitForSelector('li.widgets-time-slot');
    await page.locator('td[data-id="2026-11-25"]').click();
    expect((await slotTexts()).slice(0, 2)).toEqual(['12:00 AM', '12:30 AM']);
    await page.locator('[data-hour12="false"]').click();
    expect((await slotTexts()).at(-1)).toBe('23:30');
  });

  it('books the chosen slot and says so; the slot is gone afterwards', async () => {
    await openWidget();
    await page.locator('li.widgets-time-slot', { hasText: '10:00 AM' }).click();
    expect(await page.locator('.widgets-time-slot.actived').count()).toBe(1);
    await page.locator('button.selected-slot').click();
    await page.fill('#first_name', 'Maya');
    await page.fill('[name="email"]', 'maya@example.com');
    await page.click('#schedule-meeting-button');
    await page.waitForSelector('.appointment_widgets--revamp--confirmation h5.confirmation-message');
    expect(crm.state.appointments).toMatchObject([{ startTime: '2026-11-23T10:00:00-05:00', assignedUserId: ann }]);
    await openWidget();
    expect(await slotTexts()).not.toContain('10:00 AM');
  });

  it('goes back to the times when somebody else was quicker', async () => {
    await openWidget();
    await page.locator('li.widgets-time-slot', { hasText: '10:00 AM' }).click();
    await page.locator('button.selected-slot').click();
    const widget = page;
    page = await browser.context.newPage();
    await standing('2026-11-23T10:00:00-05:00');
    await page.close();
    page = widget;
    await page.fill('#first_name', 'Late');
    await page.fill('[name="email"]', 'late@example.com');
    await page.click('#schedule-meeting-button');
    await page.waitForSelector('li.widgets-time-slot');
    expect(await page.locator('[role="alert"]').textContent()).toContain('no longer available');
    expect(await slotTexts()).not.toContain('10:00 AM');
  });

  it('says so where a month has nothing free', async () => {
    const calendar = crm.state.calendars[0]!;
    const openHours = calendar.openHours;
    onTestFinished(() => void Object.assign(calendar, { openHours }));
    calendar.openHours = [];
    await page.goto(WIDGET);
    await page.waitForSelector('.no-slots-container');
  });
});

describe('the staff app', () => {
  it('tells scripts who is signed in and where', async () => {
    await openGrid();
    const told = await page.evaluate(`Promise.all([
      AppUtils.Utilities.getCurrentUser(),
      AppUtils.Utilities.getCurrentLocation(),
      AppUtils.RouteHelper.getCurrentRoute(),
    ])`);
    expect(told).toMatchObject([
      { id: ann, name: 'Ann Porter', email: 'ann@sunrise-dental.example', type: 'account', role: 'admin' },
      { id: location, name: 'Sunrise Dental' },
      { path: `/v2/location/${location}/calendars/view` },
    ]);
    expect(await page.locator('.hl_switcher-loc-name').textContent()).toBe('Sunrise Dental');
    expect(await page.locator(`.sidebar-v2-location.${location} aside#sidebar-v2`).count()).toBe(1);
  });

  it("shows the week of the real FullCalendar in the sub-account's zone, with the appointments", async () => {
    await standing('2026-11-24T15:00:00-05:00');
    await openGrid();
    const dates = await page
      .locator('.fc-timegrid-col[data-date]')
      .evaluateAll((columns) => columns.map((column) => column.getAttribute('data-date')));
    expect([dates[0], dates.at(-1), dates.length]).toEqual(['2026-11-22', '2026-11-28', 7]);
    expect(await page.locator('.fc-timegrid-slot[data-time="09:00:00"]').count()).toBeGreaterThan(0);
    const event = page.locator('.fc-timegrid-col[data-date="2026-11-24"] .fc-event');
    await event.waitFor();
    expect(await event.textContent()).toContain('3:00');
    expect(complaints).toEqual([]);
  });

  it('walks weeks and views without leaving the page', async () => {
    await openGrid();
    await page.getByLabel('Next').click();
    expect(await page.locator('.fc-timegrid-col[data-date="2026-11-30"]').count()).toBe(1);
    await page.click('#today-button');
    expect(await page.locator('.fc-timegrid-col[data-date="2026-11-23"]').count()).toBe(1);
    await page.click('[data-view="dayGridMonth"]');
    expect(await page.locator('.fc-daygrid-day[data-date="2026-11-01"]').count()).toBe(1);
    await page.click('[data-view="timeGridDay"]');
    expect(await page.locator('.fc-timegrid-col[data-date]').count()).toBe(1);
  });

  it('moves between its pages by pushState, and tells the window of each', async () => {
    await openGrid();
    await page.evaluate(`
      window.kinds = [];
      window.addEventListener('routeChangeEvent', (event) => window.kinds.push(event.detail.path));
    `);
    await page.click('#tb_calendar-settings-top');
    await page.click('.settings-tabs >> text=Connections');
    await page.waitForSelector('.hl_settings--body #card_view_container');
    await page.goBack();
    await page.click('#tb_apppontment-tab');
    await page.waitForSelector('.empty');
    expect(await page.evaluate('window.kinds')).toEqual([
      `/v2/location/${location}/settings/calendars`,
      `/v2/location/${location}/settings/calendars/connections`,
      `/v2/location/${location}/settings/calendars`,
      `/v2/location/${location}/calendars/appointments`,
    ]);
  });

  it('changes to another sub-account, whose id is then a class of the frame', async () => {
    await openGrid();
    await page.click('.hl_switcher-loc-name');
    await page.click('.location-choice');
    await page.waitForSelector(`.sidebar-v2-location.${otherLocation}`);
    expect(await page.locator('.hl_switcher-loc-name').textContent()).toBe('Harbor Physio');
  });

  it('books from its modal, and moves and deletes what it booked', async () => {
    await openGrid();
    await page.click('#new-appointment-button');
    await page.fill('#date-picker-standard', '2026-11-24');
    await page.selectOption('#slot-picker-standard', { value: '2026-11-24T11:00:00-05:00' });
    await page.fill('#contact-first-name', 'Maya');
    await page.click('#save-appointment-button');
    await page.waitForSelector('#book-appointment', { state: 'detached' });
    const event = page.locator('.fc-timegrid-col[data-date="2026-11-24"] .fc-event');
    await event.click();
    await page.selectOption('#slot-picker-standard', { value: '2026-11-24T14:30:00-05:00' });
    await page.click('#save-appointment-button');
    await page.waitForSelector('#book-appointment', { state: 'detached' });
    expect(crm.state.appointments).toMatchObject([
      { startTime: '2026-11-24T14:30:00-05:00', endTime: '2026-11-24T15:00:00-05:00' },
    ]);
    // Where it was drawn anew.
    await event.filter({ hasText: '2:30' }).click();
    await page.click('#delete-appointment-button');
    await page.waitForSelector('#book-appointment', { state: 'detached' });
    expect(crm.state.appointments).toEqual([]);
  });

  it('moves an appointment that is dragged to another day and hour', async () => {
    await standing('2026-11-24T10:00:00-05:00');
    await openGrid();
    const event = page.locator('.fc-timegrid-col[data-date="2026-11-24"] .fc-event');
    await event.waitFor();
    const from = (await event.boundingBox())!;
    const column = (await page.locator('.fc-timegrid-col[data-date="2026-11-26"]').boundingBox())!;
    const [nine, ten] = await Promise.all(
      ['09', '10'].map((hour) => page.locator(`.fc-timegrid-slot-lane[data-time="${hour}:00:00"]`).boundingBox()),
    );
    const hour = ten!.y - nine!.y;
    await page.mouse.move(from.x + 20, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(column.x + 20, from.y + 5 + 2 * hour, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => crm.state.appointments[0]?.startTime).toBe('2026-11-26T12:00:00-05:00');
  });

  it('lists appointments and cancels one', async () => {
    const id = await standing('2026-11-24T10:00:00-05:00');
    await page.goto(`${STAFF}/calendars/appointments`);
    const row = page.locator(`tr[data-event-id="${id}"]`);
    expect(await row.textContent()).toContain('Nov 24, 2026, 10:00 AM to 10:30 AM');
    await row.getByRole('button', { name: 'Cancel' }).click();
    await row.locator('.status--cancelled').waitFor();
    expect(crm.state.appointments[0]?.appointmentStatus).toBe('cancelled');
  });

  it("shows a colleague's appointments when they are ticked", async () => {
    await standing('2026-11-24T10:00:00-05:00', { assignedUserId: DEFAULT_IDS.ben, ignoreFreeSlotValidation: true });
    const listed = page.waitForResponse(/\/search\b/);
    await openGrid();
    await (await listed).finished();
    await page.click('#customizations-button');
    expect(await page.locator('.fc-event').count()).toBe(0);
    await page.locator('#calendar-view-filter-drawer').getByText('Ben Castillo').click();
    await page.locator('.fc-event').waitFor();
  });
});
