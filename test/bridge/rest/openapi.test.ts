import { afterEach, describe, expect, it } from 'vitest';
import { type Setting, startSetting } from './connected.ts';

let setting: Setting;
afterEach(() => setting.stop());

interface Description {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, { description: string }>; requestBody?: object }>>;
}

describe('the description of the interface', () => {
  it('names every call with its answers and problems', async () => {
    setting = await startSetting();
    const { status, body } = await setting.bridge.call<Description>('GET', '/v1/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    const calls = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const promised = `GET /v1/health|POST /v1/pair|POST /v1/prove|GET /v1/connections|POST /v1/connections
      |GET /v1/connections/{id}|PUT /v1/connections/{id}/password|PATCH /v1/connections/{id}|DELETE /v1/connections/{id}
      |GET /v1/connections/{id}/calendars|PUT /v1/connections/{id}/configuration
      |GET /v1/connections/{id}/blocked-slots|GET /v1/connections/{id}/events|POST /v1/connections/{id}/check|POST /v1/connections/{id}/preview
      |POST /v1/connections/{id}/ignored|GET /v1/connections/{id}/ignored|DELETE /v1/connections/{id}/ignored/{ignoredId}
      |POST /v1/connections/{id}/sync|GET /v1/connections/{id}/sync|GET /v1/connections/{id}/health
      |POST /v1/connections/{id}/feeds|DELETE /v1/connections/{id}/feeds/{calendarId}
      |GET /v1/connections/{id}/appointments|PUT /v1/connections/{id}/appointments/{appointmentId}
      |DELETE /v1/connections/{id}/appointments/{appointmentId}
      |POST /v1/connections/{id}/appointments/{appointmentId}/retry
      |POST /v1/connections/{id}/appointments/{appointmentId}/remove|POST /v1/connections/{id}/appointments/remove-all
      |GET /v1/connections/{id}/readings|GET /v1/openapi.json
      |GET /v1/connections/{id}/crm|PUT /v1/connections/{id}/crm|PATCH /v1/connections/{id}/crm
      |DELETE /v1/connections/{id}/crm|POST /v1/connections/{id}/crm/preview|POST /v1/connections/{id}/crm/run
      |POST /v1/connections/{id}/crm/remove-blocks`;
    expect(new Set(calls)).toEqual(new Set(promised.split('|').map((call) => call.trim())));
    const connect = body.paths['/v1/connections']?.post;
    expect(connect?.requestBody).toBeDefined();
    expect(Object.keys(connect?.responses ?? {})).toEqual(expect.arrayContaining(['201', '401', '409', '422', '502']));
    expect(connect?.responses['409']?.description).toContain('connected-elsewhere');
  });
});

describe('the interface', () => {
  it.each([
    ['GET', '/v1/nothing', 404, 'not-found'],
    ['GET', '/v1/connections/con_unknown', 404, 'not-found'],
    [
      'GET',
      '/v1/connections/con_unknown/blocked-slots?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z',
      404,
      'not-found',
    ],
    ['POST', '/v1/connections/con_unknown/sync', 404, 'not-found'],
    ['PUT', '/v1/connections', 405, 'method-not-allowed'],
    ['GET', '/v1/%E0%A4%A', 404, 'not-found'],
  ])('answers %s %s with %i', async (method, where, status, code) => {
    setting = await startSetting();
    expect(await setting.bridge.call(method, where)).toMatchObject({ status, body: { code } });
  });

  it('says which methods an address takes when it refuses one', async () => {
    setting = await startSetting();
    const allowed = async (where: string) => (await setting.bridge.call('OPTIONS', where)).headers.get('allow');
    expect(await allowed('/v1/connections')).toBe('GET, HEAD, POST');
    expect(await allowed('/v1/connections/x')).toBe('GET, HEAD, PATCH, DELETE');
    expect(await allowed('/v1/pair')).toBe('POST');
    expect(await allowed('/v1/openapi.json')).toBe('GET, HEAD');
  });

  it('looks at nothing that was sent before it knows who asks', async () => {
    setting = await startSetting();
    const headers = { Authorization: 'Bearer wrong', 'Content-Type': 'text/plain' };
    const answer = await setting.bridge.call('POST', '/v1/connections', 'not json', headers);
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('wants a token for everything behind the door', async () => {
    setting = await startSetting();
    for (const where of ['/v1/connections', '/v1/openapi.json', '/v1/connections/x/sync', '/v1/nothing']) {
      const answer = await setting.bridge.call('GET', where, undefined, { Authorization: 'Bearer wrong' });
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    }
  });
});
