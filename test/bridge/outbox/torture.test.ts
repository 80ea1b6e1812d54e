import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventName } from '../../../bridge/domain/event-names.ts';
import { readOwnEvent } from '../../../bridge/icalendar/write/read-own-event.ts';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { builtBridge } from '../../sandbox/built-bridge.ts';
import { calendar, event } from '../icalendar/texts.ts';
import { type Calendars, pause, startCalendars, USER } from './booked.ts';
import { type Asking, askingAt, tell } from './torture/crm.ts';
import { createToken, type MortalBridge, startMortal } from './torture/mortal-bridge.ts';
import { type CalendarProxy, type Fate, startProxy } from './torture/proxy.ts';
import { type Random, randomFrom } from './torture/random.ts';
import { type Telling, writeStory } from './torture/story.ts';

const KILLS = Number(process.env.SLOTBRIDGE_TORTURE_KILLS ?? 20);
const SEED = Number(process.env.SLOTBRIDGE_TORTURE_SEED ?? (KILLS > 20 ? Date.now() % 100_000 : 4));
const APPOINTMENTS = 100;

const DENTIST = { start: '2027-12-24T09:00:00Z', end: '2027-12-24T10:00:00Z' };

interface Scene {
  readonly calendars: Calendars;
  readonly proxy: CalendarProxy;
  readonly token: string;
  start(): MortalBridge;
}

async function setScene(finish: (work: () => Promise<void>) => void): Promise<Scene> {
  const calendars = await startCalendars();
  finish(() => calendars.stop());
  const proxy = await startProxy(calendars.radicale.url);
  finish(() => proxy.stop());
  const home = await mkdtemp(join(tmpdir(), 'slotbridge-torture-'));
  finish(() => rm(home, { recursive: true, force: true }));
  const main = await builtBridge();
  const env = {
    SLOTBRIDGE_HOME: home,
    SLOTBRIDGE_PORT: '0',
    SLOTBRIDGE_SECRETS: 'file',
    SLOTBRIDGE_PASSPHRASE: 'correct horse',
    SLOTBRIDGE_CALDAV_URL: proxy.url,
  };
  const token = await createToken(main, env);
  return {
    calendars,
    proxy,
    token,
    start: () => {
      const bridge = startMortal(main, env);
      finish(async () => bridge.kill());
      return bridge;
    },
  };
}

async function listening({ token }: Scene, bridge: MortalBridge): Promise<Asking> {
  const url = await bridge.ready;
  if (url === null) throw new Error('The bridge did not start.');
  return askingAt(url, token);
}

/** The first life: an account is connected, its calendar Work linked and watched. Gives the connection's path. */
async function connect(scene: Scene): Promise<string> {
  await scene.calendars.radicale.put(
    '/ann/work/dentist.ics',
    calendar(event('UID:dentist', 'DTSTART:20271224T090000Z', 'DTEND:20271224T100000Z', 'SUMMARY:Dentist')),
  );
  const bridge = scene.start();
  const ask = await listening(scene, bridge);
  const { name: appleId, password: appPassword } = USER;
  const account = { locationId: 'loc1', userId: 'user1', appleId, appPassword, timeZone: 'America/New_York' };
  const made = (await ask('POST', '/v1/connections', account))?.body as { id: string };
  const listed = (await ask('GET', `/v1/connections/${made.id}/calendars`))?.body as {
    calendars: { id: string; name: string }[];
  };
  const work = listed.calendars.find(({ name }) => name === 'Work')?.id;
  const chosen = { linkedCalendarId: work, conflictCalendarIds: [work] };
  expect(await ask('PUT', `/v1/connections/${made.id}/configuration`, chosen)).toMatchObject({ status: 200 });
  bridge.kill();
  await bridge.dead;
  return `/v1/connections/${made.id}`;
}

/** A death while starting, some time after the start, or at the `nth` request for an event. */
type Death =
  | { readonly at: 'start' | 'moment'; readonly ms: number }
  | { readonly at: 'request'; readonly nth: number; readonly fate: Fate };

/** Among `tellings`, each of which takes two requests or three, every request may be the last. */
function drawDeath(random: Random, tellings: number): Death {
  const kind = random.between(1, 5);
  if (kind <= 2) return { at: kind === 1 ? 'start' : 'moment', ms: random.between(0, 600) };
  return { at: 'request', nth: random.between(1, 2 * tellings), fate: random.pick(['swallow', 'pass', 'answer-lost']) };
}

/** Kills the bridge as it was drawn. */
function doom(bridge: MortalBridge, death: Death, { proxy }: Scene): void {
  if (death.at !== 'request') {
    const from = death.at === 'start' ? Promise.resolve() : bridge.ready;
    return void from.then(() => setTimeout(bridge.kill, death.ms));
  }
  let seen = 0;
  proxy.watch((path, answer) => {
    if (path.endsWith('.ics')) seen += 1;
    if (seen !== death.nth || bridge.isDead()) return 'pass';
    if (death.fate === 'answer-lost') void answer.then(bridge.kill);
    else bridge.kill();
    return death.fate;
  });
}

/** Nobody waits longer for a request that never comes. */
const LONGEST_LIFE_MS = 5000;

async function liveAndDie(scene: Scene, path: string, work: readonly [Telling[], number], death: Death): Promise<void> {
  const bridge = scene.start();
  doom(bridge, death, scene);
  const url = await bridge.ready;
  if (url !== null) await tell(...work, { ask: askingAt(url, scene.token), path }, bridge);
  await Promise.race([bridge.dead, pause(LONGEST_LIFE_MS)]);
  bridge.kill();
  await bridge.dead;
  scene.proxy.watch(() => 'pass');
}

interface Listed {
  readonly appointmentId: string;
  readonly state: string;
}

/** The last life: what is left is told, and all of it is carried out. */
async function settle(scene: Scene, path: string, waiting: Telling[]): Promise<Asking> {
  const bridge = scene.start();
  const ask = await listening(scene, bridge);
  while (waiting.length > 0) {
    if (bridge.isDead()) throw new Error(`The last bridge died, with ${waiting.length} still to be told.`);
    await tell(waiting, waiting.length, { ask, path }, bridge);
  }
  let unsettled: Listed[] = [];
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await pause(100)) {
    const { body } = (await ask('GET', `${path}/appointments`)) ?? {};
    const listed = (body as { appointments: Listed[] }).appointments;
    unsettled = listed.filter(({ state }) => state !== 'written' && state !== 'removed');
    if (unsettled.length === 0) return ask;
  }
  throw new Error(`Never settled: ${JSON.stringify(unsettled)}`);
}

/** An event in words, so that a difference can be read. */
function inWords(uid: string, start: number, end: number, title: string | null): string {
  return `${new Date(start).toISOString()} to ${new Date(end).toISOString()} ${title} (${uid})`;
}

function wanted({ id, title, start, end }: Appointment): string {
  const { uid } = eventName({ locationId: 'loc1', userId: 'user1', appointmentId: id }, 1);
  return inWords(uid, Date.parse(start), Date.parse(end), title);
}

async function standingIn({ calendars }: Scene, name: string): Promise<string[]> {
  const events = await calendars.events(name);
  return events.map(({ href, text }) => {
    const own = readOwnEvent(text, 'UTC');
    return own ? inWords(own.uid, own.start, own.end, own.title) : href;
  });
}

test(`a bridge that is killed ${KILLS} times (seed ${SEED}) writes every booking once, and loses none`, {
  timeout: 120_000 + KILLS * 10_000,
}, async ({ onTestFinished }) => {
  const scene = await setScene(onTestFinished);
  const path = await connect(scene);
  const random = randomFrom(SEED);
  const story = writeStory(APPOINTMENTS, random);
  const waiting = [...story.tellings];
  for (let left = KILLS; left > 0; left -= 1) {
    const share = Math.ceil(waiting.length / left);
    await liveAndDie(scene, path, [waiting, share], drawDeath(random, share));
  }
  const ask = await settle(scene, path, waiting);
  expect((await standingIn(scene, 'work')).sort()).toEqual(
    [...story.standing.map(wanted), '/ann/work/dentist.ics'].sort(),
  );
  expect(await standingIn(scene, 'home')).toEqual([]);
  await ask('POST', `${path}/sync`);
  const range = 'from=2027-10-01T00:00:00Z&to=2027-12-31T00:00:00Z';
  const blocked = (await ask('GET', `${path}/blocked-slots?${range}`))?.body;
  expect(blocked).toMatchObject({ complete: true, slots: [DENTIST] });
});
