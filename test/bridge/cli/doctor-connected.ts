import { expect, onTestFinished } from 'vitest';
import { DEFAULT_ACCOUNT, startICloud } from '../../sandbox/icloud/start.ts';
import { run, startedBridge } from './command.ts';

type OnConnection = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** A bridge in its own process, connected to a stand-in iCloud with one calendar. */
export async function connectedBridge() {
  const icloud = await startICloud();
  onTestFinished(() => icloud.stop());
  icloud.account().calendars.create({ name: 'Home', path: 'home' });
  const bridge = await startedBridge({ SLOTBRIDGE_CALDAV_URL: icloud.url });
  const token = (await run(['token', 'create', '--name', 'test'], bridge.env)).out.trim();
  const { appleId, appPassword } = DEFAULT_ACCOUNT;
  const person = { locationId: 'loc1', userId: 'user1', userName: 'Ann Porter', timeZone: 'Pacific/Auckland' };
  const made = await bridge.call('POST', '/v1/connections', token, { ...person, appleId, appPassword });
  const { id } = made.body as { id: string };
  const connection: OnConnection = async (method, path, body) => {
    const answer = await bridge.call(method, `/v1/connections/${id}${path}`, token, body);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  return { icloud, bridge, connection };
}

export async function calendarIds(connection: OnConnection): Promise<string[]> {
  const { calendars } = (await connection('GET', '/calendars')) as { calendars: { id: string }[] };
  return calendars.map(({ id }) => id);
}
