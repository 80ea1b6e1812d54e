import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { DEFAULT_PORT } from '../../shared/contract/access.ts';
import { startBridge, type TestBridge, type TestBridgeOptions } from './bridge.ts';
import { launchBrowser, type RunningBrowser } from './browser.ts';
import { type Crm, startCrm } from './crm/crm.ts';
import { DEFAULT_IDS } from './crm/default-state.ts';
import { arrivalOf, bookTomorrow, showTomorrow, tellChanges } from './demo-bookings.ts';
import {
  bookOnPhone,
  closedByEvent,
  customersPhone,
  protectPublicPages,
  STAND_IN_TOKEN,
  WIDGET,
} from './demo-public-pages.ts';
import { isDrawn } from './drawn.ts';
import { type HighLevel, startHighLevel } from './highlevel/start.ts';
import { grant } from './highlevel/tokens.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from './icloud/start.ts';
import { ensurePrerequisites } from './prerequisites.ts';
import { SAMPLE_CALENDARS, sampleWeek } from './sample-week.ts';
import { setUp } from './set-up.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const STAFF = `https://app.gohighlevel.com/v2/location/${DEFAULT_IDS.location}/calendars/view`;
const CLIENT = 'Maya Lindqvist';
const CUSTOMER = 'Jonas';
/** HighLevel is asked so many times as often as in life. */
const HASTE = 10;

interface Stage {
  readonly icloud: ICloud;
  readonly crm: Crm;
  readonly highLevel: HighLevel;
  readonly bridge: TestBridge;
  readonly browser: RunningBrowser;
}

const say = (line = '') => console.log(line);

/** Everything with no Apple account: a stand-in iCloud and CRM, the real bridge and the real extension in a browser. */
async function main(): Promise<number> {
  const check = process.argv.includes('--check');
  const hasDisplay = !check && hasScreen();
  ensurePrerequisites({ chromium: true, radicale: false });
  build();
  const stage = await setTheStage(!hasDisplay);
  try {
    const page = await play(stage);
    const drawn = await isDrawn(stage.browser.context, page);
    say(drawn ? `Events block slots on ${page.url()}.` : 'The overlay is NOT on the booking page.');
    const isWritten = await bookOne(stage);
    const isProtected = hasDisplay || (await protect(stage));
    const isWell = drawn && isWritten && isProtected;
    if (check || !isWell) return isWell ? 0 : 1;
    if (!hasDisplay) return await showPictures(stage, page);
    await letTry(stage);
    return 0;
  } finally {
    await strike(stage);
  }
}

function hasScreen(): boolean {
  if (process.platform === 'linux') return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  return process.env.CI === undefined;
}

function build(): void {
  say('Building …');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build:extension'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) say(`${stdout}${stderr}`);
  if (status !== 0) throw new Error('The extension could not be built. Run "npm ci" first.');
}

async function setTheStage(headless: boolean): Promise<Stage> {
  const icloud = await startICloud();
  sampleWeek(icloud.account(), { now: Date.now(), timeZone: ZONE });
  const crm = await startCrm({ timeZone: ZONE });
  const grants = [grant({ token: STAND_IN_TOKEN })];
  const highLevel = await startHighLevel({ state: crm.state, grants, limits: { burst: 1_000 } });
  const bridge = await startOnUsualPort({ caldavUrl: icloud.url, crmUrl: highLevel.url, crmHaste: HASTE });
  const browser = await launchBrowser({
    extensionDir: path.join(ROOT, 'dist', 'extension'),
    resolverRules: crm.resolverRules,
    crmPort: crm.port,
    headless,
    viewport: { width: 1360, height: 900 },
    language: 'en-US',
  });
  return { icloud, crm, highLevel, bridge, browser };
}

/** The usual port may be taken by a bridge of the person's own, which is left alone. */
async function startOnUsualPort(options: TestBridgeOptions): Promise<TestBridge> {
  try {
    return await startBridge({ ...options, port: DEFAULT_PORT });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PortTaken')) throw error;
    return startBridge(options);
  }
}

async function play({ browser, bridge }: Stage): Promise<Page> {
  say('Setting up in the welcome page, as a person would …');
  const account = { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword };
  await setUp({ browser, bridge: bridge.bridge, account, staffAddress: STAFF, linked: 'Work' });
  const page = await browser.context.newPage();
  await page.goto(WIDGET);
  await showTomorrow(page, ZONE);
  return page;
}

/** What is booked in the CRM stands in the calendar seconds later. */
async function bookOne({ browser, icloud }: Stage): Promise<boolean> {
  const staff = await browser.context.newPage();
  await staff.goto(STAFF);
  await bookTomorrow(staff, CLIENT, ZONE);
  const event = await arrivalOf(CLIENT, icloud.account(), SAMPLE_CALENDARS.work);
  say(event ? `The booking stands in the iCloud calendar Work: ${event}.` : 'The booking did NOT reach the calendar.');
  return event !== null;
}

/** Customers' pages, where no extension runs: their bookings arrive, and an event closes its time for them. */
async function protect({ browser, bridge, icloud }: Stage): Promise<boolean> {
  const promised = await protectPublicPages(browser, bridge);
  say(`Public booking pages are protected, with the stand-in's own token: ${promised}.`);
  const phone = await customersPhone(browser);
  const account = icloud.account();
  await bookOnPhone(phone, CUSTOMER);
  const [event, closed] = await Promise.all([
    arrivalOf(CUSTOMER, account, SAMPLE_CALENDARS.work),
    closedByEvent(phone, account, { calendar: SAMPLE_CALENDARS.home, timeZone: ZONE }),
  ]);
  await phone.context().close();
  say(event ? `A customer's booking arrived in iCloud: ${event}.` : "A customer's booking did NOT arrive in iCloud.");
  say(closed ? `An event in iCloud closed ${closed} for customers.` : 'An event in iCloud did NOT close its time.');
  return event !== null && closed !== null;
}

/** Says what to do in the browser, and what arrives in the calendar, until the browser is closed. */
async function letTry(stage: Stage): Promise<void> {
  tellWhatToTry(stage);
  const stop = tellChanges(stage.icloud.account(), SAMPLE_CALENDARS.work, say);
  await untilClosed(stage.browser);
  stop();
}

async function showPictures({ browser }: Stage, widget: Page): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'slotbridge-demo-'));
  // The page that opens by itself and the one set up in are the same one: the later picture stays.
  const files = new Set<string>();
  for (const page of browser.context.pages()) {
    if (!/^(https|chrome-extension):/.test(page.url())) continue;
    await page.bringToFront();
    if (page !== widget) await page.waitForTimeout(1500);
    const name = new URL(page.url()).pathname.split('/').filter(Boolean).slice(-2).join('-') || 'page';
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    files.add(file);
  }
  for (const file of files) say(`  ${file}`);
  say('There is no display here, so the browser ran without a window. The pictures above show what it drew.');
  return 0;
}

function tellWhatToTry({ icloud, bridge }: Stage): void {
  say();
  say('The browser shows the CRM of a made-up clinic. Things to try:');
  say('  1. The booking page: the hatched times are blocked by events in the stand-in iCloud.');
  say(
    '  2. The other tab, the staff calendar: the same events over the week. Book with "+ New", also at a taken time,',
  );
  say('     drag the appointment, delete it: below stands what arrives in the iCloud calendar Work, seconds later.');
  say('  3. Add an event and watch both pages, without a reload, within 15 seconds:');
  say(`       curl -u '${DEFAULT_ACCOUNT.appleId}:${DEFAULT_ACCOUNT.appPassword}' -X PUT \\`);
  say(`         -H 'Content-Type: text/calendar' ${homeOf(icloud)}try-me.ics --data-binary @- <<'ICS'`);
  for (const line of sampleEvent()) say(line);
  say('ICS');
  say('  4. The Slotbridge icon beside the address bar: state, next blocks, calendars, bookings.');
  say('  5. In it, "Protect public booking pages". The token is the stand-in\'s own and opens nothing else:');
  say(`       ${STAND_IN_TOKEN}`);
  say('     Then open the booking page in a private window, as a customer: taken times are gone, and what you book');
  say('     there stands in iCloud seconds later. (With the real CRM, within a minute.)');
  say(`The bridge answers on ${bridge.url}. Close the browser or press Ctrl+C to end.`);
}

function homeOf(icloud: ICloud): string {
  return `${icloud.partitionUrl}/${icloud.account().id}/calendars/home/`;
}

/** Tomorrow from 14:00 to 15:00 in the person's zone. */
function sampleEvent(): string[] {
  const tomorrow = new Intl.DateTimeFormat('en-CA').format(Date.now() + 24 * 3600 * 1000).replaceAll('-', '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Slotbridge//demo//EN',
    'BEGIN:VEVENT',
    'UID:try-me',
    `DTSTAMP:${tomorrow}T000000Z`,
    `DTSTART;TZID=${ZONE}:${tomorrow}T140000`,
    `DTEND;TZID=${ZONE}:${tomorrow}T150000`,
    'SUMMARY:Added with curl',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
}

function untilClosed({ context }: RunningBrowser): Promise<void> {
  return new Promise((resolve) => {
    context.once('close', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

async function strike({ icloud, crm, highLevel, bridge, browser }: Stage): Promise<void> {
  await browser.close();
  await bridge.discard();
  await crm.stop();
  await highLevel.stop();
  await icloud.stop();
}

process.exitCode = await main();
