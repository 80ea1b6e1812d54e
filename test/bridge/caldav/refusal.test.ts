import { describe, expect, test } from 'vitest';
import { knownHome, says } from './known-home.ts';

describe('an unwelcome answer', () => {
  const error = (inner: string) =>
    `<?xml version="1.0"?><D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">${inner}</D:error>`;
  test.each([
    [403, '', { code: 'throttled' }],
    [403, '<html><h1>Forbidden</h1></html>', { code: 'throttled' }],
    [
      403,
      error('<D:need-privileges><D:resource/></D:need-privileges>'),
      { code: 'bad-answer', message: says('may not read') },
    ],
    [403, error('<C:max-resource-size/>'), { code: 'bad-answer', message: says('max-resource-size') }],
    [404, '', { code: 'bad-answer', message: says('no longer has that calendar') }],
    [200, '<html></html>', { code: 'bad-answer', message: says('HTTP 200') }],
    [207, '<multistatus xmlns="DAV:"><response>', { code: 'bad-answer', message: says('ends too early') }],
    [207, '', { code: 'bad-answer', message: says('cannot be read') }],
    [507, '', { code: 'bad-answer', message: says('HTTP 507') }],
  ])('%i "%s" to a listing has its own error', async (status, body, expected) => {
    const { client } = await knownHome((response) => void response.writeHead(status).end(body));
    await expect(client.listResources('/1/calendars/x/')).rejects.toMatchObject(expected);
  });

  test.each([
    [403, error('<D:valid-sync-token/>'), { kind: 'token-refused' }],
    [409, error('<D:valid-sync-token/>'), { kind: 'token-refused' }],
    [412, error('<D:valid-sync-token/>'), { kind: 'token-refused' }],
    [412, '', { kind: 'token-refused' }],
    [501, '', { kind: 'unsupported' }],
    [405, '', { kind: 'unsupported' }],
    [403, error('<D:supported-report/>'), { kind: 'unsupported' }],
  ])('%i "%s" to sync-collection means %o', async (status, body, expected) => {
    const { client } = await knownHome((response) => void response.writeHead(status).end(body));
    expect(await client.changes('/1/calendars/x/', 'token')).toEqual(expected);
  });

  test('a bare 403 to sync-collection is throttling, not a refused token', async () => {
    const { client } = await knownHome((response) => void response.writeHead(403, { 'retry-after': '5' }).end());
    await expect(client.changes('/1/calendars/x/', 'token')).rejects.toMatchObject({
      code: 'throttled',
      details: { retryAfterMs: 5_000 },
    });
  });
});
