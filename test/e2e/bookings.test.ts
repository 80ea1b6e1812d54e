import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Radicale, startRadicale } from '../sandbox/radicale.ts';
import { setUp } from '../sandbox/set-up.ts';
import { openBookingDay } from './booking-day.ts';
import { STAFF, startWorld, WIDGET, type World, ZONE } from './world.ts';

const USERS = { ann: 'correct-horse-9' };
const SECONDS = { timeout: 30_000, interval: 250 };

/** Two days ahead, so that no slot has passed. */
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
const LIST = STAFF.replace('/view', '/appointments');

let folder: string;
let radicale: Radicale;
let world: World;
let page: Page;
let connectionId: string;

/** Where the event files of a calendar of Radicale's lie. */
async function eventsIn(name: string): Promise<string[]> {
  const root = path.join(folder, 'collections', 'collection-root', 'ann', name);
  const files = (await readdir(root)).filter((file) => file.endsWith('.ics'));
  return Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')));
}

/** Start and title of each event in the linked calendar, in New York time. */
async function written(): Promise<string[]> {
  const texts = await eventsIn('work');
  const line = (text: string, name: string) => new RegExp(`^${name}[^:]*:(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const own = texts.map((text) => text.slice(text.indexOf('BEGIN:VEVENT')));
  return own.map((text) => `${line(text, 'DTSTART')} ${line(text, 'SUMMARY')}`).sort();
}

const stamp = (time: string) => `${DAY.toString().replaceAll('-', '')}T${time.replace(':', '')}00`;
const expectWritten = (...wanted: string[]) =>
  vi.waitFor(async () => expect(await written()).toEqual([...wanted].sort()), SECONDS);

const instant = (time: string) => DAY.toZonedDateTime({ timeZone: ZONE, plainTime: time });
const iso = (time: string) => instant(time).toString({ timeZoneName: 'never', smallestUnit: 'second' });

async function openGrid(): Promise<void> {
  await page.goto(STAFF);
  await page.waitForSelector('.fc-timegrid-col[data-date]');
  if ((await page.locator(`.fc-timegrid-col[data-date="${DAY}"]`).count()) === 0) await page.getByLabel('Next').click();
}

async function book(name: string, time: string): Promise<void> {
  await page.click('#new-appointment-button');
  await page.fill('#date-picker-standard', DAY.toString());
  await page.selectOption('#slot-picker-standard', { value: iso(time) });
  await page.fill('#contact-first-name', name);
  await page.click('#save-appointment-button');
  await page.waitForSelector('#book-appointment', { state: 'detached' });
}

const event = (name: string) => page.locator('.fc-event', { hasText: name });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slotbridge-radicale-'));
  radicale = await startRadicale({ users: USERS, folder });
  await radicale.mkcalendar('/ann/work/', { name: 'Work', color: '#FF9500' });
  await radicale.mkcalendar('/ann/home/', { name: 'Home', color: '#34AADC' });
  world = await startWorld({ caldavUrl: 'https://caldav.icloud.com' });
  const account = { user: 'ann', password: USERS.ann, serverUrl: radicale.url };
  const welcome = await setUp({ browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF });
  await welcome.close();
  const { body } = await world.bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections');
  connectionId = body.connections[0]!.id;
  await link('Work');
});

async function link(name: string | null): Promise<void> {
  const of = `/v1/connections/${connectionId}`;
  const { body } = await world.bridge.call<{ calendars: { id: string; name: string }[] }>('GET', `${of}/calendars`);
  const linkedCalendarId = body.calendars.find((calendar) => calendar.name === name)?.id ?? null;
  const conflictCalendarIds = body.calendars.map(({ id }) => id);
  await world.bridge.call('PUT', `${of}/configuration`, { linkedCalendarId, conflictCalendarIds });
}

afterAll(async () => {
  await world?.stop();
  await radicale?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await page?.close();
  page = await world.browser.context.newPage();
});

describe('a booking made in the staff app', () => {
  it('stands in the linked calendar seconds later, and nowhere else', async () => {
    await openGrid();
    await book('Maya', '11:00');
    await expectWritten(`${stamp('11:00')} Maya`);
    expect(await eventsIn('home')).toEqual([]);
  });

  it('follows when its dialog gives it another time', async () => {
    await openGrid();
    await event('Maya').click();
    await page.selectOption('#slot-picker-standard', { value: iso('14:30') });
    await page.click('#save-appointment-button');
    await expectWritten(`${stamp('14:30')} Maya`);
  });

  it('follows when it is dragged', async () => {
    await openGrid();
    const box = (await event('Maya').boundingBox())!;
    const row = (hour: string) => page.locator(`.fc-timegrid-slot-lane[data-time="${hour}:00:00"]`).boundingBox();
    const hour = (await row('10'))!.y - (await row('09'))!.y;
    await page.mouse.move(box.x + 20, box.y + 4);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 4 - hour, { steps: 8 });
    await page.mouse.up();
    await expectWritten(`${stamp('13:30')} Maya`);
  });

  it('goes when it is cancelled in the list, and comes back when it is confirmed anew', async () => {
    await page.goto(LIST);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expectWritten();
    const [appointment] = world.crm.state.appointments;
    appointment!.appointmentStatus = 'confirmed';
    appointment!.dateUpdated = new Date(Date.now() + 5000).toISOString();
    await page.reload();
    await expectWritten(`${stamp('13:30')} Maya`);
  });

  it('goes when it is deleted', async () => {
    await openGrid();
    await event('Maya').click();
    await page.click('#delete-appointment-button');
    await expectWritten();
    expect(world.crm.state.appointments).toEqual([]);
  });
});

describe('a booking made on the booking page', () => {
  it('stands in the linked calendar of the one whose calendar it is', async () => {
    await openBookingDay(page, WIDGET, DAY.toString());
    await page.locator('li.widgets-time-slot', { hasText: '10:00 AM' }).click();
    await page.locator('button.selected-slot').click();
    await page.fill('#first_name', 'Noor');
    await page.fill('[name="email"]', 'noor@example.com');
    await page.click('#schedule-meeting-button');
    await page.waitForSelector('h5.confirmation-message');
    await expectWritten(`${stamp('10:00')} Noor`);
  });
});
