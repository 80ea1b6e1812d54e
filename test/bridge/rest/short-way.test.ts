import { once } from 'node:events';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { type ConnectedSetting, connectedSetting, event } from './connected.ts';

const RANGE = '?from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z';
let setting: ConnectedSetting;
afterEach(() => setting.stop());

interface Heard {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As it is on the wire. A body makes a question take the long way. */
async function ask(headers: OutgoingHttpHeaders = {}, query = RANGE, id = setting.id, body?: string): Promise<Heard> {
  const { url, token } = setting.bridge;
  const always = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const asking = request(new URL(`/v1/connections/${id}/blocked-slots${query}`, url), {
    headers: { ...always, ...length, ...headers },
  });
  asking.end(body);
  const [answer] = await once(asking, 'response');
  const { date: _, ...kept } = answer.headers as IncomingHttpHeaders;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { status: answer.statusCode, headers: kept, body: Buffer.concat(chunks).toString() };
}

it('answers the same as the long way, with the same headers', async () => {
  setting = await connectedSetting();
  setting.icloud.account().put('home', 'a.ics', event('a', '20261202T100000Z', '20261202T110000Z'));
  await setting.sync();
  const short = await ask();
  expect(short).toEqual(await ask({}, RANGE, setting.id, '{}'));
  expect(short).toMatchObject({ status: 200, headers: { 'x-content-type-options': 'nosniff' } });
  expect(short.body).toContain('2026-12-02T10:00:00Z');
  const known = { 'if-none-match': short.headers.etag };
  const notAgain = await ask(known);
  expect(notAgain).toEqual(await ask(known, RANGE, setting.id, '{}'));
  expect(notAgain).toMatchObject({ status: 304, body: '' });
});

it('lets nobody in whom the long way would refuse', async () => {
  setting = await connectedSetting();
  const codes = [];
  for (const headers of [
    { authorization: '' },
    { authorization: `Bearer ${'x'.repeat(43)}` },
    { host: 'evil.example' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' },
  ]) {
    const { status, body } = await ask(headers);
    codes.push(`${status} ${JSON.parse(body).code}`);
  }
  expect(codes).toEqual([
    '401 unauthorized',
    '401 unauthorized',
    '421 wrong-host',
    '403 wrong-origin',
    '403 wrong-origin',
    '403 wrong-origin',
  ]);
});

it('leaves what is wrong to the long way', async () => {
  setting = await connectedSetting();
  const bad = async (query: string, id?: string) => {
    const { status, body } = await ask({}, query, id);
    return `${status} ${JSON.parse(body).code}`;
  };
  expect(await bad(RANGE, 'nobody')).toBe('404 not-found');
  expect(await bad(`${RANGE}&to=2026-12-30T00:00:00Z`)).toBe('422 invalid');
  expect(await bad('')).toBe('422 invalid');
  expect(await bad('?from=2026-12-01T00:00:00Z&to=2028-12-31T00:00:00Z')).toBe('422 range-too-long');
});
