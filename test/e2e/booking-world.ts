import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import { openMemory } from '../../bridge/secrets/memory.ts';
import { startBridge, type TestBridge } from '../sandbox/bridge.ts';
import { inShadow } from '../sandbox/browser-devtools.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import type { Appointment } from '../sandbox/crm/model.ts';
import { type Radicale, startRadicale } from '../sandbox/radicale.ts';
import { setUp } from '../sandbox/set-up.ts';
import { showWeekOf } from '../sandbox/staff-week.ts';
import { STAFF, startWorld, type World, ZONE } from './world.ts';

const USERS = { ann: 'correct-horse-9' };
const PUBLIC = 'https://caldav.icloud.com';

/** Two days ahead, so that no slot has passed. */
export const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
export const SECONDS = { timeout: 30_000, interval: 250 };

/** A time of that day as an event of Radicale's has it: `20261124T110000`. */
export const stamp = (time: string) => `${DAY.toString().replaceAll('-', '')}T${time.replace(':', '')}00`;
export const instant = (time: string) => DAY.toZonedDateTime({ timeZone: ZONE, plainTime: time });
export const iso = (time: string) => isoOf(instant(time));
const isoOf = (at: Temporal.ZonedDateTime) => at.toString({ timeZoneName: 'never', smallestUnit: 'second' });

const eventIn = (text: string) => text.slice(text.indexOf('BEGIN:VEVENT'));
const line = (text: string, name: string) => new RegExp(`^${name}[^:]*:(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';

/** An appointment of Ann's as the CRM holds it, added a moment from now. */
export function standing(id: string, time: string, more: Partial<Appointment> = {}): Appointment {
  const added = new Date(Date.now() + 1000).toISOString();
  return {
    id,
    title: id,
    calendarId: DEFAULT_IDS.consultation,
    locationId: DEFAULT_IDS.location,
    contactId: 'contact',
    groupId: '',
    appointmentStatus: 'confirmed',
    assignedUserId: DEFAULT_IDS.ann,
    users: [],
    address: '',
    notes: '',
    isRecurring: false,
    startTime: iso(time),
    endTime: isoOf(instant(time).add({ minutes: 30 })),
    dateAdded: added,
    dateUpdated: added,
    createdBy: { source: 'phone' },
    ...more,
  };
}

/** The staff app as a person uses it. */
export async function openGrid(page: Page): Promise<void> {
  await page.goto(STAFF);
  await showWeekOf(DAY.toString(), page);
}

export async function book(page: Page, name: string, time: string): Promise<void> {
  await page.click('#new-appointment-button');
  await page.fill('#date-picker-standard', DAY.toString());
  await page.selectOption('#slot-picker-standard', { value: iso(time) });
  await page.fill('#contact-first-name', name);
  await page.click('#save-appointment-button');
  await page.waitForSelector('#book-appointment', { state: 'detached' });
}

/** Gives the appointment of that name another time in its dialog. */
export async function moveTo(page: Page, name: string, time: string): Promise<void> {
  await eventOf(page, name).click();
  await page.selectOption('#slot-picker-standard', { value: iso(time) });
  await page.click('#save-appointment-button');
  await page.waitForSelector('#book-appointment', { state: 'detached' });
}

export const eventOf = (page: Page, name: string) => page.locator('.fc-event', { hasText: name });

/** The stand-in CRM, Chromium with the extension, a bridge, and Radicale with Ann's calendars, of which Work is linked. */
export function bookingWorld() {
  const secrets = openMemory();
  let folder: string;
  let radicale: Radicale;
  let world: World;
  let page: Page;
  let bridge: TestBridge;
  let connectionId: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'slotbridge-radicale-'));
    radicale = await startRadicale({ users: USERS, folder });
    await radicale.mkcalendar('/ann/work/', { name: 'Work', color: '#FF9500' });
    await radicale.mkcalendar('/ann/home/', { name: 'Home', color: '#34AADC' });
    world = await startWorld({ caldavUrl: PUBLIC, secrets });
    bridge = world.bridge;
    const account = { user: 'ann', password: USERS.ann, serverUrl: radicale.url };
    const welcome = await setUp({ browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF });
    await welcome.close();
    const { body } = await bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections');
    connectionId = body.connections[0]!.id;
    await link('Work');
  });
  afterAll(async () => {
    if (bridge !== world?.bridge) await bridge?.stop();
    await world?.stop();
    await radicale?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await page?.close();
    page = await world.browser.context.newPage();
  });

  /** The texts of the events that stand in one of Ann's calendars. */
  async function eventsIn(name: string): Promise<string[]> {
    const root = path.join(folder, 'collections', 'collection-root', 'ann', name);
    const files = (await readdir(root)).filter((file) => file.endsWith('.ics'));
    return Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')));
  }

  /** Start and title of each event in the linked calendar, in New York time. */
  async function written(): Promise<string[]> {
    const own = (await eventsIn('work')).map(eventIn);
    return own.map((text) => `${line(text, 'DTSTART')} ${line(text, 'SUMMARY')}`).sort();
  }

  const expectWritten = (...wanted: string[]) =>
    vi.waitFor(async () => expect(await written()).toEqual([...wanted].sort()), SECONDS);

  async function link(name: string | null): Promise<void> {
    const of = `/v1/connections/${connectionId}`;
    const { body } = await bridge.call<{ calendars: { id: string; name: string }[] }>('GET', `${of}/calendars`);
    const linkedCalendarId = body.calendars.find((calendar) => calendar.name === name)?.id ?? null;
    const conflictCalendarIds = body.calendars.map(({ id }) => id);
    await bridge.call('PUT', `${of}/configuration`, { linkedCalendarId, conflictCalendarIds });
  }

  /** Nothing stands in the CRM and in the linked calendar afterwards. */
  async function clearOut(): Promise<void> {
    world.crm.state.appointments = [];
    const of = `/v1/connections/${connectionId}/appointments`;
    const { body } = await bridge.call<{ appointments: { appointmentId: string }[] }>('GET', of);
    for (const { appointmentId } of body.appointments) await bridge.call('DELETE', `${of}/${appointmentId}`);
    await expectWritten();
  }

  /** All that the overlay says in the page. */
  async function said(): Promise<string> {
    const look = (root: ShadowRoot) => root.textContent ?? '';
    const [text] = await inShadow(page, look, { context: world.browser.context, hostSelector: 'slotbridge-layer' });
    return text ?? '';
  }
  const expectSaid = (wanted: RegExp) => vi.waitFor(async () => expect(await said()).toMatch(wanted), SECONDS);

  /** Stops the bridge; gives what starts it again, on the same port and folder. */
  async function stopBridge(): Promise<() => Promise<void>> {
    const { home, port } = bridge;
    await bridge.stop();
    return async () => {
      bridge = await startBridge({ caldavUrl: PUBLIC, home, port, secrets });
    };
  }

  return {
    page: () => page,
    world: () => world,
    connectionId: () => connectionId,
    eventsIn,
    written,
    expectWritten,
    link,
    clearOut,
    said,
    expectSaid,
    stopBridge,
  };
}
