import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import type { Calendar, Connection } from '../../../shared/contract/connection.ts';
import { startBridge } from '../../sandbox/bridge.ts';
import { startICloud } from '../../sandbox/icloud/start.ts';
import { CONNECT, event } from '../rest/connected.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('a start that fails over one connection leaves nothing of the others running', async () => {
  const icloud = await startICloud();
  onTestFinished(() => icloud.stop());
  icloud.account().calendars.create({ name: 'Home', path: 'home' });
  const secrets = openMemory();
  const bridge = await startBridge({ caldavUrl: icloud.url, secrets });
  onTestFinished(() => rm(bridge.home, { recursive: true, force: true }));
  const connect = async (userId: string) => {
    const { id } = (await bridge.call<Connection>('POST', '/v1/connections', { ...CONNECT, userId })).body;
    const { calendars } = (await bridge.call<{ calendars: Calendar[] }>('GET', `/v1/connections/${id}/calendars`)).body;
    const conflictCalendarIds = calendars.map((calendar) => calendar.id);
    await bridge.call('PUT', `/v1/connections/${id}/configuration`, { linkedCalendarId: null, conflictCalendarIds });
    await bridge.call('POST', `/v1/connections/${id}/sync`);
    return id;
  };
  await connect('user1');
  const second = await connect('user2');
  await bridge.stop();

  const cache = path.join(bridge.home, 'cache', second);
  await rm(cache, { recursive: true });
  await writeFile(cache, '');
  // The first connection asks at once, and would ask on once it hears what changed.
  icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
  icloud.faults.set('slow', 2000);
  icloud.requests.length = 0;
  await expect(startBridge({ caldavUrl: icloud.url, secrets, home: bridge.home })).rejects.toThrow();
  await pause(3000);
  expect(icloud.requests.map(({ asked }) => asked).filter((asked) => asked !== 'propfind')).toEqual([]);
});
