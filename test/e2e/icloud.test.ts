import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { isDrawn } from '../sandbox/drawn.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { sampleWeek } from '../sandbox/sample-week.ts';
import { setUp } from '../sandbox/set-up.ts';
import { showWeekOf } from '../sandbox/staff-week.ts';
import { faultsIn } from './axe-faults.ts';
import { picture, STAFF, startWorld, WIDGET, type World, ZONE } from './world.ts';

/** A whole day of times, whatever the hour. */
const TOMORROW = Temporal.Now.plainDateISO(ZONE).add({ days: 1 }).toString();

let icloud: ICloud;
let world: World;
let welcome: Page;
const findings: Record<string, string[]> = {};

/** What axe finds on one of the extension's own pages. */
async function examine(page: Page, name: string): Promise<void> {
  findings[name] = await faultsIn(page);
}

beforeAll(async () => {
  icloud = await startICloud();
  sampleWeek(icloud.account(), { now: Date.now(), timeZone: ZONE });
  world = await startWorld({ caldavUrl: icloud.url, colorScheme: 'light', viewport: { width: 1280, height: 800 } });
  welcome = await setUp({
    browser: world.browser,
    bridge: world.bridge.bridge,
    account: { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword },
    staffAddress: STAFF,
    conflicts: ['Home', 'Work', 'Family'],
    onStep: async (step, page) => {
      await examine(page, `welcome, ${step}`);
      if (step === 'calendars') await picture(page, 'welcome');
    },
  });
});

afterAll(async () => {
  await world?.stop();
  await icloud?.stop();
});

describe('the road from an iCloud account to blocked slots', () => {
  it('leads over the welcome page, in which axe finds nothing', () => {
    expect(Object.keys(findings)).toHaveLength(5);
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((name) => [name, []])));
  });

  it('leaves no password in the extension', async () => {
    const worker = await world.browser.serviceWorker();
    const stored = await worker.evaluate(async () => {
      const api = (globalThis as unknown as { chrome: typeof chrome }).chrome;
      return JSON.stringify([await api.storage.local.get(), await api.storage.session.get()]);
    });
    expect(stored).not.toContain(DEFAULT_ACCOUNT.appPassword);
    expect(await welcome.content()).not.toContain(DEFAULT_ACCOUNT.appPassword);
  });

  it('ends on the booking page with hatched slots, tags and an age', async () => {
    const widget = await world.browser.context.newPage();
    await openBookingDay(widget, WIDGET, TOMORROW);
    expect(await isDrawn(world.browser.context, widget)).toBe(true);
    await picture(widget, 'widget');
    await widget.close();
  });

  it('shows the week on the staff calendar: busy, travel, maybe and free apart', async () => {
    const staff = await world.browser.context.newPage();
    await staff.goto(STAFF);
    await showWeekOf(TOMORROW, staff);
    await vi.waitFor(
      async () => {
        const { marks } = await readOverlay(world.browser.context, staff);
        expect(marks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['busy', 'free']));
      },
      { timeout: 20_000, interval: 250 },
    );
    await picture(staff, 'week-and-day');
    await staff.close();
  });

  it('shows the state in the popup, in which axe finds nothing', async () => {
    const popup = await world.browser.openExtensionPage('popup/index.html');
    await popup.setViewportSize({ width: 360, height: 560 });
    await popup.getByRole('button', { name: 'Check now' }).waitFor();
    await popup.getByText('Sunrise Dental').first().waitFor();
    await examine(popup, 'popup');
    expect(findings.popup).toEqual([]);
    await picture(popup, 'popup');
    await popup.emulateMedia({ colorScheme: 'dark' });
    await picture(popup, 'popup-dark');
    await popup.close();
  });

  it('stands in the background while the CRM is asked for nothing about contacts', () => {
    expect(world.crm.requests.length).toBeGreaterThan(0);
    expect(world.crm.requests.filter(({ path }) => path.includes('contacts'))).toEqual([]);
  });
});

describe('when the app-specific password is revoked', () => {
  it('the page says so and what to do, nothing turns free, and a new one brings it back', async () => {
    const widget = await world.browser.context.newPage();
    await openBookingDay(widget, WIDGET, TOMORROW);
    expect(await isDrawn(world.browser.context, widget)).toBe(true);
    icloud.account().revokePassword();
    await vi.waitFor(
      async () => {
        const { banner, marks, missed } = await readOverlay(world.browser.context, widget);
        expect(banner).toMatch(/no longer accepts the password/);
        // The worker writes times as this computer's Chromium does, whatever its pages are told.
        expect(missed).toMatch(/^Your iCloud events were last read (today|yesterday) at \d\d?:\d\d(\s[AP]M)?\.$/);
        expect(marks.some(({ kind }) => kind === 'not-known')).toBe(true);
      },
      { timeout: 25_000, interval: 250 },
    );
    await picture(widget, 'password-refused');
    icloud.account().setPassword('abcd-efgh-ijkl-mnop');
    const [{ id = '' } = {}] = (await world.bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections'))
      .body.connections;
    await world.bridge.call('PUT', `/v1/connections/${id}/password`, { appPassword: 'abcd-efgh-ijkl-mnop' });
    await vi.waitFor(
      async () => {
        const { banner, marks } = await readOverlay(world.browser.context, widget);
        expect(banner).toBeNull();
        expect(marks.every(({ kind }) => kind !== 'not-known')).toBe(true);
      },
      { timeout: 25_000, interval: 250 },
    );
    await widget.close();
  });
});
