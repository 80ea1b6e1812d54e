import ICAL from 'ical.js';
import { createCalDavClient } from '../../../bridge/caldav/client.ts';
import { DEFAULT_ACCOUNT, startICloud } from '../../sandbox/icloud/start.ts';
import { startRadicale } from '../../sandbox/radicale.ts';
import { startXandikos } from '../../sandbox/xandikos.ts';
import { type Booked, startBooked } from './booked.ts';

/** An event as another program reads it: ical.js, with the VTIMEZONE that stands beside it. */
export interface ReadEvent {
  readonly calendar: string;
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly status: string;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly zone: string;
  readonly names: readonly string[];
}

export interface ServerUnderTest {
  readonly booked: Booked;
  /** Every event of both calendars, past the bridge. */
  events(): Promise<ReadEvent[]>;
  stop(): Promise<void>;
}

interface Place {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Of the calendars, with a slash at the end. */
  readonly home: string;
  stop(): Promise<void>;
}

async function radicale(): Promise<Place> {
  const server = await startRadicale({ users: { ann: 'pw' } });
  for (const name of ['work', 'home']) await server.mkcalendar(`/ann/${name}/`, { name });
  return { url: server.url, user: 'ann', password: 'pw', home: '/ann/', stop: server.stop };
}

async function xandikos(): Promise<Place> {
  const server = await startXandikos({ user: 'ann' });
  for (const name of ['work', 'home']) await server.mkcalendar(`${server.home}${name}/`, { name });
  return { url: server.url, user: 'ann', password: 'pw', home: server.home, stop: server.stop };
}

async function icloud(): Promise<Place> {
  const server = await startICloud();
  const { calendars, id } = server.account();
  for (const name of ['work', 'home']) calendars.create({ name, path: name });
  const { appleId: user, appPassword: password } = DEFAULT_ACCOUNT;
  return { url: server.url, user, password, home: `/${id}/calendars/`, stop: server.stop };
}

/** The last word: whether a backslash before an n stays one. Xandikos makes a line break of it, whoever writes it. */
export const SERVERS = [
  ['Radicale', radicale, true],
  ['Xandikos', xandikos, false],
  ['the stand-in iCloud', icloud, true],
] as const;

/** A server with the calendars work and home, and a bridge that writes to work. */
export async function startServer(start: () => Promise<Place>): Promise<ServerUnderTest> {
  const place = await start();
  const { url, user, password } = place;
  const booked = await startBooked({ radicale: { url } }, { connect: { appleId: user, appPassword: password } });
  await booked.link('work');
  return {
    booked,
    events: async () => (await Promise.all(['work', 'home'].map((name) => eventsOf(place, name)))).flat(),
    stop: async () => {
      await booked.bridge.discard();
      await place.stop();
    },
  };
}

async function eventsOf({ url, user, password, home }: Place, calendar: string): Promise<ReadEvent[]> {
  const traffic = { requests: 0, bytesReceived: 0 };
  const client = createCalDavClient({ serverUrl: url, username: user, password, traffic });
  const listed = await client.listResources(`${home}${calendar}/`);
  const { resources } = await client.fetchResources(
    `${home}${calendar}/`,
    listed.map(({ href }) => href),
  );
  return resources.map(({ text }) => readEvent(calendar, text));
}

function readEvent(calendar: string, text: string): ReadEvent {
  const root = new ICAL.Component(ICAL.parse(text));
  const [vevent, ...others] = root.getAllSubcomponents('vevent');
  if (!vevent || others.length > 0) throw new Error('Not one event.');
  const event = new ICAL.Event(vevent);
  return {
    calendar,
    uid: event.uid,
    summary: event.summary,
    description: event.description ?? '',
    location: event.location ?? '',
    status: String(vevent.getFirstPropertyValue('status')),
    start: event.startDate.toUnixTime() * 1000,
    end: event.endDate.toUnixTime() * 1000,
    zone: event.startDate.zone?.tzid ?? '',
    names: [...root.getAllProperties(), ...vevent.getAllProperties()].map(({ name }) => name),
  };
}
