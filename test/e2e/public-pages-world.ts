import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { readIfThere } from '../../bridge/store/durable-write.ts';
import { startBridge, type TestBridge } from '../sandbox/bridge.ts';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { askHighLevel, freeStarts } from '../sandbox/highlevel/ask.ts';
import { prismFaults } from '../sandbox/highlevel/prism.ts';
import { type HighLevel, startHighLevel } from '../sandbox/highlevel/start.ts';
import { calendarText, eventLines, timed } from '../sandbox/icloud/event-text.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { SAMPLE_CALENDARS, sampleWeek } from '../sandbox/sample-week.ts';
import { setUp } from '../sandbox/set-up.ts';
import { EXTENSION, STAFF, ZONE } from './world.ts';

/** Waits of the bridge for the CRM pass so many times as fast as in life. */
const HASTE = 20;
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 8 });
/** Hours of that day in which the sample week's recurring events never are. */
const FROM = DAY.toZonedDateTime({ timeZone: ZONE, plainTime: '10:00' }).epochMilliseconds;
const TO = DAY.toZonedDateTime({ timeZone: ZONE, plainTime: '15:00' }).epochMilliseconds;

export interface PublicPagesWorld {
  readonly icloud: ICloud;
  readonly crm: Crm;
  readonly highLevel: HighLevel;
  readonly bridge: TestBridge;
  readonly browser: RunningBrowser;
  readonly connectionId: string;
  /** The address of the window, as the extension opens it. */
  readonly address: string;
  /** Saves an event in the calendar Home, on a day a week ahead, and lets the bridge read it. */
  save(uid: string, from: string, to: string): Promise<void>;
  remove(uid: string): Promise<void>;
  /** The times from 10:00 to 15:00 of that day that customers can book with Ann, as "10:00", by the CRM's own records. */
  open(): string[];
  /** The blocks in these hours, "10:00–11:00 Busy · Slotbridge". */
  blocks(): string[];
  /** All that the extension and the bridge keep, and all that its pages show. */
  everywhere(): Promise<string>;
  /** Throws where a request broke the specification. */
  stop(): Promise<void>;
}

/** The stand-ins of iCloud and of the CRM with its API, a real bridge, and Chromium with the extension set up for Ann. */
export async function publicPagesWorld(): Promise<PublicPagesWorld> {
  const icloud = await startICloud();
  sampleWeek(icloud.account(), { now: Date.now(), timeZone: ZONE });
  const crm = await startCrm({ timeZone: ZONE });
  const highLevel = await startHighLevel({ state: crm.state, limits: { burst: 10_000 } });
  const bridge = await startBridge({ caldavUrl: icloud.url, crmUrl: highLevel.url, crmHaste: HASTE });
  const { resolverRules, port: crmPort } = crm;
  const browser = await launchBrowser({ extensionDir: EXTENSION, resolverRules, crmPort, timezoneId: ZONE });
  const account = { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword };
  await setUp({ browser, bridge: bridge.bridge, account, staffAddress: STAFF, linked: 'Work' });
  const { body } = await bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections');
  const connectionId = body.connections[0]?.id ?? '';
  const sync = () => bridge.call('POST', `/v1/connections/${connectionId}/sync`, {});
  return {
    icloud,
    crm,
    highLevel,
    bridge,
    browser,
    connectionId,
    address: `public-pages/index.html?connection=${connectionId}`,
    save: async (uid, from, to) => {
      const stamp = '20261101T000000Z';
      const text = calendarText(eventLines(uid, stamp, uid, timed(ZONE, DAY, from, to)));
      icloud.account().put(SAMPLE_CALENDARS.home, `${uid}.ics`, text);
      await sync();
    },
    remove: async (uid) => {
      icloud.account().remove(SAMPLE_CALENDARS.home, `${uid}.ics`);
      await sync();
    },
    open: () => openOn(highLevel),
    blocks: () => blocksOn(highLevel),
    everywhere: () => everywhere(browser, bridge),
    stop: async () => {
      await browser.close();
      await bridge.discard();
      await crm.stop();
      await highLevel.stop();
      await icloud.stop();
      const faults = await prismFaults(highLevel.requests);
      if (faults.length > 0) throw new Error(`Requests broke the specification: ${JSON.stringify(faults.slice(0, 3))}`);
    },
  };
}

const clock = (instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE).toPlainTime().toString().slice(0, 5);

function openOn(highLevel: HighLevel): string[] {
  return freeStarts(highLevel, DEFAULT_IDS.consultation, { start: FROM, end: TO }, DEFAULT_IDS.ann).map(clock);
}

function blocksOn({ state }: HighLevel): string[] {
  const isInThese = (time: string) => Date.parse(time) >= FROM && Date.parse(time) < TO;
  const ofDay = state.blockedSlots.filter(({ startTime }) => isInThese(startTime));
  return ofDay
    .map(({ title, startTime, endTime }) => `${clock(Date.parse(startTime))}–${clock(Date.parse(endTime))} ${title}`)
    .sort();
}

/** A customer's booking at a time of that day, made on the public page's own path. */
export async function bookAs(highLevel: HighLevel, name: string, time: string): Promise<number> {
  const startTime = DAY.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toString({ timeZoneName: 'never' });
  const booking = { calendarId: DEFAULT_IDS.consultation, startTime, timezone: ZONE, contact: { firstName: name } };
  const path = '/calendars/events/appointments/widget';
  const answer = await askHighLevel(highLevel, 'POST', path, booking, { authorization: '', version: '' });
  return answer.status;
}

async function everywhere(browser: RunningBrowser, bridge: TestBridge): Promise<string> {
  const worker = await browser.serviceWorker();
  const stored = await worker.evaluate(async () => {
    const { local, session, sync } = chrome.storage;
    return JSON.stringify([await local.get(), await session.get(), await sync.get()]);
  });
  const files = await readdir(bridge.home, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile()).map((file) => readIfThere(path.join(file.parentPath, file.name)));
  const pages = browser.context.pages().map((page: Page) => page.content());
  return [stored, ...(await Promise.all(pages)), ...(await Promise.all(texts)), ...bridge.said].join('\n');
}
