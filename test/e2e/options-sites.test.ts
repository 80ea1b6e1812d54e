import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { startBridge, type TestBridge } from '../sandbox/bridge.ts';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { isDrawn } from '../sandbox/drawn.ts';
import { eventually } from '../sandbox/eventually.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { sampleWeek } from '../sandbox/sample-week.ts';
import { setUp } from '../sandbox/set-up.ts';
import { examine } from './screen-looks.ts';
import { EXTENSION, ZONE } from './world.ts';

const HOST = 'crm.agency.example';
const STAFF = `https://${HOST}/v2/location/${DEFAULT_IDS.location}/calendars/view`;
const WIDGET = `https://${HOST}/widget/booking/${DEFAULT_IDS.consultation}`;

/** A whole day of times, whatever the hour. */
const TOMORROW = Temporal.Now.plainDateISO(ZONE).add({ days: 1 }).toString();

let icloud: ICloud;
let crm: Crm;
let bridge: TestBridge;
let profile: string;
let extensionDir: string;
let browser: RunningBrowser;
let options: Page;

const launch = () =>
  launchBrowser({
    extensionDir,
    resolverRules: crm.resolverRules,
    crmPort: crm.port,
    timezoneId: ZONE,
    userDataDir: profile,
  });

/**
 * No tool can press "Allow" in the browser's question. But a site that was allowed once in a profile is not asked about
 * again: it is allowed here by a manifest that demands it, and from then on the extension is the one that is shipped.
 */
async function allowOnce(): Promise<void> {
  const manifest = path.join(extensionDir, 'manifest.json');
  const shipped = await readFile(manifest, 'utf8');
  const demanding = JSON.parse(shipped);
  demanding.host_permissions.push(`https://${HOST}/*`);
  await writeFile(manifest, JSON.stringify(demanding));
  const first = await launch();
  const page = await first.openExtensionPage('options/index.html');
  await page.getByText(HOST).waitFor();
  await first.close();
  await writeFile(manifest, shipped);
}

beforeAll(async () => {
  icloud = await startICloud();
  sampleWeek(icloud.account(), { now: Date.now(), timeZone: ZONE });
  crm = await startCrm({ timeZone: ZONE, agencyHost: HOST });
  bridge = await startBridge({ caldavUrl: icloud.url });
  profile = await mkdtemp(path.join(tmpdir(), 'slotbridge-profile-'));
  extensionDir = await mkdtemp(path.join(tmpdir(), 'slotbridge-extension-'));
  await cp(EXTENSION, extensionDir, { recursive: true });
  await allowOnce();
  browser = await launch();
  options = await browser.openExtensionPage('options/index.html');
});

afterAll(async () => {
  await browser?.close();
  await bridge?.discard();
  await crm?.stop();
  await icloud?.stop();
  for (const folder of [profile, extensionDir]) {
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

const address = () => options.getByRole('textbox', { name: 'Address' });
const add = () => options.getByRole('button', { name: 'Add', exact: true });

/** What the browser runs of ours on added sites, by file. */
async function registered(): Promise<string[]> {
  const worker = await browser.serviceWorker();
  const scripts = await worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  return scripts.flatMap(({ js, matches }) => (js ?? []).map((file) => `${file} on ${matches?.join()}`));
}

const BOTH = [`crm/page-world.iife.js on https://${HOST}/*`, `overlay/content.iife.js on https://${HOST}/*`];

async function drawnAnew(): Promise<boolean> {
  const page = await browser.context.newPage();
  await openBookingDay(page, WIDGET, TOMORROW);
  const drawn = await isDrawn(browser.context, page);
  await page.close();
  return drawn;
}

describe('an address of the CRM that the person added', () => {
  it('stays added over a restart of the browser, and is listed', async () => {
    await options.getByRole('button', { name: `Remove ${HOST}` }).waitFor();
    await eventually(async () => expect(await registered()).toEqual(BOTH));
  });

  it('is as good as the CRM’s own: its staff app tells who is there, and its booking page is marked', async () => {
    await setUp({
      browser,
      bridge: bridge.bridge,
      account: { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword },
      staffAddress: STAFF,
      conflicts: ['Home', 'Work', 'Family'],
    });
    expect(await drawnAnew()).toBe(true);
    const staff = await browser.context.newPage();
    await staff.goto(STAFF);
    await vi.waitFor(async () => expect((await readOverlay(browser.context, staff)).marks.length).toBeGreaterThan(0), {
      timeout: 20_000,
      interval: 250,
    });
    await staff.close();
  });

  it('is so in the next life of the worker, too', async () => {
    expect(await browser.killServiceWorker()).toBe(true);
    expect(await drawnAnew()).toBe(true);
    expect(await registered()).toEqual(BOTH);
  });

  it('is marked also where the browser starts with a page of it before it brings our scripts', async () => {
    const worker = await browser.serviceWorker();
    await worker.evaluate(() => chrome.scripting.unregisterContentScripts());
    // It still looks after its pages for some seconds.
    await browser.killServiceWorker();
    const early = await browser.context.newPage();
    await openBookingDay(early, WIDGET, TOMORROW);
    await early.waitForSelector('li.widgets-time-slot');
    // Any page of the CRM wakes the worker.
    const other = await browser.context.newPage();
    await other.goto(STAFF.replace(HOST, 'app.gohighlevel.com'));
    expect(await isDrawn(browser.context, early)).toBe(true);
    expect(await registered()).toEqual(BOTH);
    // A page in which our scripts run already gets them once alone.
    await other.waitForTimeout(4_000);
    expect(await early.locator('slotbridge-layer').count()).toBe(1);
    await other.close();
    await early.close();
  });

  it('loses its marks at once when it is removed, and runs nothing of ours from then on', async () => {
    const open = await browser.context.newPage();
    await openBookingDay(open, WIDGET, TOMORROW);
    expect(await isDrawn(browser.context, open)).toBe(true);
    await options.bringToFront();
    await options.getByRole('button', { name: `Remove ${HOST}` }).click();
    await options.getByText(`Slotbridge no longer runs on ${HOST}.`).waitFor();
    await vi.waitFor(async () => expect((await readOverlay(browser.context, open)).marks).toEqual([]), {
      timeout: 10_000,
    });
    await eventually(async () => expect(await registered()).toEqual([]));
    await open.reload();
    await open.waitForSelector('li.widgets-time-slot');
    await open.waitForTimeout(2_000);
    expect(await open.locator('slotbridge-layer').count()).toBe(0);
    expect(await readOverlay(browser.context, open)).toMatchObject({ marks: [], chip: null });
    await open.close();
  });

  it('is refused with a clear sentence where it is none, without a fault', async () => {
    await address().fill('http://crm.agency.example');
    await add().click();
    await options.getByText('Only an address that begins with https:// is safe enough.').waitFor();
    await address().fill('app.gohighlevel.com');
    await address().press('Enter');
    await options.getByText('Slotbridge runs there already.').waitFor();
    await address().scrollIntoViewIfNeeded();
    await examine(options, 'options-sites-refused');
    expect(await registered()).toEqual([]);
  });

  it('is asked for in the browser on a click, alone and by its site, and not added where the person declines', async () => {
    const page = await browser.context.newPage();
    await page.addInitScript(declineAll);
    await page.goto(options.url());
    await page.getByRole('textbox', { name: 'Address' }).fill(WIDGET);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('so it wasn’t added. Press Add and allow it.').waitFor();
    const asked = await page.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);
    expect(asked).toEqual([{ what: { origins: [`https://${HOST}/*`] }, withinClick: true }]);
    expect(await registered()).toEqual([]);
    await page.close();
  });

  it('runs again once it is allowed again', async () => {
    await browser.close();
    await allowOnce();
    browser = await launch();
    expect(await drawnAnew()).toBe(true);
    expect(await registered()).toEqual(BOTH);
    options = await browser.openExtensionPage('options/index.html');
    await options.getByRole('button', { name: `Remove ${HOST}` }).scrollIntoViewIfNeeded();
    await examine(options, 'options-sites');
  });
});

/** Runs in the page before its scripts: says no in the person's place, and notes what the browser was asked, and when. */
function declineAll(): void {
  const asked: unknown[] = [];
  const decline = (what: unknown, answer?: (isAllowed: boolean) => void) => {
    asked.push({ what, withinClick: navigator.userActivation.isActive });
    answer?.(false);
    return Promise.resolve(false);
  };
  Object.assign(globalThis, { asked });
  Object.assign(chrome.permissions, { request: decline });
}
