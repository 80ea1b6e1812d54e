import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, asking, hrefsIn, propfindBody } from './asking.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from './start.ts';

const PRINCIPAL = propfindBody('d:current-user-principal');
const HOME = propfindBody('c:calendar-home-set', 'c:calendar-user-address-set', 'c:calendar-description');

let icloud: ICloud;
let ask: Ask;
let id: string;

beforeAll(async () => {
  icloud = await startICloud();
  ask = asking(icloud);
  id = icloud.account().id;
});
afterAll(() => icloud.stop());

describe('finding the calendars', () => {
  test('the root names the principal with a relative address', async () => {
    const { status, text } = await ask('PROPFIND', `${icloud.url}/`, { body: PRINCIPAL, headers: { Depth: '0' } });
    expect(status).toBe(207);
    expect(text).toContain(
      `<current-user-principal xmlns='DAV:'><href xmlns='DAV:'>/${id}/principal/</href></current-user-principal>`,
    );
  });

  test('/.well-known/caldav answers in place, also without a Depth', async () => {
    const { status, text } = await ask('PROPFIND', `${icloud.url}/.well-known/caldav`, { body: PRINCIPAL });
    expect(status).toBe(207);
    expect(text).toContain(`/${id}/principal/`);
  });

  test('the principal names a home on another host, with its port', async () => {
    const { text } = await ask('PROPFIND', `${icloud.url}/${id}/principal/`, { body: HOME, headers: { Depth: '0' } });
    expect(new URL(icloud.partitionUrl).port).not.toBe(new URL(icloud.url).port);
    expect(text).toContain(`<href xmlns='DAV:'>${icloud.partitionUrl}/${id}/calendars/</href>`);
  });

  test('the owner has several addresses, and one is preferred', async () => {
    const { text } = await ask('PROPFIND', `${icloud.url}/${id}/principal/`, { body: HOME, headers: { Depth: '0' } });
    expect(text).toContain(`<href xmlns='DAV:' preferred='1'>mailto:${DEFAULT_ACCOUNT.appleId}</href>`);
    expect(text.match(/preferred/g)).toHaveLength(1);
  });

  test('what is there and what is not stand side by side', async () => {
    const { text } = await ask('PROPFIND', `${icloud.url}/${id}/principal/`, { body: HOME, headers: { Depth: '0' } });
    expect(hrefsIn(text)).toEqual([`/${id}/principal/`]);
    expect(text).toMatch(
      /HTTP\/1.1 200 OK.*<calendar-description xmlns='urn:ietf:params:xml:ns:caldav'\/>.*404 Not Found/,
    );
  });
});

describe('signing in', () => {
  const tried = {
    'no password': null,
    'a wrong password': { ...DEFAULT_ACCOUNT, appPassword: 'xxxx-xxxx-xxxx-xxxx' },
    'the ordinary Apple password': { ...DEFAULT_ACCOUNT, appPassword: DEFAULT_ACCOUNT.ordinaryPassword },
    'an unknown Apple ID': { ...DEFAULT_ACCOUNT, appleId: 'alias@icloud.com' },
  };
  test.each(Object.entries(tried))('%s gives 401 with no body and two challenges', async (_, credentials) => {
    const { status, text, headers } = await ask('PROPFIND', `${icloud.url}/`, { credentials, body: PRINCIPAL });
    expect([status, text]).toEqual([401, '']);
    expect(headers.get('www-authenticate')).toBe('X-MobileMe-AuthToken realm="MMCalDav", Basic realm="MMCalDav"');
  });

  test('an Apple ID is the same in capitals', async () => {
    const credentials = { ...DEFAULT_ACCOUNT, appleId: DEFAULT_ACCOUNT.appleId.toUpperCase() };
    expect((await ask('PROPFIND', '/', { credentials, body: PRINCIPAL })).status).toBe(207);
  });

  test('a revoked password stops working, and a new one works', async () => {
    const appPassword = 'zxcv-bnmq-wert-yuio';
    icloud.account().revokePassword();
    expect((await ask('PROPFIND', '/', { body: PRINCIPAL })).status).toBe(401);
    icloud.account().setPassword(appPassword);
    const credentials = { ...DEFAULT_ACCOUNT, appPassword };
    expect((await ask('PROPFIND', '/', { credentials, body: PRINCIPAL })).status).toBe(207);
    icloud.account().setPassword(DEFAULT_ACCOUNT.appPassword);
  });

  test("another account's address is forbidden", async () => {
    expect((await ask('PROPFIND', '/77/calendars/', { headers: { Depth: '1' } })).status).toBe(403);
  });
});

describe('the server itself', () => {
  test('goes down and comes up on the same ports with its calendars', async () => {
    icloud.account().calendars.create({ name: 'Kept', path: 'kept' });
    await icloud.stop();
    await expect(ask('PROPFIND', `${icloud.url}/`)).rejects.toThrow('fetch failed');
    await icloud.start();
    const headers = { Depth: '0' };
    expect((await ask('PROPFIND', `/${id}/calendars/kept/`, { headers })).status).toBe(207);
  });

  test('a port that is taken is an error, and nothing is left running', async () => {
    const port = Number(new URL(icloud.url).port);
    await expect(startICloud({ port })).rejects.toThrow('EADDRINUSE');
  });

  test('the log tells what was asked, and no credentials', async () => {
    icloud.requests.length = 0;
    await ask('PROPFIND', `/${id}/calendars/`, { body: propfindBody('cs:getctag'), headers: { Depth: '1' } });
    expect(icloud.requests).toEqual([
      {
        method: 'PROPFIND',
        path: `/${id}/calendars/`,
        host: 'partition',
        depth: '1',
        asked: 'propfind',
        hrefs: 0,
        condition: null,
        status: 207,
        bodyBytes: expect.any(Number),
        at: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(icloud.requests)).not.toContain(DEFAULT_ACCOUNT.appPassword);
  });

  test('broken percent-encoding and broken XML are 400', async () => {
    expect((await ask('PROPFIND', '/%E0%A4%A', { headers: { Depth: '0' } })).status).toBe(400);
    expect(
      (await ask('PROPFIND', '/', { body: '<propfind xmlns="DAV:"><prop>', headers: { Depth: '0' } })).status,
    ).toBe(400);
  });
});
