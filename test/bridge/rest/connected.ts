import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import { type Answer, startBridge, type TestBridge, type TestBridgeOptions } from '../../sandbox/bridge.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../../sandbox/icloud/start.ts';

export const CONNECT = {
  locationId: 'loc1',
  locationName: 'Sunrise Dental',
  userId: 'user1',
  userName: 'Ann Porter',
  appleId: DEFAULT_ACCOUNT.appleId,
  appPassword: DEFAULT_ACCOUNT.appPassword,
  timeZone: 'America/New_York',
};

/** An iCloud event in UTC. */
export function event(uid: string, start: string, end: string, more: readonly string[] = []): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'BEGIN:VEVENT', `UID:${uid}`];
  lines.push('DTSTAMP:20261101T000000Z', `DTSTART:${start}`, `DTEND:${end}`, `SUMMARY:${uid} title`, ...more);
  return [...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

export interface Setting {
  readonly icloud: ICloud;
  readonly bridge: TestBridge;
  stop(): Promise<void>;
}

/** A stand-in iCloud with the calendars Home and Work (own), Family (read-only) and Holidays (a subscription), and a bridge. */
export async function startSetting(options: Partial<TestBridgeOptions> = {}): Promise<Setting> {
  const icloud = await startICloud();
  const { calendars } = icloud.account();
  calendars.create({ name: 'Home', path: 'home', color: '#FF2968FF' });
  calendars.create({ name: 'Work', path: 'work' });
  calendars.create({ name: 'Family', path: 'family', kind: 'shared', access: 'reader' });
  calendars.create({ name: 'Holidays', path: 'holidays', kind: 'subscription', source: 'webcal://example.org/h.ics' });
  const bridge = await startBridge({ caldavUrl: icloud.url, ...options });
  const stop = async () => {
    await bridge.discard();
    await icloud.stop();
  };
  return { icloud, bridge, stop };
}

export interface ConnectedSetting extends Setting {
  readonly id: string;
  calendarId(name: string): string;
  sync(): Promise<Answer<{ requests: number; calendars: { mode: string; error?: string }[]; error?: string }>>;
  slots(from?: string, to?: string): Promise<BlockedSlots>;
}

/** As `startSetting`, connected, with the named calendars chosen as conflict calendars and read once. */
export async function connectedSetting(chosen: readonly string[] = ['Home']): Promise<ConnectedSetting> {
  const setting = await startSetting();
  const { bridge } = setting;
  const { id } = (await bridge.call<Connection>('POST', '/v1/connections', CONNECT)).body;
  const { calendars } = (await bridge.call<{ calendars: Calendar[] }>('GET', `/v1/connections/${id}/calendars`)).body;
  const calendarId = (name: string) => calendars.find((calendar) => calendar.name === name)?.id ?? `no ${name}`;
  const configuration = { linkedCalendarId: null, conflictCalendarIds: chosen.map(calendarId) };
  await bridge.call('PUT', `/v1/connections/${id}/configuration`, configuration);
  const sync: ConnectedSetting['sync'] = () => bridge.call('POST', `/v1/connections/${id}/sync`);
  await sync();
  const slots = async (from = '2026-12-01T00:00:00Z', to = '2026-12-31T00:00:00Z') =>
    (await bridge.call<BlockedSlots>('GET', `/v1/connections/${id}/blocked-slots?from=${from}&to=${to}`)).body;
  return { ...setting, id, calendarId, sync, slots };
}
