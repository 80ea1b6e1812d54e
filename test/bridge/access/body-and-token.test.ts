import { describe, expect, it } from 'vitest';
import { ask, openDoors, send } from './doors.ts';

async function withClient() {
  const doors = await openDoors();
  const { token } = await doors.clients.create({ name: 'curl', madeBy: 'command', origin: null });
  return { ...doors, token, auth: `Authorization: Bearer ${token}` };
}

describe('a token', () => {
  it('lets its client in, by name', async () => {
    const { port, auth } = await withClient();
    expect(await ask(port, 'GET /v1/connections', [auth])).toMatchObject({ status: 200, body: { client: 'curl' } });
  });

  it.each([
    ['missing', () => []],
    ['empty', () => ['Authorization: Bearer ']],
    ['of another scheme', (token: string) => [`Authorization: Basic ${token}`]],
    [
      'one letter off',
      (token: string) => [`Authorization: Bearer ${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`],
    ],
    ['in the address', () => []],
    ['given with spaces', (token: string) => [`Authorization: Bearer ${token} ${token}`]],
    ['huge', () => [`Authorization: Bearer ${'a'.repeat(5_000)}`]],
  ])('that is %s does not', async (what, headers) => {
    const { port, token } = await withClient();
    const path = what === 'in the address' ? `/v1/connections?token=${token}` : '/v1/connections';
    expect(await ask(port, `GET ${path}`, headers(token))).toMatchObject({ status: 401, code: 'unauthorized' });
  });
});

describe('a body', () => {
  const post = async (type: string[], body: string | Buffer) => {
    const { port, auth } = await withClient();
    return send(port, 'POST /v1/connections', [`Host: 127.0.0.1:${port}`, auth, ...type], body);
  };
  const JSON_TYPE = ['Content-Type: application/json'];

  it('is read as JSON, with a charset or without', async () => {
    expect((await post(JSON_TYPE, '{"a":"ü"}')).body).toMatchObject({ body: { a: 'ü' } });
    expect((await post(['Content-Type: Application/JSON; charset=utf-8'], '{"a":1}')).body).toMatchObject({
      body: { a: 1 },
    });
  });

  it('may be missing', async () => {
    expect(await post([], '')).toMatchObject({ status: 200, body: { body: {} } });
  });

  it('that is JSON but no object reaches the schema', async () => {
    expect(await post(JSON_TYPE, '"text"')).toMatchObject({ status: 200, body: { body: 'text' } });
  });

  it.each([
    ['of a form', ['Content-Type: application/x-www-form-urlencoded'], '{"a":1}'],
    ['of plain text', ['Content-Type: text/plain'], '{"a":1}'],
    ['of a type that only begins like JSON', ['Content-Type: application/jsonp'], '{"a":1}'],
    ['with JSON as a parameter', ['Content-Type: text/plain; a=application/json'], '{"a":1}'],
    ['of no type', [], '{"a":1}'],
    ['that is cut off', JSON_TYPE, '{"a":'],
    ['that is Latin-1', JSON_TYPE, Buffer.from('{"a":"Zoë"}', 'latin1')],
    ['that ends within a letter', JSON_TYPE, Buffer.from('{"a":"ë"}').subarray(0, 7)],
    ['that is compressed', [...JSON_TYPE, 'Content-Encoding: gzip'], 'xx'],
    ['of an unknown charset', ['Content-Type: application/json; charset=klingon'], '{"a":1}'],
  ])('%s is not-json', async (_, type, body) => {
    expect(await post(type, body)).toMatchObject({ status: 415, code: 'not-json' });
  });

  it('is never quoted back when it cannot be read', async () => {
    const { body } = await post(JSON_TYPE, '{"appPassword":"canary-abcd-efgh" oops');
    expect(JSON.stringify(body)).not.toContain('canary');
  });

  it('of 64 KiB passes and one byte more is too large', async () => {
    const sized = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length) });
    expect((await post(JSON_TYPE, sized(65_536))).status).toBe(200);
    expect(await post(JSON_TYPE, sized(65_537))).toMatchObject({ status: 413, code: 'too-large' });
  });
});
