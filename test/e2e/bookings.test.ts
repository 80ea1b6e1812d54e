import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMemory } from '../../bridge/secrets/memory.ts';
import { startBridge, type TestBridge } from '../sandbox/bridge.ts';
import { inShadow } from '../sandbox/browser-devtools.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import type { Appointment } from '../sandbox/crm/model.ts';
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
/** The one that runs now. */
let bridge: TestBridge;
const secrets = openMemory();

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
  world = await startWorld({ caldavUrl: 'https://caldav.icloud.com', secrets });
  bridge = world.bridge;
  const account = { user: 'ann', password: USERS.ann, serverUrl: radicale.url };
  const welcome = await setUp({ browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF });
  await welcome.close();
  const { body } = await bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections');
  connectionId = body.connections[0]!.id;
  await link('Work');
});

async function link(name: string | null): Promise<void> {
  const of = `/v1/connections/${connectionId}`;
  const { body } = await bridge.call<{ calendars: { id: string; name: string }[] }>('GET', `${of}/calendars`);
  const linkedCalendarId = body.calendars.find((calendar) => calendar.name === name)?.id ?? null;
  const conflictCalendarIds = body.calendars.map(({ id }) => id);
  await bridge.call('PUT', `${of}/configuration`, { linkedCalendarId, conflictCalendarIds });
}

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

/** All that the overlay says in that page. */
async function said(): Promise<string> {
  const [text] = await inShadow(page, (root: ShadowRoot) => root.textContent ?? '', {
    context: world.browser.context,
    hostSelector: 'slotbridge-layer',
  });
  return text ?? '';
}
const expectSaid = (wanted: RegExp) => vi.waitFor(async () => expect(await said()).toMatch(wanted), SECONDS);

function standing(id: string, time: string, more: Partial<Appointment> = {}): Appointment {
  const added = new Date(Date.now() + 1000).toISOString();
  const appointment: Appointment = {
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
    endTime: instant(time).add({ minutes: 30 }).toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    dateAdded: added,
    dateUpdated: added,
    createdBy: { source: 'phone' },
    ...more,
  };
  world.crm.state.appointments.push(appointment);
  return appointment;
}

/** Nothing stands in the CRM and in the linked calendar. */
async function clearOut(): Promise<void> {
  world.crm.state.appointments = [];
  const { body } = await bridge.call<{ appointments: { appointmentId: string }[] }>(
    'GET',
    `/v1/connections/${connectionId}/appointments`,
  );
  for (const { appointmentId } of body.appointments) {
    await bridge.call('DELETE', `/v1/connections/${connectionId}/appointments/${appointmentId}`);
  }
  await expectWritten();
}

describe('a booking made elsewhere', () => {
  beforeEach(clearOut);

  it("is written as soon as staff opens the calendar, and only if it is the person's own", async () => {
    standing('Phone', '09:00');
    standing('Colleague', '09:30', { assignedUserId: DEFAULT_IDS.ben });
    await openGrid();
    await expectWritten(`${stamp('09:00')} Phone`);
  });

  it('stays when a list does not show it any more', async () => {
    standing('Phone2', '09:00');
    await openGrid();
    await expectWritten(`${stamp('09:00')} Phone2`);
    world.crm.state.appointments = [];
    standing('Other', '15:00');
    await page.reload();
    await expectWritten(`${stamp('09:00')} Phone2`, `${stamp('15:00')} Other`);
  });

  it('leaves its place when it is an instance of a series that is moved and gets another id', async () => {
    const start = instant('09:00').epochMilliseconds;
    standing(`series_${start}_1800`, '09:00', { title: 'Weekly', isRecurring: true });
    await openGrid();
    await expectWritten(`${stamp('09:00')} Weekly`);
    await event('Weekly').click();
    await page.selectOption('#slot-picker-standard', { value: iso('16:00') });
    await page.click('#save-appointment-button');
    await expectWritten(`${stamp('16:00')} Weekly`);
    expect(world.crm.state.appointments[0]?.id).not.toContain('_');
  });

  it('is not written when it is a slot that the CRM blocks', async () => {
    const block = { id: 'block', locationId: DEFAULT_IDS.location, title: 'Lunch', assignedUserId: DEFAULT_IDS.ann };
    world.crm.state.blockedSlots.push({ ...block, startTime: iso('12:00'), endTime: iso('12:30') });
    standing('Beside', '13:00');
    await openGrid();
    await event('Lunch').waitFor();
    await expectWritten(`${stamp('13:00')} Beside`);
    world.crm.state.blockedSlots = [];
  });
});

describe('what a hostile page makes up', () => {
  beforeEach(clearOut);

  const forge = (...details: unknown[]) =>
    page.evaluate((all) => {
      for (const detail of all) document.dispatchEvent(new CustomEvent('slotbridge:hint', { detail }));
    }, details);
  const hint = (more: object, events: unknown[] = []) =>
    JSON.stringify({
      kind: 'bookings',
      method: 'POST',
      path: '/calendars/events/appointments',
      at: Date.now(),
      asked: {},
      events,
      ...more,
    });
  const real = {
    ...({ id: 'forged' } as object),
    title: 'Forged',
    startTime: iso('11:00'),
    endTime: iso('11:30'),
    appointmentStatus: 'confirmed',
  };

  it('is dropped in every odd shape, and the page goes on', async () => {
    await openGrid();
    await forge(
      'not json',
      'null',
      '[]',
      '{"kind":"bookings"}',
      hint({ events: 'x' }),
      hint({ at: 'soon' }),
      hint({ at: 1e300 }),
      hint({ method: {} }),
      hint({ path: 'x'.repeat(10_000) }),
      hint({ asked: null }),
      hint({}, Array(51).fill(real)),
      hint({}, [{ ...real, assignedUserId: { $ne: null } }]),
      hint({}, [{ ...real, assignedUserId: DEFAULT_IDS.ben }]),
      hint({}, [{ ...real, assignedUserId: DEFAULT_IDS.ann, locationId: 'elsewhere' }]),
      hint({}, [{ ...real, id: '../../connections', assignedUserId: DEFAULT_IDS.ann }]),
      hint({}, [{ ...real, endTime: iso('10:00'), assignedUserId: DEFAULT_IDS.ann }]),
      hint({}, [{ ...real, startTime: '9999-99-99', assignedUserId: DEFAULT_IDS.ann }]),
      '{"kind":"bookings","x":"'.padEnd(400_000, 'x'),
    );
    await forge(...Array(300).fill('{}'));
    await page.waitForTimeout(1500);
    expect(await written()).toEqual([]);
    await page.reload();
    await openGrid();
    await book('Honest', '11:00');
    await expectWritten(`${stamp('11:00')} Honest`);
  });

  it('gives it nothing to read', async () => {
    await openGrid();
    await page.evaluate(`
      window.heard = [];
      const { dispatchEvent } = EventTarget.prototype;
      EventTarget.prototype.dispatchEvent = function (event) {
        if (event.type.startsWith('slotbridge')) window.heard.push(event.type);
        return dispatchEvent.call(this, event);
      };
      window.addEventListener('message', ({ data }) => window.heard.push(JSON.stringify(data)));
    `);
    await forge(hint({}, [{ ...real, assignedUserId: DEFAULT_IDS.ann }]));
    await expectWritten(`${stamp('11:00')} Forged`);
    await page.waitForTimeout(1000);
    expect(await page.evaluate('window.heard')).toEqual(['slotbridge:hint']);
    expect(await page.evaluate('typeof chrome === "undefined" || chrome.runtime === undefined')).toBe(true);
  });
});

describe('when something is away', () => {
  beforeEach(clearOut);

  it('a booking is kept that is made as the service worker dies', async () => {
    await openGrid();
    await world.browser.killServiceWorker();
    await book('Restless', '11:00');
    await expectWritten(`${stamp('11:00')} Restless`);
  });

  it('bookings wait for the bridge, through the end of the worker, and come once each in their newest state', async () => {
    await openGrid();
    const { home, port } = bridge;
    await bridge.stop();
    await book('Patient', '11:00');
    await book('Fickle', '12:00');
    await event('Fickle').click();
    await page.selectOption('#slot-picker-standard', { value: iso('16:00') });
    await page.click('#save-appointment-button');
    await page.waitForSelector('#book-appointment', { state: 'detached' });
    await expectSaid(/isn.t running.*add this booking/i);
    await world.browser.killServiceWorker();
    bridge = await startBridge({ caldavUrl: 'https://caldav.icloud.com', home, port, secrets });
    await vi.waitFor(
      async () => expect(await written()).toEqual([`${stamp('11:00')} Patient`, `${stamp('16:00')} Fickle`]),
      {
        timeout: 60_000,
        interval: 500,
      },
    );
  });
});

describe('a booking that was saved by a call nobody knows', () => {
  it('is said to have been missed', async () => {
    await clearOut();
    await page.route('**/v9/bookings', (route) =>
      route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' } }),
    );
    await openGrid();
    await page.evaluate(`
      const { open } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.open = function (method, address, ...rest) {
        return open.call(this, method, address.replace(/calendars\\/events\\/appointments.*/, 'v9/bookings'), ...rest);
      };
    `);
    await book('Unseen', '11:00');
    await expectSaid(/may have missed a booking/i);
  });

  it('is not said when the dialog is given up', async () => {
    await openGrid();
    await page.click('#new-appointment-button');
    await page.locator('#book-appointment').getByRole('button', { name: 'Cancel' }).click();
    await page.waitForTimeout(4000);
    expect(await said()).not.toMatch(/missed/i);
  });
});

describe('while no calendar is linked', () => {
  it('nothing is written, and the future ones are offered once one is', async () => {
    await clearOut();
    await link(null);
    standing('Early', '10:00');
    await openGrid();
    await page.waitForTimeout(1500);
    await link('Work');
    const popup = await world.browser.openExtensionPage('popup/index.html');
    const seen = () =>
      popup.evaluate('chrome.storage.local.get("seenAppointments").then((all) => JSON.stringify(all))');
    await vi.waitFor(async () => expect(await seen()).toContain('Early'), SECONDS);
    expect(await written()).toEqual([]);
    const message = { type: 'add-seen', connectionId };
    expect(await popup.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`)).toBe(1);
    await expectWritten(`${stamp('10:00')} Early`);
    await popup.close();
  });
});
