import { describe, expect, test } from 'vitest';
import { entry, knownHome, says, statusEntry } from './known-home.ts';
import { sendMultistatus } from './literal-server.ts';

describe('changes', () => {
  async function changesOf(inner: string) {
    const { client, server } = await knownHome((response) => sendMultistatus(response, inner));
    return { changes: await client.changes('/1/calendars/x@y/', 'old & <token>'), asked: server.received.at(-1)?.body };
  }

  test('keep names without .ics, take absolute and relative addresses alike, and know 404 as deleted', async () => {
    const { changes, asked } = await changesOf(
      entry('/1/calendars/x%40y', '<getetag>"self"</getetag>') +
        entry('/1/calendars/x%40y/plain', '<getetag>"1"</getetag>') +
        entry('https://elsewhere.example:443/1/calendars/x@y/a%40b.ics', '<getetag>W/"2"</getetag>') +
        entry('relative.ics', '<displayname/>', '<getetag/>') +
        statusEntry('/1/calendars/x@y/gone@home', 404) +
        '<response><href>/1/calendars/x@y/gone2</href><href>/1/calendars/x@y/gone3</href><status>HTTP/2 404</status></response>' +
        '<sync-token>new &amp; token</sync-token>',
    );
    expect(changes).toEqual({
      kind: 'changes',
      changed: [
        { href: '/1/calendars/x%40y/plain', etag: '"1"' },
        { href: '/1/calendars/x%40y/a%40b.ics', etag: 'W/"2"' },
        { href: '/1/calendars/x%40y/relative.ics', etag: null },
      ],
      deleted: ['/1/calendars/x%40y/gone%40home', '/1/calendars/x%40y/gone2', '/1/calendars/x%40y/gone3'],
      syncToken: 'new & token',
    });
    expect(asked).toContain('<d:sync-token>old &amp; &lt;token&gt;</d:sync-token>');
    expect(asked).not.toContain('calendar-data');
  });

  test.each([
    ['without a sync token', entry('/1/calendars/x@y/a', '<getetag>"1"</getetag>'), 'without a sync token'],
    [
      'that fail on one event',
      '<response><href>/1/calendars/x@y/a</href><status>HTTP/1.1 500 No</status></response><sync-token>n</sync-token>',
      'HTTP 500',
    ],
    [
      'whose pages lead nowhere',
      '<response><href>/1/calendars/x@y/</href><status>HTTP/1.1 507 More</status></response><sync-token>old &amp; &lt;token></sync-token>',
      'never came to the end',
    ],
  ])('%s are an error', async (_, inner, sentence) => {
    await expect(changesOf(inner)).rejects.toMatchObject({ code: 'bad-answer', message: says(sentence) });
  });

  const more = `${statusEntry('/1/calendars/x/', 507)}<sync-token>2</sync-token>`;
  const changed = entry('/1/calendars/x/a', '<getetag>"new"</getetag>');
  const deleted = statusEntry('/1/calendars/x/a', 404);
  test.each([
    [
      'that comes back on a later page is changed',
      [deleted, changed],
      [{ href: '/1/calendars/x/a', etag: '"new"' }],
      [],
    ],
    ['that goes on a later page is deleted', [changed, deleted], [], ['/1/calendars/x/a']],
  ])('an event %s, and nothing else', async (_, [first, second], changedRefs, deletedHrefs) => {
    const pages = [`${first}${more}`, `${second}<sync-token>3</sync-token>`];
    const { client } = await knownHome((response) => sendMultistatus(response, pages.shift() ?? ''));
    expect(await client.changes('/1/calendars/x/', '1')).toEqual({
      kind: 'changes',
      changed: changedRefs,
      deleted: deletedHrefs,
      syncToken: '3',
    });
  });
});
