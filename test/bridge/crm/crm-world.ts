import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { Crm } from '../../../shared/contract/crm.ts';
import type { Interval } from '../../../shared/intervals.ts';
import type { TestBridge, TestBridgeOptions } from '../../sandbox/bridge.ts';
import { DEFAULT_IDS, defaultState } from '../../sandbox/crm/default-state.ts';
import { askHighLevel } from '../../sandbox/highlevel/ask.ts';
import { prismFaults } from '../../sandbox/highlevel/prism.ts';
import { type HighLevel, type HighLevelOptions, startHighLevel } from '../../sandbox/highlevel/start.ts';
import { DEFAULT_ACCOUNT, startICloud } from '../../sandbox/icloud/start.ts';
import { type Booked, type Calendars, pause, startBooked, startCalendars } from '../outbox/booked.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Waits pass so many times as fast as in life. */
export const HASTE = 300;

/** How long after it was made a block or booking may be missed in lists. */
export const SETTLED_MS = 120_000 / HASTE + 50;

/** Five hours behind UTC in summer too, so that calendars which open from 9 to 17 there are open from 14 to 22 UTC. */
const OPEN_FROM_14_UTC = 'America/Bogota';

const TODAY = Math.floor(Date.now() / DAY) * DAY;

/** Tomorrow's and later days' times by their hour in UTC; the stand-in's calendars are open from 14 to 22. */
export function at(hour: number, minute = 0, day = 2): number {
  return TODAY + day * DAY + hour * HOUR + minute * 60_000;
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** An event as a calendar holds it. */
export function eventText(uid: string, start: number, end: number, more: readonly string[] = []): string {
  const utc = (time: number) => iso(time).replace(/[-:]|\.000/g, '');
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'BEGIN:VEVENT', `UID:${uid}`];
  lines.push('DTSTAMP:20261101T000000Z', `DTSTART:${utc(start)}`, `DTEND:${utc(end)}`, `SUMMARY:${uid}`, ...more);
  return [...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

/** HighLevel's API, a real Radicale with the calendars Home and Work, and a bridge that ties them. */
export interface CrmWorld {
  readonly highLevel: HighLevel;
  readonly calendars: Calendars;
  /** What a bridge connects with. */
  readonly account: { locationId: string; userId: string; appleId?: string; appPassword?: string };
  /** The bridge that runs now. */
  booked(): Booked;
  save(uid: string, start: number, end: number): Promise<void>;
  remove(uid: string): Promise<void>;
  /** Reads the calendars and makes the CRM equal to them. */
  settle(): Promise<Crm>;
  crm(): Promise<Crm>;
  /** The marked blocks that stand in the CRM, in order of time. */
  blocks(): (Interval & { id: string; title: string })[];
  freeStarts(): Promise<number[]>;
  /** Stops the bridge and starts another; with `lost` on an empty folder, connected anew. */
  restart(options?: { lost?: boolean }): Promise<void>;
  /** Throws where a request broke the specification or asked for contacts; then takes all down. */
  stop(): Promise<void>;
}

export interface CrmWorldOptions {
  readonly highLevel?: HighLevelOptions;
  readonly bridge?: Partial<TestBridgeOptions>;
  /** The calendars are those of the stand-in iCloud, in this process; else of a real Radicale. */
  readonly inMemory?: boolean;
  /** Turned on at once; true unless said. */
  readonly on?: boolean;
}

export const PERSON = { locationId: DEFAULT_IDS.location, userId: DEFAULT_IDS.ann };
export const WIDE_LIMITS = { burst: 1_000_000, burstMs: 10_000, daily: 10_000_000, headers: true };

export async function startCrmWorld(options: CrmWorldOptions = {}): Promise<CrmWorld> {
  const state = defaultState(OPEN_FROM_14_UTC);
  const highLevel = await startHighLevel({ state, limits: WIDE_LIMITS, ...options.highLevel });
  const calendars = options.inMemory ? await startInMemory() : await startCalendars();
  const account = options.inMemory
    ? { ...PERSON, appleId: DEFAULT_ACCOUNT.appleId, appPassword: DEFAULT_ACCOUNT.appPassword }
    : PERSON;
  const open = async (more: Partial<TestBridgeOptions> = {}) => {
    const booked = await startBooked(calendars, { crmHaste: HASTE, connect: account, ...options.bridge, ...more });
    await booked.link('Work', ['Home']);
    await booked.sync();
    return booked;
  };
  let secrets = options.bridge?.secrets ?? openMemory();
  let booked = await open({ secrets });
  if (options.on !== false) await turnOn(booked, highLevel);
  const crm = async () => (await booked.bridge.call<Crm>('GET', `${booked.path}/crm`)).body;
  const run = async () => (await booked.bridge.call<Crm>('POST', `${booked.path}/crm/run`)).body;
  const discarded: TestBridge[] = [];
  return {
    highLevel,
    calendars,
    account,
    booked: () => booked,
    save: (uid, start, end) => calendars.radicale.put(`/ann/home/${uid}.ics`, eventText(uid, start, end)),
    remove: (uid) => calendars.radicale.delete(`/ann/home/${uid}.ics`),
    settle: async () => {
      await booked.sync();
      let crm = await run();
      // A pass ends early where it takes long, so that appointments are read anew.
      for (let round = 0; round < 5 && crm.blocks.pending > 0; round += 1) crm = await run();
      return crm;
    },
    crm,
    blocks: () => blocksIn(highLevel),
    freeStarts: () => freeStarts(highLevel),
    restart: async ({ lost = false } = {}) => {
      await booked.bridge.stop();
      discarded.push(booked.bridge);
      if (lost) secrets = openMemory();
      booked = await open({ secrets, ...(lost ? {} : { home: booked.bridge.home }) });
      if (lost) await turnOn(booked, highLevel);
    },
    stop: async () => {
      await booked.bridge.discard();
      for (const bridge of discarded) await bridge.discard();
      await calendars.stop();
      await highLevel.stop();
      await assertRightful(highLevel);
    },
  };
}

/** Home and Work of a stand-in iCloud, with paths as Radicale's. */
async function startInMemory(): Promise<Calendars> {
  const icloud = await startICloud();
  const account = icloud.account();
  for (const name of ['Home', 'Work']) account.calendars.create({ name, path: name.toLowerCase() });
  const place = (path: string) => path.split('/').slice(2) as [string, string];
  const radicale = {
    url: icloud.url,
    port: 0,
    put: async (path: string, text: string) => {
      const [calendar, name] = place(path);
      account.put(calendar, name, text);
    },
    delete: async (path: string) => account.remove(...place(path)),
    mkcalendar: () => Promise.reject(new Error('The calendars are made already.')),
    stop: () => icloud.stop(),
  };
  const events = async (calendar: string) => account.list(calendar).map(({ name, text }) => ({ href: name, text }));
  return { radicale, events, stop: () => icloud.stop() };
}

export async function turnOn({ bridge, path }: Pick<Booked, 'bridge' | 'path'>, highLevel: HighLevel): Promise<Crm> {
  const request = { token: highLevel.grants[0]?.token, baseUrl: highLevel.url };
  const answer = await bridge.call<Crm>('PUT', `${path}/crm`, request);
  if (answer.status !== 200) throw new Error(`It could not be turned on: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** By the stand-in's own specification, by Prism, and by the promise never to ask for contacts. */
export async function assertRightful(highLevel: HighLevel): Promise<void> {
  if (highLevel.contactsCalls().length > 0) throw new Error('Contacts were asked for.');
  // The same request again is as right as it was before.
  const distinct = new Map(
    highLevel.requests.map((one) => [JSON.stringify([one.method, one.path, one.query, one.headers, one.body]), one]),
  );
  const faults = await prismFaults([...distinct.values()]);
  if (faults.length > 0) throw new Error(`Requests broke the specification: ${JSON.stringify(faults.slice(0, 3))}`);
}

export function blocksIn({ state }: HighLevel) {
  return state.blockedSlots
    .filter(({ title }) => title.endsWith('· Slotbridge'))
    .map(({ id, title, startTime, endTime }) => ({ id, title, start: Date.parse(startTime), end: Date.parse(endTime) }))
    .sort((a, b) => a.start - b.start);
}

/** The starts that customers can book with Ann in the coming ten days, as the CRM tells them. */
export async function freeStarts(highLevel: HighLevel): Promise<number[]> {
  const query = `startDate=${Date.now()}&endDate=${Date.now() + 10 * DAY}&timezone=UTC&userId=${DEFAULT_IDS.ann}`;
  const { body } = await askHighLevel(highLevel, 'GET', `/calendars/${DEFAULT_IDS.consultation}/free-slots?${query}`);
  const days = Object.values(body).filter((day): day is { slots: string[] } => typeof day === 'object');
  return days.flatMap(({ slots }) => slots.map((slot) => Date.parse(slot)));
}

/** Waits until `is` holds. */
export async function until(what: string, is: () => boolean | Promise<boolean>, ms = 8000): Promise<void> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(25)) if (await is()) return;
  throw new Error(`It never came to this: ${what}`);
}
