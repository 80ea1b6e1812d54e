import type { Appointment, Written } from '../../../shared/contract/appointments.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import { startBridge, type TestBridge, type TestBridgeOptions } from '../../sandbox/bridge.ts';
import { type Radicale, startRadicale } from '../../sandbox/radicale.ts';

export const USER = { name: 'ann', password: 'ann-secret' };

const CONNECT = {
  locationId: 'loc1',
  userId: 'user1',
  appleId: USER.name,
  appPassword: USER.password,
  timeZone: 'America/New_York',
};

/** A booking of an hour, as the CRM tells it; `more` in place of what it says otherwise. */
export function booking(id: string, more: Partial<Appointment> = {}): Appointment {
  return {
    id,
    title: `Visit of ${id}`,
    start: '2036-12-02T15:00:00Z',
    end: '2036-12-02T16:00:00Z',
    timeZone: 'America/New_York',
    status: 'confirmed',
    assignedUserId: 'user1',
    ...more,
  };
}

export interface Standing {
  readonly href: string;
  readonly text: string;
}

/** A real Radicale with the calendars Home and Work, as seen past the bridge. */
export interface Calendars {
  readonly radicale: Radicale;
  /** Every event of a calendar, by name of the collection, straight from the server. */
  events(calendar: string): Promise<Standing[]>;
  stop(): Promise<void>;
}

export async function startCalendars(): Promise<Calendars> {
  const radicale = await startRadicale({ users: { [USER.name]: USER.password } });
  await radicale.mkcalendar('/ann/home/', { name: 'Home' });
  await radicale.mkcalendar('/ann/work/', { name: 'Work' });
  return { radicale, events: (calendar) => eventsIn(radicale.url, calendar), stop: () => radicale.stop() };
}

async function eventsIn(url: string, calendar: string): Promise<Standing[]> {
  const answer = await fetch(new URL(`/ann/${calendar}/`, url), {
    method: 'REPORT',
    headers: {
      authorization: `Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}`,
      depth: '1',
      'content-type': 'application/xml',
    },
    body: `<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>
      <C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>`,
  });
  const xml = await answer.text();
  return [...xml.matchAll(/<response>.*?<href>(.*?)<\/href>.*?<C:calendar-data>(.*?)<\/C:calendar-data>/gs)].map(
    ([, href = '', text = '']) => ({ href, text: unescaped(text) }),
  );
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** A bridge that is connected to the calendars. */
export interface Booked {
  readonly bridge: TestBridge;
  readonly id: string;
  readonly path: string;
  calendarId(name: string): string;
  link(name: string | null, conflicts?: readonly string[]): Promise<void>;
  put(appointment: Appointment): Promise<Written>;
  list(state?: string): Promise<Written[]>;
  sync(): Promise<unknown>;
  /** Waits until the booking stands as it is named. */
  until(appointmentId: string, state: Written['state']): Promise<Written>;
}

export async function startBooked(
  calendars: { readonly radicale: Pick<Radicale, 'url'> },
  options: Partial<TestBridgeOptions> & { connect?: Partial<typeof CONNECT>; bridge?: TestBridge } = {},
): Promise<Booked> {
  const bridge = options.bridge ?? (await startBridge({ caldavUrl: calendars.radicale.url, ...options }));
  const known = (await bridge.call<{ connections: Connection[] }>('GET', '/v1/connections')).body.connections[0];
  const connect = { ...CONNECT, ...options.connect };
  const { id } = known ?? (await bridge.call<Connection>('POST', '/v1/connections', connect)).body;
  const path = `/v1/connections/${id}`;
  const listing = (await bridge.call<{ calendars: Calendar[] }>('GET', `${path}/calendars`)).body.calendars;
  const calendarId = (name: string) => listing.find((calendar) => calendar.name === name)?.id ?? `no ${name}`;
  const list = async (state?: string) => {
    const query = state === undefined ? '' : `?state=${state}`;
    const { body } = await bridge.call<{ appointments: Written[] }>('GET', `${path}/appointments${query}`);
    return body.appointments;
  };
  return {
    bridge,
    id,
    path,
    calendarId,
    link: async (name, conflicts = []) => {
      await bridge.call('PUT', `${path}/configuration`, {
        linkedCalendarId: name === null ? null : calendarId(name),
        conflictCalendarIds: conflicts.map(calendarId),
      });
    },
    put: async (appointment) =>
      (await bridge.call<Written>('PUT', `${path}/appointments/${appointment.id}`, appointment)).body,
    list,
    sync: () => bridge.call('POST', `${path}/sync`),
    until: async (appointmentId, state) => {
      let last: Written | undefined;
      for (const deadline = Date.now() + 15_000; Date.now() < deadline; await pause(25)) {
        last = (await list()).find((written) => written.appointmentId === appointmentId);
        if (last?.state === state) return last;
      }
      throw new Error(`Never ${state}: ${JSON.stringify(last)}`);
    },
  };
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
