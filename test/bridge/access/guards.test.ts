import { describe, expect, it } from 'vitest';
import { checkUpgrade } from '../../../bridge/access/guards.ts';
import { ask, EXTENSION, OTHER_EXTENSION, openDoors, send } from './doors.ts';

describe('the Host header', () => {
  it.each(['127.0.0.1', 'localhost'])('may be %s at the port', async (name) => {
    const { port } = await openDoors();
    expect((await send(port, 'GET /v1/health', [`Host: ${name}:${port}`])).status).toBe(200);
  });

  it.each([
    (port: number) => `evil.example:${port}`,
    (port: number) => `127.0.0.1.evil.example:${port}`,
    (port: number) => `evil.example#@127.0.0.1:${port}`,
    (port: number) => `user@127.0.0.1:${port}`,
    (port: number) => `127.0.0.1:${port}, evil.example`,
    (port: number) => `127.0.0.1:0${port}`,
    (port: number) => `127.1:${port}`,
    (port: number) => `[::1]:${port}`,
    (port: number) => `LOCALHOST:${port}`,
    (port: number) => `localhost.:${port}`,
    (port: number) => `0.0.0.0:${port}`,
    () => '127.0.0.1',
    () => 'localhost',
    () => '127.0.0.1:1',
    () => '',
    () => '%%%',
  ])('is refused otherwise: %s', async (host) => {
    const { port } = await openDoors();
    expect(await send(port, 'GET /v1/health', [`Host: ${host(port)}`])).toMatchObject({
      status: 421,
      code: 'wrong-host',
    });
  });

  it('is refused when given twice, even twice the same', async () => {
    const { port } = await openDoors();
    const host = `Host: 127.0.0.1:${port}`;
    expect(await send(port, 'GET /v1/health', [host, `host: 127.0.0.1:${port}`])).toMatchObject({ code: 'wrong-host' });
    expect(await send(port, 'GET /v1/health', [host, 'HOST: evil.example'])).toMatchObject({ code: 'wrong-host' });
  });
});

describe('a request target that names a host', () => {
  it.each([
    (port: number) => `http://evil.example:${port}/v1/health`,
    (port: number) => `http://127.0.0.1:${port}/v1/health`,
  ])('is refused, whatever Host says: %s', async (target) => {
    const { port } = await openDoors();
    expect(await ask(port, `GET ${target(port)}`)).toMatchObject({ status: 421, code: 'wrong-host' });
    expect((await ask(port, 'GET /v1/health?at=http://evil.example')).status).toBe(200);
  });
});

describe('the Origin header', () => {
  it.each([
    ['a page', 'https://evil.example'],
    ['the CRM', 'https://app.gohighlevel.com'],
    ['a sandboxed page', 'null'],
    ['nothing', ''],
    ['an extension that is not paired', OTHER_EXTENSION],
    ['another browser family', 'moz-extension://0b5d2c4e-0000-4000-8000-000000000000'],
    ['two at once', `${EXTENSION}, https://evil.example`],
    ['another program on this computer', 'http://127.0.0.1:3000'],
  ])('of %s is refused', async (_, origin) => {
    const { port, clients } = await openDoors();
    await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: EXTENSION });
    expect(await ask(port, 'GET /v1/health', [`Origin: ${origin}`])).toMatchObject({
      status: 403,
      code: 'wrong-origin',
    });
  });

  it('of a paired extension and of the own page passes', async () => {
    const { port, clients } = await openDoors();
    const { client } = await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: EXTENSION });
    for (const origin of [EXTENSION, `http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      expect((await ask(port, 'GET /v1/health', [`Origin: ${origin}`])).status).toBe(200);
    }
    await clients.revoke(client.id);
    expect(await ask(port, 'GET /v1/health', [`Origin: ${EXTENSION}`])).toMatchObject({ code: 'wrong-origin' });
  });

  it('may be any extension when pairing, and nothing else that has one', async () => {
    const { port } = await openDoors();
    const pair = (origin: string) => ask(port, 'POST /v1/pair', [`Origin: ${origin}`], {});
    expect(await pair(OTHER_EXTENSION)).toMatchObject({ code: 'invalid' });
    for (const origin of [
      'https://evil.example',
      `http://127.0.0.1:${port}`,
      'chrome-extension://short',
      `${EXTENSION}/`,
    ]) {
      expect(await pair(origin)).toMatchObject({ code: 'wrong-origin' });
    }
  });

  it('of an extension does not pass by a path that only looks like the pairing one', async () => {
    const { port } = await openDoors();
    for (const path of ['/v1/pair/', '/v1/PAIR', '//v1/pair', '/v1/health?/v1/pair']) {
      expect(await ask(port, `POST ${path}`, [`Origin: ${OTHER_EXTENSION}`], {})).toMatchObject({
        code: 'wrong-origin',
      });
    }
  });
});

describe('a request without Origin', () => {
  it.each([
    ['from a script, with no word of where from', [], '/v1/health', 200],
    ['from the extension itself', ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: cors'], '/v1/health', 200],
    ['from the own page', ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: cors'], '/v1/health', 200],
    ['from another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'], '/v1/health', 403],
    ['from another port of this computer', ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors'], '/v1/health', 403],
    ['that names a site nobody knows', ['Sec-Fetch-Site: whatever'], '/v1/health', 403],
    ['typed into the address bar, to the page', ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate'], '/', 200],
    ['typed, to the page with a query', ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate'], '/?a=1', 200],
    ['typed, to anything else', ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate'], '/v1/health', 403],
    ['from a link on another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'], '/', 403],
  ])('%s %o to %s is answered %i', async (_, headers, path, status) => {
    const { port } = await openDoors();
    expect((await ask(port, `GET ${path}`, headers)).status).toBe(status);
  });
});

describe("a WebSocket's upgrade", () => {
  const verdict = async (headers: (port: number) => string[]) => {
    const { server, port, guards, clients } = await openDoors();
    await clients.create({ name: 'Chrome', madeBy: 'pairing', origin: EXTENSION });
    const seen = new Promise<string | undefined>((resolve) => {
      server.on('upgrade', (request, socket) => {
        resolve(checkUpgrade(request, guards)?.code);
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    });
    await send(port, 'GET /v1/live', ['Connection: Upgrade', 'Upgrade: websocket', ...headers(port)]);
    return seen;
  };

  it('passes from the paired extension and from a script', async () => {
    expect(await verdict((port) => [`Host: 127.0.0.1:${port}`, `Origin: ${EXTENSION}`])).toBeUndefined();
    expect(await verdict((port) => [`Host: localhost:${port}`])).toBeUndefined();
  });

  it('is refused from anywhere else, and under another name', async () => {
    expect(await verdict((port) => [`Host: 127.0.0.1:${port}`, 'Origin: https://evil.example'])).toBe('wrong-origin');
    expect(await verdict((port) => [`Host: 127.0.0.1:${port}`, `Origin: ${OTHER_EXTENSION}`])).toBe('wrong-origin');
    expect(await verdict((port) => [`Host: evil.example:${port}`, `Origin: ${EXTENSION}`])).toBe('wrong-host');
  });
});
