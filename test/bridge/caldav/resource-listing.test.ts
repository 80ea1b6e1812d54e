import { describe, expect, test } from 'vitest';
import { entry, knownHome, says, statusEntry } from './known-home.ts';
import { sendMultistatus } from './literal-server.ts';

describe('lists of resources', () => {
  const collection = entry('/1/calendars/x/', '<resourcetype><collection/></resourcetype>');
  const resource = (name: string) => entry(`/1/calendars/x/${name}`, `<getetag>"${name}"</getetag><resourcetype/>`);

  test('leave out collections and what went away meanwhile', async () => {
    const { client, server } = await knownHome((response) =>
      sendMultistatus(
        response,
        `${collection}${resource('a')}${entry('/1/calendars/x/sub', '<resourcetype><collection/></resourcetype>')}` +
          statusEntry('/1/calendars/x/gone', 404),
      ),
    );
    expect(await client.listResources('/1/calendars/x/')).toEqual([{ href: '/1/calendars/x/a', etag: '"a"' }]);
    expect(server.received.at(-1)).toMatchObject({ method: 'PROPFIND', headers: { depth: '1' } });
  });

  test.each([
    ['nothing, not even the collection', ''],
    [
      'a part, with 507 for the rest',
      `${resource('a')}<response><href>/1/calendars/x/</href><status>HTTP/1.1 507 More</status></response>`,
    ],
    [
      'a part, with 503 for one',
      `${collection}${resource('a')}<response><href>/1/calendars/x/b</href><status>HTTP/1.1 503 No</status></response>`,
    ],
  ])('are an error when the answer holds %s', async (_, inner) => {
    const { client } = await knownHome((response) => sendMultistatus(response, inner));
    await expect(client.listResources('/1/calendars/x/')).rejects.toMatchObject({ code: 'bad-answer' });
  });

  test('of a window are asked for by calendar-query with a time-range in UTC, and halved on 507', async () => {
    const { client, server } = await knownHome((response, { body }) => {
      const whole = body.includes('start="20260105T000000Z" end="20260112T000000Z"');
      sendMultistatus(response, whole ? statusEntry('/1/calendars/x/', 507) : resource('a'));
    });
    const week = { start: Date.UTC(2026, 0, 5), end: Date.UTC(2026, 0, 12) };
    expect(await client.listWindow('/1/calendars/x/', week)).toEqual([{ href: '/1/calendars/x/a', etag: '"a"' }]);
    const ranges = server.received.map(({ body }) => /<c:time-range (.*?)\/>/.exec(body)?.[1]).filter((found) => found);
    expect(ranges).toEqual([
      'start="20260105T000000Z" end="20260112T000000Z"',
      'start="20260105T000000Z" end="20260108T120000Z"',
      'start="20260108T120000Z" end="20260112T000000Z"',
    ]);
    expect(server.received.at(-1)?.body).toMatch(/<c:comp-filter name="VCALENDAR">\s*<c:comp-filter name="VEVENT">/);
  });

  test('of a window that ends within a second are asked for to the end of that second', async () => {
    const { client, server } = await knownHome((response) => sendMultistatus(response, ''));
    await client.listWindow('/1/calendars/x/', { start: Date.UTC(2026, 0, 5) + 1, end: Date.UTC(2026, 0, 6) + 1 });
    expect(server.received.at(-1)?.body).toContain('start="20260105T000000Z" end="20260106T000001Z"');
  });

  test('of a window that stay too many are given up with a sentence', async () => {
    const { client, server } = await knownHome((response) => void response.writeHead(507).end());
    const day = { start: Date.UTC(2026, 0, 5), end: Date.UTC(2026, 0, 6) };
    await expect(client.listWindow('/1/calendars/x/', day)).rejects.toMatchObject({
      code: 'bad-answer',
      message: says('a single hour'),
    });
    expect(server.received.length).toBeLessThan(20);
  });
});
