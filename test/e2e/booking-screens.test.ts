import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BlockedSlot } from '../../shared/contract/blocked-slots.ts';
import {
  appointment,
  bridgeState,
  calendar,
  connection,
  NOTHING_BLOCKED,
  written,
} from '../extension/ui/in-memory-bridge.ts';
import { faultsIn } from './axe-faults.ts';
import { sidewaysBy } from './screen-looks.ts';
import { type StateWorld, startStateWorld } from './state-world.ts';
import { picture } from './world.ts';

const HOUR = 3_600_000;
const URL = 'https://app.gohighlevel.com/v2/location/loc1/calendars/view';
const NOW = Date.now();

const inHours = (hours: number) => ({
  start: new Date(NOW + hours * HOUR).toISOString(),
  end: new Date(NOW + (hours + 1) * HOUR).toISOString(),
});

function blockedFor(calendarId: string, hours: number): BlockedSlot {
  const time = inHours(hours);
  const source = { calendarId, eventId: `e${hours}`, uid: `u${hours}`, title: null, allDay: false } as const;
  return { ...time, kind: 'busy', sources: [{ ...source, ...time, kind: 'busy', reason: 'busy' }] };
}

const LONG = 'Long introductory visit with Maximilian Featherstonehaugh and his whole family';
const BOOKINGS = [
  written('clash', { ...inHours(26.5), title: 'Consultation with Nora Smith', url: URL }),
  written('failed', {
    ...inHours(50),
    title: LONG,
    state: 'failed',
    lastError: 'iCloud refused this event five times. Look at its details in the CRM, then retry.',
    url: URL,
  }),
  written('waiting', { ...inHours(5), state: 'queued', title: 'Cleaning, Ben Castillo' }),
  written('moved', { ...inHours(70), title: 'Consultation with Eve', movedInICloud: inHours(73), url: URL }),
  written('deleted', { ...inHours(90), title: 'Consultation with Ada', state: 'deleted-in-icloud', url: URL }),
  ...[100, 124, 148].map((hours) => written(`later${hours}`, { ...inHours(hours), title: `Visit in ${hours} hours` })),
  written('past', { ...inHours(-40), title: 'Visit last week' }),
];

/** Of every five bookings one each waits, failed, was moved and was deleted. */
const MANY = [
  (index: number) => written(`m${index}`, { ...inHours(10 + index), title: `${index} ${LONG}`, url: URL }),
  (index: number) => written(`m${index}`, { ...inHours(10 + index), title: LONG, state: 'queued' as const }),
  (index: number) =>
    written(`m${index}`, { ...inHours(10 + index), title: LONG, state: 'failed' as const, lastError: LONG, url: URL }),
  (index: number) =>
    written(`m${index}`, { ...inHours(10 + index), title: LONG, movedInICloud: inHours(90), url: URL }),
  (index: number) =>
    written(`m${index}`, { ...inHours(10 + index), title: LONG, state: 'deleted-in-icloud' as const, url: URL }),
];

const state = bridgeState({ token: 't', connections: [connection({ linkedCalendarId: 'work' })] });
let world: StateWorld;
let page: Page;

beforeAll(async () => {
  const future = [appointment('f1', inHours(200)), appointment('f2', inHours(224))];
  const seenAppointments = [{ connectionId: 'c1', linkedSince: NOW, decision: 'open', appointments: future }];
  world = await startStateWorld(state, { stored: { seenAppointments } });
});
afterAll(() => world?.stop());

beforeEach(async () => {
  await page?.close();
  state.written = BOOKINGS;
  state.connections = [connection({ linkedCalendarId: 'work' })];
  state.calendars = [calendar('Work'), calendar('Home', { color: '#D6336C' }), calendar('Family', { kind: 'shared' })];
  const slots = [blockedFor('work', 2), blockedFor('home', 26)];
  state.blocked = { ...NOTHING_BLOCKED, checkedAt: new Date().toISOString(), slots };
  page = await world.browser.openExtensionPage('popup/index.html');
  await page.setViewportSize({ width: 360, height: 560 });
  await page.getByText('All good.').waitFor();
});

/** Nothing sticks out sideways, and axe finds nothing, in light and in dark. */
async function examine(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsIn(page), `${name}, ${colorScheme}`).toEqual([]);
    await picture(page, `${name}-${colorScheme}`, 'for looking at');
  }
  await page.emulateMedia({ colorScheme: null });
  expect(await sidewaysBy(page)).toBe(0);
}

describe('the popup', () => {
  it('shows bookings that the person should know of above the next blocks, without a fault', async () => {
    const titles = await page.locator('h2.section-title').allTextContents();
    expect(titles.map((title) => title.replace(/\s*\d+$/, ''))).toEqual([
      'Failed',
      'Deleted in iCloud',
      'Moved in iCloud',
      'Clashes',
      'Waiting',
      'Next blocked slots',
    ]);
    const link = page.getByRole('link', { name: 'Open Consultation with Nora Smith in the CRM' });
    expect(await link.getAttribute('href')).toBe(URL);
    await examine('popup-bookings');
    await page.getByText('Waiting').scrollIntoViewIfNeeded();
    await examine('popup-bookings-below');
  });

  it('tells in sight that an event was deleted in iCloud, a few seconds after the bridge knows', async () => {
    const named = (id: string) => BOOKINGS.filter(({ appointmentId }) => appointmentId === id);
    state.written = [...named('clash'), ...named('waiting'), ...named('moved')];
    await page.getByText('Deleted in iCloud').waitFor({ state: 'detached' });
    state.written = [...state.written, ...named('deleted')];
    await page.getByText('Deleted in iCloud').waitFor({ timeout: 15_000 });
    const box = await page.getByText('Consultation with Ada').boundingBox();
    const foot = await page.locator('.foot').boundingBox();
    expect(box && foot && box.y + box.height < foot.y).toBe(true);
  });

  it.each([
    { count: 0, standing: 0 },
    { count: 50, standing: 40 },
  ])('has its buttons in sight with $count bookings and long names, also at 125 %, without a fault', async (many) => {
    state.written = Array.from({ length: many.count }, (_, index) => MANY[index % MANY.length]!(index));
    state.connections = [connection({ linkedCalendarId: 'work', locationName: LONG, userName: LONG })];
    await page.reload();
    await page.getByText(`Bookings in iCloud (${many.standing})`).waitFor();
    const names = await Promise.all([page.locator('h1').boundingBox(), page.locator('.head .secondary').boundingBox()]);
    expect(names.map((box) => box && box.width > 100)).toEqual([true, true]);
    const name = `${many.count}`;
    await examine(`popup-${name}`);
    // The browser gives a popup 600 px at most, which are 480 at 125 %.
    await page.setViewportSize({ width: 360, height: 480 });
    await examine(`popup-${name}-zoomed`);
    for (const one of ['Check now', 'Calendars', 'Pause']) {
      const box = await page.getByRole('button', { name: one, exact: true }).boundingBox();
      expect(box && box.y + box.height <= 480, one).toBe(true);
    }
  });

  it('lists what waits in this browser while the bridge is away, without a fault', async () => {
    const worker = await world.browser.serviceWorker();
    const one = { connectionId: 'c1', appointmentId: 'w', appointment: appointment('w', inHours(5)) };
    await worker.evaluate((values) => chrome.storage.local.set(values), {
      pairing: { port: 9, clientId: 'c', token: 't' },
      bookingQueue: [{ ...one, version: 1, attempts: 0, origin: null }],
    });
    await page.reload();
    await page.getByText('isn’t running on this computer').waitFor();
    await page.getByText('Visit w').waitFor();
    await examine('popup-away');
    await worker.evaluate((values) => chrome.storage.local.set(values), {
      pairing: { port: state.port, clientId: 'c', token: 't' },
      bookingQueue: [],
    });
  });

  it('lists what we wrote and shows what would go before it goes, without a fault', async () => {
    await page.getByRole('button', { name: /^Bookings in iCloud/ }).click();
    await page.getByRole('button', { name: 'Remove Visit in 100 hours from iCloud' }).click();
    await examine('popup-written');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Remove all…' }).click();
    await page.getByRole('button', { name: 'Remove 6 events' }).scrollIntoViewIfNeeded();
    await examine('popup-remove-all');
    await page.getByRole('button', { name: 'Remove 6 events' }).click();
    await page.getByText('6 events go out of iCloud.').waitFor();
    expect(state.written.filter((one) => one.state === 'written')).toEqual([]);
  });

  it('says what a disconnecting leaves, and asks again while bookings wait, without a fault', async () => {
    state.refusals.set('DELETE /v1/connections/c1', { code: 'pending-writes' });
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await examine('popup-disconnect');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Disconnect without adding them' }).waitFor();
    await examine('popup-disconnect-waiting');
  });

  it('shows how events count, for all calendars and for one, without a fault', async () => {
    await page.getByRole('button', { name: 'Calendars' }).click();
    await page.getByText('How events count').click();
    await page.locator('details.exception summary').first().click();
    await page.getByText('How events count').scrollIntoViewIfNeeded();
    await examine('popup-counting');
    await page.getByText('Show the titles of my events').scrollIntoViewIfNeeded();
    await examine('popup-counting-below');
  });

  it('asks once about appointments that stand already, and never again after the answer', async () => {
    await page.getByText('Add these 2 future appointments too?').waitFor();
    await page.getByRole('button', { name: 'Only new ones' }).click();
    await page.getByText('They stay out of iCloud').waitFor();
    await page.reload();
    await page.getByText('Clashes').waitFor();
    expect(await page.getByText('future appointments too?').count()).toBe(0);
    await page
      .locator('section.bookings')
      .first()
      .evaluate((first) => {
        const room = first.closest('.room')!;
        room.scrollTop += first.getBoundingClientRect().top - room.getBoundingClientRect().top - 12;
      });
    await picture(page, 'bookings');
  });
});
