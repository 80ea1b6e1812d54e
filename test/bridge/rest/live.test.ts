import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ConnectedSetting, connectedSetting, event } from './connected.ts';

let setting: ConnectedSetting;
const open: WebSocket[] = [];
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await setting.stop();
});

type Message = Record<string, unknown> & { type: string };

/** A client that keeps what it hears. */
function dial(headers: Record<string, string> = {}, path = '/v1/live') {
  const socket = new WebSocket(`ws://127.0.0.1:${setting.bridge.port}${path}`, { headers });
  open.push(socket);
  const heard: Message[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  const until = async (wanted: (message: Message) => boolean): Promise<Message> => {
    for (const deadline = Date.now() + 8000; Date.now() < deadline; await pause(20)) {
      const found = heard.find(wanted);
      if (found) return found;
    }
    throw new Error(`Not heard; heard ${JSON.stringify(heard)}`);
  };
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const refused = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
  socket.on('error', () => undefined);
  const say = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const ready = new Promise<void>((resolve) => socket.on('open', () => resolve()));
  return { heard, until, closed, refused, say, ready };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function welcomed() {
  const client = dial();
  await client.ready;
  client.say({ type: 'hello', token: setting.bridge.token });
  expect(await client.until(({ type }) => type === 'welcome')).toEqual({ type: 'welcome', protocol: 1 });
  return client;
}

describe('the live socket', () => {
  it('tells the revision to who begins to watch, polls at once when visible, and tells of the change', async () => {
    setting = await connectedSetting();
    const client = await welcomed();
    client.say({ type: 'watch', connectionId: setting.id, visible: false });
    const first = await client.until(({ type }) => type === 'blocked-slots');
    expect(first).toMatchObject({ connectionId: setting.id, revision: (await setting.slots()).revision });
    setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
    client.say({ type: 'watch', connectionId: setting.id, visible: true });
    await client.until((message) => message.type === 'blocked-slots' && message.revision !== first.revision);
    expect(await client.until(({ type }) => type === 'checked')).toMatchObject({ complete: true });
    expect((await setting.slots()).slots).toHaveLength(1);
  });

  it('tells when the server goes away', async () => {
    setting = await connectedSetting();
    const client = await welcomed();
    client.say({ type: 'watch', connectionId: setting.id, visible: false });
    await setting.icloud.stop();
    await setting.sync();
    await client.until(({ type, complete }) => type === 'checked' && complete === false);
    const told = await client.until(({ type }) => type === 'connection');
    expect(told).toMatchObject({ connection: { id: setting.id, status: 'unreachable' } });
    await setting.icloud.start();
  });

  it('closes with 4401 on a wrong token, and on anything before the hello', async () => {
    setting = await connectedSetting();
    const wrong = dial();
    await wrong.ready;
    wrong.say({ type: 'hello', token: 'nobody' });
    expect(await wrong.closed).toBe(4401);
    const hasty = dial();
    await hasty.ready;
    hasty.say({ type: 'watch', connectionId: setting.id, visible: true });
    expect(await hasty.closed).toBe(4401);
  });

  it('closes with 4401 when nothing is said within five seconds', async () => {
    setting = await connectedSetting();
    const began = Date.now();
    const silent = dial();
    expect(await silent.closed).toBe(4401);
    expect(Date.now() - began).toBeGreaterThan(4000);
  });

  it('takes no more sockets while 32 have shown no token, and takes them again once one of those went', async () => {
    setting = await connectedSetting();
    const known = await welcomed();
    const strangers = Array.from({ length: 32 }, () => dial());
    await Promise.all(strangers.map(({ ready }) => ready));
    expect(await dial().refused).toBe(429);
    known.say({ type: 'watch', connectionId: setting.id, visible: false });
    await known.until(({ type }) => type === 'blocked-slots');
    strangers[0]?.say('nonsense');
    await strangers[0]?.closed;
    await welcomed();
  });

  it('closes on what is no message, without harm to others', async () => {
    setting = await connectedSetting();
    const other = await welcomed();
    const odd = await welcomed();
    odd.say('{"type":"watch","connectionId":{"$ne":1}}');
    expect(await odd.closed).toBe(4400);
    other.say({ type: 'watch', connectionId: setting.id, visible: false });
    await other.until(({ type }) => type === 'blocked-slots');
  });

  it('closes within seconds when its client is revoked', async () => {
    setting = await connectedSetting();
    const client = await welcomed();
    const [{ id = '' } = {}] = setting.bridge.bridge.clients.list();
    const began = Date.now();
    await setting.bridge.bridge.clients.revoke(id);
    expect(await client.closed).toBe(4401);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it.each([
    ['another page', { Origin: 'https://evil.example' }, 403],
    ['an extension that is not paired', { Origin: 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, 403],
    ['another host name', { Host: 'rebound.example' }, 421],
  ])('refuses %s at the upgrade', async (_who, headers, status) => {
    setting = await connectedSetting();
    expect(await dial(headers).refused).toBe(status);
  });

  it('is at its own address alone', async () => {
    setting = await connectedSetting();
    for (const path of ['/', '/v1/nothing', '/v1/connections', '/v1/live/more']) {
      expect(await dial({}, path).refused).toBe(404);
    }
    await expect(dial({}, '/v1/live?from=worker').ready).resolves.toBeUndefined();
  });
});
