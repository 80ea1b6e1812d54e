import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BlockedSlot, SlotKind, Source } from '../../shared/contract/blocked-slots.ts';
import {
  type BridgeState,
  bridgeState,
  calendar,
  connection,
  NOTHING_BLOCKED,
  written,
} from '../extension/ui/in-memory-bridge.ts';
import { pageAt } from './page-at.ts';
import { examine, longestMotion, tabOrder } from './screen-looks.ts';
import { type StateWorld, startStateWorld } from './state-world.ts';

/** Without daylight saving, so that the hours below are those on the wall in every run. */
const ZONE = 'Atlantic/Reykjavik';
const MIDNIGHT = new Date().setUTCHours(0, 0, 0, 0);
const TEN = MIDNIGHT + 10 * 3_600_000;
const at = (hours: number) => new Date(MIDNIGHT + hours * 3_600_000).toISOString();

function slot(calendarId: string, from: number, to: number, kind: SlotKind = 'busy'): BlockedSlot {
  const time = { start: at(from), end: at(to) };
  const source: Source = {
    ...{ calendarId, eventId: `e${from}`, uid: `u${from}`, title: null, allDay: false, ...time },
    ...{ kind, reason: kind },
  };
  return { ...time, kind, sources: [source] };
}

const SLOTS = [
  slot('work', 8, 9.5),
  slot('home', 11, 12.25),
  slot('family', 13, 13.5, 'travel'),
  slot('family', 13.5, 15),
  slot('work', 17, 18, 'tentative'),
  slot('work', 33, 35),
  slot('home', 37.5, 38.5),
  slot('work', 40, 41.5),
];

let state: BridgeState;
let world: StateWorld;
let page: Page;

beforeAll(async () => {
  state = bridgeState({ token: 't' });
  const caughtClashes = { month: new Date().toISOString().slice(0, 7), counts: { c1: 3 } };
  world = await startStateWorld(state, { timeZone: ZONE, stored: { caughtClashes } });
});
afterAll(() => world?.stop());

/** The popup as it is at ten in the morning. */
async function openPopup(): Promise<void> {
  page = await pageAt(TEN, world.browser.context);
  await page.setViewportSize({ width: 360, height: 560 });
  await page.goto(`chrome-extension://${world.browser.extensionId}/popup/index.html`);
  await page.getByText('Acme Clinic').waitFor();
}

beforeEach(() => {
  state.connections = [connection({ timeZone: ZONE, linkedCalendarId: 'work' })];
  state.calendars = [
    calendar('Work', { color: '#F29A1F' }),
    calendar('Home', { color: '#4FA3D1' }),
    calendar('Family', { kind: 'shared', color: '#D6336C' }),
  ];
  state.written = [];
  state.blocked = { ...NOTHING_BLOCKED, checkedAt: new Date(TEN - 8_000).toISOString(), slots: SLOTS };
});

afterEach(() => page.close());

const label = (index: number) => page.locator('.track').nth(index).getAttribute('aria-label');

describe('the popup', () => {
  it('draws today and tomorrow, says the same to the ear, and names the next free time, without a fault', async () => {
    await openPopup();
    expect(await label(0)).toBe(
      'Today, now 10:00: Busy 08:00–09:30, Busy 11:00–12:15, Travel 13:00–13:30, Busy 13:30–15:00, Maybe 17:00–18:00, otherwise free',
    );
    expect(await label(1)).toBe('Tomorrow: Busy 09:00–11:00, Busy 13:30–14:30, Busy 16:00–17:30, otherwise free');
    await page.getByText('Next free: today 10:00–11:00').waitFor();
    await page.getByText('3 clashes caught this month').waitFor();
    const track = await page.locator('.track').first().boundingBox();
    expect(track?.height).toBe(28);
    const now = await page.locator('.track .now').boundingBox();
    // Three of the thirteen hours from 07:00 have passed.
    expect(now && track && Math.round(((now.x + 1 - track.x) / track.width) * 13)).toBe(3);
    expect(now?.width).toBe(2);
    await examine(page, 'popup-day');
  });

  it('draws as not known what may be blocked, and all that is not blocked while a calendar is not read', async () => {
    const since = at(0);
    state.blocked.unknown = [
      { calendarId: 'work', resource: 'a.ics', reason: 'It has no start.', since, from: at(15.5), to: at(16.5) },
    ];
    await openPopup();
    expect(await label(0)).toContain('Busy 13:30–15:00, Not known 15:30–16:30, Maybe 17:00–18:00, otherwise free');
    await examine(page, 'popup-partly-known');
    await page.close();
    state.blocked = { ...state.blocked, complete: false, unknown: [] };
    state.connections = [connection({ timeZone: ZONE, status: 'unreachable' })];
    await openPopup();
    await page.getByText('Next free: not known').waitFor();
    expect(await label(0)).toContain('Maybe 17:00–18:00, the rest not known');
    expect(await page.locator('.track.not-known').count()).toBe(2);
    await examine(page, 'popup-not-known');
  });

  it('is used by keyboard alone, in the order in which it is read, and each control is seen', async () => {
    state.written = [
      written('w', { title: 'Visit of Nora', start: at(11), end: at(12), url: 'https://app.gohighlevel.com/x' }),
    ];
    await openPopup();
    await page.getByRole('heading', { name: 'Clashes' }).waitFor();
    const order = (await tabOrder(page)).map((name) => name.replace(/\s+/g, ' '));
    expect(order.filter((name) => name.startsWith('UNSEEN'))).toEqual([]);
    expect(order).toEqual([
      'a Open Visit of Nora in the CRM',
      expect.stringMatching(/^button .*ublic booking pages/),
      'a All settings',
      'button Bookings in iCloud (1)',
      'button Disconnect',
      'button Check now',
      'button Calendars',
      'button Pause',
    ]);
    expect(await longestMotion(page)).toBe(0);
  });

  it('leads to all settings', async () => {
    await openPopup();
    const opened = world.browser.context.waitForEvent('page');
    await page.getByRole('link', { name: 'All settings' }).click();
    const options = await opened;
    await options.getByRole('heading', { name: 'Slotbridge settings' }).waitFor();
    await options.close();
  });
});

describe('a connection that breaks', () => {
  const shown = async () => {
    const worker = await world.browser.serviceWorker();
    return worker.evaluate(async () => ({
      notifications: Object.keys(await chrome.notifications.getAll()),
      badge: await chrome.action.getBadgeText({}),
    }));
  };
  /** As another pairing does, it has the worker look after all connections: gives back once it has asked for them. */
  const lookNow = async (turn: number) => {
    const worker = await world.browser.serviceWorker();
    const pairing = { port: state.port, clientId: `c${turn}`, token: 't' };
    const asked = () => state.asked.filter(({ path }) => path === '/v1/connections').length;
    const before = asked();
    await worker.evaluate((values) => chrome.storage.local.set(values), { pairing });
    await expect.poll(asked).toBeGreaterThan(before);
  };

  it('is told once by a notification, a click on which opens the window for a new password', async () => {
    page = await world.browser.context.newPage();
    await lookNow(1);
    await expect.poll(shown).toEqual({ notifications: [], badge: '' });
    state.connections = [connection({ timeZone: ZONE, status: 'needs-password' })];
    await lookNow(2);
    await expect.poll(shown).toEqual({ notifications: ['needs-password c1'], badge: '!' });
    const worker = await world.browser.serviceWorker();
    const opened = world.browser.context.waitForEvent('page');
    await worker.evaluate(() => {
      type Dispatching = { dispatch(id: string): void };
      (chrome.notifications.onClicked as unknown as Dispatching).dispatch('needs-password c1');
    });
    const repair = await opened;
    await repair.waitForURL(/connect\/index\.html\?connection=c1$/);
    await expect.poll(shown).toEqual({ notifications: [], badge: '!' });
    await repair.close();
    await lookNow(3);
    await page.waitForTimeout(1_500);
    expect(await shown()).toEqual({ notifications: [], badge: '!' });
    state.connections = [connection({ timeZone: ZONE })];
    await lookNow(4);
    await expect.poll(shown).toEqual({ notifications: [], badge: '' });
  });
});

describe('the welcome page', () => {
  it('has no fault, is used by keyboard, and keeps still where somebody wants that', async () => {
    page = await world.browser.openExtensionPage('welcome/index.html');
    await page.getByText('Set up Slotbridge').first().waitFor();
    await page.getByRole('listitem').first().waitFor();
    await examine(page, 'welcome');
    const order = await tabOrder(page);
    expect(order.length).toBeGreaterThan(0);
    expect(order.filter((name) => name.startsWith('UNSEEN'))).toEqual([]);
    expect(await longestMotion(page)).toBe(0);
  });
});
