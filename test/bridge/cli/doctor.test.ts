import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeVersion, timeZone } from '../../../bridge/cli/doctor/computer.ts';
import { serverAndClock } from '../../../bridge/cli/doctor/server.ts';
import { DEFAULT_ACCOUNT } from '../../sandbox/icloud/start.ts';
import { freePort } from '../../sandbox/server-process.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { run, startedBridge, takenPort } from './command.ts';
import { calendarIds, connectedBridge } from './doctor-connected.ts';

/** A calendar server as far as the doctor looks at it. */
async function clockServer(date: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.sendDate = false;
    response.writeHead(401, date === '' ? {} : { date }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function withServer(): Promise<Record<string, string>> {
  return {
    SLOTBRIDGE_HOME: await temporaryFolder(),
    SLOTBRIDGE_CALDAV_URL: await clockServer(new Date().toUTCString()),
  };
}

describe('slotbridge doctor', () => {
  it('says that the bridge does not run and how to start it, and changes nothing', async () => {
    const home = join(await temporaryFolder(), 'not-there');
    const { code, out } = await run(['doctor'], { ...(await withServer()), SLOTBRIDGE_HOME: home });
    expect(code).toBe(1);
    expect(out).toContain('BAD   The bridge does not run\n      → Start it with "npm start"');
    expect(out).toContain('is not there yet');
    await expect(chmod(home, 0o700)).rejects.toThrow('ENOENT');
  });

  it('finds files that others can read, damaged ones, and a client that is none', async () => {
    const env = await withServer();
    const home = env.SLOTBRIDGE_HOME ?? '';
    await mkdir(join(home, 'clients'), { mode: 0o700 });
    await writeFile(join(home, 'clients', 'odd.json'), '{', { mode: 0o600 });
    await writeFile(join(home, 'connections.json.damaged-2026'), '', { mode: 0o600 });
    await writeFile(join(home, 'connections.json'), '');
    await chmod(join(home, 'connections.json'), 0o644);
    const { code, out } = await run(['doctor'], env);
    expect(code).toBe(1);
    expect(out).toContain(`BAD   Others on this computer can get at ${join(home, 'connections.json')}\n`);
    expect(out).toContain('note  A damaged file was set aside');
    expect(out).toContain('odd.json is left out');
  });

  it('finds a data folder that is a file, one of other things, and a file in it where a folder should be', async () => {
    const env = await withServer();
    const folder = env.SLOTBRIDGE_HOME ?? '';
    await writeFile(join(folder, 'letter.txt'), '');
    await mkdir(join(folder, 'old'));
    await writeFile(join(folder, 'old', 'connections.json'), '');
    await writeFile(join(folder, 'old', 'lock'), '');
    for (const [home, why] of [
      [folder, 'it holds other things, such as'],
      [join(folder, 'letter.txt'), 'it is a file, or lies in one'],
      [join(folder, 'letter.txt', 'deeper'), 'it is a file, or lies in one'],
      [join(folder, 'old'), `${join(folder, 'old', 'lock')} is a file`],
    ] as const) {
      const { code, out, err } = await run(['doctor'], { ...env, SLOTBRIDGE_HOME: home });
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toContain(`BAD   ${home} cannot be the data folder: ${why}`);
      expect(out).toContain('→ Set SLOTBRIDGE_HOME to');
      expect(out).toContain('ok    The calendar server');
    }
  });

  it('finds the bridge wherever it listens, and says so when another port is set', async () => {
    const bridge = await startedBridge(await withServer());
    const runs = `The bridge runs (process ${bridge.process.pid}) on port ${bridge.port}`;
    const found = await run(['doctor'], { ...bridge.env, SLOTBRIDGE_PORT: '0' });
    expect(found.out).toContain(`ok    ${runs}\n`);
    expect(found.out).toContain('No iCloud account is connected yet');
    const free = await freePort();
    const other = await run(['doctor'], { ...bridge.env, SLOTBRIDGE_PORT: String(free) });
    expect(other.out).toContain(
      `note  ${runs}, not on ${free}\n      → Enter ${bridge.port} in the extension's options`,
    );
  });

  it('finds another program on the port', async () => {
    const { code, out } = await run(['doctor'], {
      ...(await withServer()),
      SLOTBRIDGE_PORT: String(await takenPort()),
    });
    expect(code).toBe(1);
    expect(out).toMatch(/BAD {3}Port \d+ is taken by another program\n {6}→ Stop that program/);
  });

  it('finds a port that no browser ever asks, and takes it for no other program', async () => {
    const { code, out } = await run(['doctor'], { ...(await withServer()), SLOTBRIDGE_PORT: '6000' });
    expect(code).toBe(1);
    expect(out).toMatch(/BAD {3}Browsers never ask port 6000, [^\n]*\n {6}→ Choose another port with SLOTBRIDGE_PORT/);
  });

  it('finds that passwords have nowhere to be kept', async () => {
    const { code, out } = await run(['doctor'], { ...(await withServer()), SLOTBRIDGE_SECRETS: 'file' });
    expect(code).toBe(1);
    expect(out).toContain('BAD   SLOTBRIDGE_SECRETS=file needs a passphrase\n      → Set SLOTBRIDGE_PASSPHRASE');
  });

  it('asks the running bridge how its connections are, and leaves no token behind', async () => {
    const { icloud, bridge, connection } = await connectedBridge();
    const before = await run(['doctor'], bridge.env);
    expect(before.out).toContain(`BAD   ${DEFAULT_ACCOUNT.appleId} for Ann Porter has no calendars chosen`);
    expect(before.out).toContain(`ok    The bridge runs (process ${bridge.process.pid}) on port ${bridge.port}`);
    expect(before.out).toContain('a connection in Pacific/Auckland');
    await connection('PUT', '/configuration', {
      linkedCalendarId: null,
      conflictCalendarIds: await calendarIds(connection),
    });
    await connection('POST', '/sync');
    const after = await run(['doctor'], bridge.env);
    expect(after.out).toContain(`ok    ${DEFAULT_ACCOUNT.appleId} for Ann Porter is connected; last checked`);
    await icloud.stop();
    await connection('POST', '/sync');
    const down = await run(['doctor'], bridge.env);
    expect(down.code).toBe(1);
    expect(down.out).toContain(`BAD   ${DEFAULT_ACCOUNT.appleId} for Ann Porter: unreachable`);
    expect((await run(['token', 'list'], bridge.env)).out).toMatch(/^test\t[^\n]*\n$/);
  });
});

it('gives its token to nobody who only passes on the bridge’s proof', async () => {
  const bridge = await startedBridge(await withServer());
  const seen: string[] = [];
  const relay = createServer(async (request, response) => {
    seen.push(`${request.url} ${request.headers.authorization}`);
    const body = request.method === 'POST' ? JSON.parse(await text(request)) : undefined;
    const answer = await bridge.call(request.method ?? '', request.url ?? '', undefined, body);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  onTestFinished(() => void relay.close().closeAllConnections());
  const port = String((relay.address() as AddressInfo).port);
  const { code, out } = await run(['doctor'], { ...bridge.env, SLOTBRIDGE_PORT: port });
  expect(code).toBe(1);
  expect(out).toContain('BAD   The bridge could not be asked: It is another bridge that answers on the port.');
  expect(seen).toEqual(['/v1/health undefined', '/v1/prove undefined']);
});

describe('what the doctor says of', () => {
  it.each([
    ['20.18.3', 'wrong'],
    ['18.20.0', 'wrong'],
    ['20.19.0', 'well'],
    ['22.1.0', 'well'],
  ])('Node.js %s: %s', (version, state) => {
    expect(nodeVersion(version).state).toBe(state);
  });

  it.each([
    ['right', '2026-03-02T08:00:59Z', 'well', 'The clock is right'],
    ['fast', '2026-03-02T08:05:00Z', 'wrong', 'The clock is 300 seconds fast'],
    ['slow', '2026-03-02T07:58:30Z', 'wrong', 'The clock is 90 seconds slow'],
  ])('a clock that is %s', async (_, now, state, what) => {
    const url = await clockServer('Mon, 02 Mar 2026 08:00:00 GMT');
    expect((await serverAndClock(url, () => Date.parse(now)))[1]).toMatchObject({ state, what });
  });

  it('a server that tells no time, and one that is not there', async () => {
    expect((await serverAndClock(await clockServer(''), Date.now))[1]?.state).toBe('note');
    expect((await serverAndClock('http://127.0.0.1:9', Date.now))[0]).toMatchObject({ state: 'wrong' });
  });

  it('a computer that has travelled', () => {
    expect(timeZone('Asia/Tokyo', ['Europe/Berlin']).state).toBe('note');
    expect(timeZone('Europe/Berlin', ['Europe/Berlin']).state).toBe('well');
  });
});
