import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../bridge/domain/clock.ts';
import { BridgeError, problemOf } from '../../../bridge/errors/bridge-error.ts';
import { openHighLevel } from '../../../bridge/highlevel/open.ts';
import { FAULTS, type Fault } from '../../sandbox/highlevel/faults.ts';
import { makeServerIdentity } from '../../sandbox/tls-certificate.ts';
import { literalServer } from '../caldav/literal-server.ts';
import { ann, aroundEach, at, clock, DAY, location, openTo, otherLocation } from './opened.ts';

const opened = aroundEach();
const today = { start: at('00:00'), end: at('00:00') + DAY };
const block = { title: 'Busy · Slotbridge', start: at('09:00'), end: at('12:00') };

/** The error of a call, and that nothing in it tells the token. */
async function errorOf(call: Promise<unknown>): Promise<BridgeError> {
  const error = await call.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof BridgeError)) throw new Error(`No error of the closed set: ${error}`);
  const cause = error.cause instanceof Error ? `${error.cause.stack}${JSON.stringify(error.cause)}` : '';
  expect(`${error.stack}${JSON.stringify(error.details)}${cause}`).not.toContain(opened.token);
  return error;
}

it('tells a token that HighLevel does not know', async () => {
  const api = openTo(opened.standIn, { token: 'pit-of-nobody' });
  expect((await errorOf(api.users())).code).toBe('invalid-token');
});

it('never sends what cannot be a token', async () => {
  const api = openTo(opened.standIn, { token: `${opened.token}\r\nx: y` });
  expect((await errorOf(api.users())).code).toBe('invalid-token');
  expect(opened.standIn.requests).toEqual([]);
});

it.each([
  ['locations.readonly', (api: typeof opened.api) => api.location()],
  ['users.readonly', (api: typeof opened.api) => api.users()],
  ['calendars.readonly', (api: typeof opened.api) => api.calendars()],
  ['calendars/events.readonly', (api: typeof opened.api) => api.appointments(ann, today)],
  ['calendars/events.write', (api: typeof opened.api) => api.createBlock(ann, block)],
] as const)('names the scope %s where the token lacks it', async (scope, call) => {
  const grant = opened.standIn.grants[0]!;
  grant.scopes = grant.scopes.filter((granted) => granted !== scope);
  const error = await errorOf(call(opened.api));
  expect(problemOf(error)).toMatchObject({ code: 'missing-scope', status: 403, scopes: [scope] });
  expect(error.message).toContain(scope);
});

it.each([401, 403] as const)('tells a token of another sub-account, refused with %i', async (elsewhere) => {
  opened.standIn.grants[0]!.elsewhere = elsewhere;
  const api = openTo(opened.standIn, { locationId: otherLocation });
  expect((await errorOf(api.location())).code).toBe('wrong-location');
  expect((await errorOf(api.users())).code).toBe('wrong-location');
});

/** What must not be taken for a block that does not stand, or for an empty list. */
const EXPECTED: Readonly<Record<string, { code: string; retryAfterMs?: number; says?: RegExp }>> = {
  '429 with Retry-After': { code: 'crm-throttled', retryAfterMs: 1000 },
  '429 without Retry-After': { code: 'crm-throttled' },
  'a page in place of JSON': { code: 'crm-unreachable', says: /is not HighLevel’s API/ },
  'half of the JSON': { code: 'crm-unreachable', says: /only a part of the answer/ },
  '500 before it is carried out': { code: 'crm-unreachable', says: /HTTP 500/ },
};

it.each(Object.entries(FAULTS))('has a name for %s', async (name, fault: Fault) => {
  opened.standIn.faults.add({ ...fault, times: 2 });
  const { code, retryAfterMs, says } = EXPECTED[name] ?? { code: 'crm-unreachable' };
  const error = await errorOf(opened.api.users());
  expect(error).toMatchObject({ code, message: expect.stringMatching(says ?? /./) });
  expect(error.details.retryAfterMs).toBe(retryAfterMs);
  opened.standIn.faults.clear();
  expect(await opened.api.users()).toHaveLength(2);
});

it('takes no fault of a change for done', async () => {
  const id = await opened.api.createBlock(ann, block);
  for (const [name, fault] of Object.entries(FAULTS)) {
    const change = { ...block, end: at('11:00') };
    opened.standIn.faults.add(fault);
    await expect(opened.api.changeBlock(id, ann, change), name).rejects.toBeInstanceOf(BridgeError);
  }
});

it('waits as long as the interval is where a limit is met without a Retry-After', async () => {
  opened.standIn.limits.burst = 1;
  await opened.api.users();
  const error = await errorOf(openTo(opened.standIn).users());
  expect(problemOf(error)).toMatchObject({ code: 'crm-throttled', status: 503, retryAfter: 10 });
});

it('spreads what it asks as the answers’ headers tell', async () => {
  // A fifth of 100 in each 0.4 s is ours, half of it at once: the 31st goes 0.6 s after the first.
  Object.assign(opened.standIn.limits, { burst: 100, burstMs: 400 });
  const api = openTo(opened.standIn, { clock: systemClock });
  const began = Date.now();
  for (let asked = 0; asked < 31; asked += 1) await api.users();
  expect(Date.now() - began).toBeGreaterThanOrEqual(600);
  // By HighLevel's usual limit it would be 15 s.
  expect(Date.now() - began).toBeLessThan(14_000);
});

it('says when what may be asked in a day is used up, and waits for an hour', async () => {
  opened.standIn.limits.daily = 1;
  await opened.api.users();
  const error = await errorOf(opened.api.users());
  expect(error).toMatchObject({ code: 'crm-throttled', message: expect.stringMatching(/in a day is used up/) });
  expect(problemOf(error).retryAfter).toBe(3600);
});

/** An API over a server that answers as it is told. */
async function over(respond: (response: ServerResponse, path: string) => void, timeoutMs?: number) {
  const server = await literalServer(({ path }, response) => respond(response, path));
  const options = { baseUrl: server.url, token: opened.token, locationId: location, clock };
  return { server, api: openHighLevel({ ...options, ...(timeoutMs === undefined ? {} : { timeoutMs }) }) };
}

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

it('follows no redirect, so that the token goes nowhere else', async () => {
  const elsewhere = await literalServer((_request, response) => json(response, 200, { users: [] }));
  const { api } = await over((response) => response.writeHead(302, { location: `${elsewhere.url}/users/` }).end());
  expect(await errorOf(api.users())).toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/another address/),
  });
  expect(elsewhere.received).toEqual([]);
});

it('ends the wait for an answer that does not come', async () => {
  const { api } = await over(() => undefined, 60);
  expect(await errorOf(api.users())).toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/did not answer within/),
  });
});

it('takes no answer without end', async () => {
  const { api } = await over((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(Buffer.alloc(21 * 1_048_576, 32));
  });
  expect(await errorOf(api.users())).toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/longer/),
  });
});

it('tells that nothing listens there', async () => {
  const api = openHighLevel({ baseUrl: 'http://127.0.0.1:1', token: opened.token, locationId: location, clock });
  expect(await errorOf(api.users())).toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/127\.0\.0\.1:1/),
  });
});

it('sends no token to a server whose certificate is not in order', async () => {
  let asked = 0;
  const server = createServer(makeServerIdentity(['localhost'], Date.now()), () => {
    asked += 1;
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const options = { token: opened.token, locationId: location, clock };
  expect(await errorOf(openHighLevel({ ...options, baseUrl: `https://localhost:${port}` }).users())).toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/certificate.*The token was not sent/),
  });
  expect(asked).toBe(0);
});

it('stops with its caller', async () => {
  const stopping = new AbortController();
  const server = await literalServer(() => stopping.abort());
  const options = { baseUrl: server.url, token: opened.token, locationId: location, clock };
  const api = openHighLevel({ ...options, signal: stopping.signal });
  expect(await errorOf(api.users())).toMatchObject({
    code: 'crm-unreachable',
    message: expect.stringMatching(/stopped/),
  });
});

it('finds out by asking for something else what a refusal without words is about', async () => {
  const { api } = await over((response, path) =>
    path.startsWith('/users/') ? json(response, 401, {}) : json(response, 200, {}),
  );
  expect(problemOf(await errorOf(api.users()))).toMatchObject({ code: 'missing-scope', scopes: ['users.readonly'] });
  const { api: refused } = await over((response) => json(response, 401, { message: 'Unauthorized' }));
  expect((await errorOf(refused.users())).code).toBe('invalid-token');
});

it('takes a wall before HighLevel for no word of HighLevel', async () => {
  const { api } = await over((response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>No</h1>'));
  expect(await errorOf(api.users())).toMatchObject({ code: 'crm-unreachable', message: expect.stringMatching(/wall/) });
});

it('takes a missing address for no missing block', async () => {
  const { api } = await over((response) =>
    json(response, 404, { message: 'Cannot PUT /calendars/events/block-slots/x' }),
  );
  expect((await errorOf(api.changeBlock('x', ann, block))).code).toBe('crm-unreachable');
  const { api: page } = await over((response) => response.writeHead(404).end('<h1>Not found</h1>'));
  expect((await errorOf(page.deleteBlock('x'))).code).toBe('crm-unreachable');
});

it('repeats nothing that says the token', async () => {
  const { api } = await over((response) => json(response, 400, { message: `Bad: Bearer ${opened.token}` }));
  expect((await errorOf(api.users())).message).toMatch(/HTTP 400\)\. /);
});

it('answers 422 for an address to which the token may not go', () => {
  for (const baseUrl of [
    'https://example.com',
    'http://services.leadconnectorhq.com',
    'http://127.0.0.1:1/v2',
    'https://u:p@localhost',
  ]) {
    const open = () => openHighLevel({ baseUrl, token: opened.token, locationId: location, clock });
    expect(open, baseUrl).toThrow(
      expect.objectContaining({
        code: 'invalid',
        details: expect.objectContaining({ errors: [expect.objectContaining({ path: 'baseUrl' })] }),
      }),
    );
  }
  for (const baseUrl of [
    undefined,
    'https://services.leadconnectorhq.com/',
    'http://localhost:4000',
    'http://[::1]:4000',
  ]) {
    openHighLevel({ baseUrl, token: opened.token, locationId: location, clock });
  }
});
