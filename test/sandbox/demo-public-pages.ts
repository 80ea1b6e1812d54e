import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import type { TestBridge } from './bridge.ts';
import type { RunningBrowser } from './browser.ts';
import { DEFAULT_IDS } from './crm/default-state.ts';
import type { AccountHandle } from './icloud/account/handle.ts';
import { calendarText, eventLines, timed } from './icloud/event-text.ts';

/** Known to the stand-in of HighLevel's API and to nobody else. */
export const STAND_IN_TOKEN = 'pit-of-the-stand-in-alone';

export const WIDGET = `https://api.leadconnectorhq.com/widget/booking/${DEFAULT_IDS.consultation}`;

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 500;

/** Turns it on in Slotbridge's own window, as a person does. Gives what the dry run promised. */
export async function protectPublicPages(browser: RunningBrowser, bridge: TestBridge): Promise<string> {
  const { body } = await bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections');
  const window = await browser.openExtensionPage(`public-pages/index.html?connection=${body.connections[0]?.id}`);
  await window.getByRole('button', { name: 'Go on' }).click();
  await window.getByLabel('Token', { exact: true }).fill(STAND_IN_TOKEN);
  await window.getByRole('button', { name: 'Show what would change' }).click();
  await window.getByRole('button', { name: 'Turn on' }).waitFor();
  const promised = await window.locator('.changes h3').allTextContents();
  await window.getByRole('button', { name: 'Turn on' }).click();
  await window.getByText('Blocks in HighLevel').waitFor();
  return promised.join(', ').toLowerCase();
}

/** A customer's browser, in which no extension runs, with the public booking page open. */
export async function customersPhone({ context }: RunningBrowser): Promise<Page> {
  const bare = await context.browser()?.newContext({ ignoreHTTPSErrors: true, viewport: { width: 390, height: 844 } });
  if (!bare) throw new Error('This browser has no private window for a customer.');
  const phone = await bare.newPage();
  await phone.goto(WIDGET);
  await phone.waitForSelector('li.widgets-time-slot');
  return phone;
}

/** Books the last time of the first day that has any. */
export async function bookOnPhone(phone: Page, name: string): Promise<void> {
  await phone.locator('li.widgets-time-slot').last().click();
  await phone.locator('button.selected-slot').click();
  await phone.fill('#first_name', name);
  await phone.fill('[name="email"]', 'customer@example.com');
  await phone.click('#schedule-meeting-button');
  await phone.waitForSelector('.confirmation-message');
}

/** The starts of a day that the public page offers, in epoch milliseconds. */
async function offered(phone: Page, day: Temporal.PlainDate, timeZone: string): Promise<number[]> {
  const start = day.toZonedDateTime(timeZone).epochMilliseconds;
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1;
  const query = `startDate=${start}&endDate=${end}&timezone=${timeZone}`;
  const address = `https://backend.leadconnectorhq.com/calendars/${DEFAULT_IDS.consultation}/free-slots?${query}`;
  const slots = await phone.evaluate(async (asked) => {
    const days: Record<string, { slots?: string[] }> = await (await fetch(asked)).json();
    return Object.values(days).flatMap((one) => one.slots ?? []);
  }, address);
  return slots.map((slot) => Date.parse(slot));
}

/** Saves an event in iCloud at a time that customers can book, and waits until they no longer can. Gives which, or null. */
export async function closedByEvent(
  phone: Page,
  account: AccountHandle,
  { calendar, timeZone }: { calendar: string; timeZone: string },
): Promise<string | null> {
  const day = Temporal.Now.plainDateISO(timeZone).add({ days: 3 });
  const start = (await offered(phone, day, timeZone)).at(-1);
  if (start === undefined) return null;
  const at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  const [from, to] = [at, at.add({ minutes: 30 })].map((time) => time.toPlainTime().toString().slice(0, 5));
  const stamp = `${Temporal.Now.instant().toString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const lines = eventLines('called-away', stamp, 'Called away', timed(timeZone, day, from ?? '', to ?? ''));
  account.put(calendar, 'called-away.ics', calendarText(lines));
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    if (!(await offered(phone, day, timeZone)).includes(start)) return `${day} ${from}`;
  }
  return null;
}
