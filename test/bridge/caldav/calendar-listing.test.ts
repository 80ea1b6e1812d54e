import { describe, expect, test } from 'vitest';
import { entry, knownHome, says, statusEntry } from './known-home.ts';
import { sendMultistatus } from './literal-server.ts';

const CALENDAR = '<resourcetype><collection/><C:calendar/></resourcetype>';
const EVENTS = '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>';
const privileges = (...names: string[]) =>
  `<current-user-privilege-set>${names.map((name) => `<privilege><${name}/></privilege>`).join('')}</current-user-privilege-set>`;

describe('a listing', () => {
  async function listed(inner: string) {
    const { client, account } = await knownHome((response) => sendMultistatus(response, inner));
    return client.listCalendars(account);
  }
  const named = (name: string) => entry('/1/calendars/x/', `${CALENDAR}${EVENTS}<displayname>${name}</displayname>`);

  test.each([
    ['2024', '2024'],
    ['007', '007'],
    ['true', 'true'],
    ['1e5', '1e5'],
    ['🎂 Ann &amp; Bob', '🎂 Ann & Bob'],
    ['<![CDATA[<b> & c]]>', '<b> & c'],
    ['<![CDATA[A]]> &#x26; <![CDATA[B]]>', 'A & B'],
    ['', 'Untitled calendar'],
    ['  \n ', 'Untitled calendar'],
  ])('takes the name "%s" as text', async (sent, name) => {
    expect((await listed(named(sent))).map((calendar) => calendar.name)).toEqual([name]);
  });

  test.each([
    ['#FF2968FF', '#FF2968'],
    ['#ff2968', '#FF2968'],
    ['#f26', '#FF2266'],
    ['red', null],
    ['', null],
  ])('takes the colour "%s" as %s', async (sent, color) => {
    const found = `${CALENDAR}<A:calendar-color xmlns:A="http://apple.com/ns/ical/" symbolic-color="custom">${sent}</A:calendar-color>`;
    expect((await listed(entry('/1/calendars/x/', found)))[0]?.color).toBe(color);
  });

  test.each([
    ['no set at all', '', 'writer'],
    ['read alone', privileges('read'), 'reader'],
    ['an empty set', privileges(), 'reader'],
    ['all', privileges('read', 'all'), 'writer'],
    ['write', privileges('write'), 'writer'],
    ['write-content', privileges('write-content'), 'writer'],
    ['bind', privileges('bind'), 'writer'],
    ['write-properties alone', privileges('read', 'write-properties'), 'reader'],
  ])('with %s gives the right access', async (_, set, access) => {
    expect((await listed(entry('/1/calendars/x/', `${CALENDAR}${set}`)))[0]?.access).toBe(access);
  });

  test('keeps what was found apart from what was not', async () => {
    const [calendar] = await listed(
      entry(
        '/1/calendars/x/',
        `${CALENDAR}<displayname>X</displayname>`,
        `<S:source/><sync-token/>${EVENTS}${privileges('all')}`,
      ),
    );
    expect(calendar).toEqual({
      href: '/1/calendars/x/',
      name: 'X',
      color: null,
      kind: 'calendar',
      access: 'writer',
      transparent: false,
      ctag: null,
      syncToken: null,
      source: null,
    });
  });

  test('keeps subscriptions, which are no calendar by type, as read-only ones', async () => {
    const subscribed = '<resourcetype><collection/><S:subscribed/></resourcetype>';
    const source = '<S:source><href>webcal://example.org/a?b=1&amp;c=2</href></S:source>';
    const all = await listed(
      entry('/1/calendars/a/', `${subscribed}${source}${privileges('all')}`) + entry('/1/calendars/b/', subscribed),
    );
    expect(all.map(({ kind, access, source }) => ({ kind, access, source }))).toEqual([
      { kind: 'subscription', access: 'reader', source: 'webcal://example.org/a?b=1&c=2' },
      { kind: 'subscription', access: 'reader', source: null },
    ]);
  });

  test('drops the home, reminders, inbox, outbox, notifications and what is forbidden', async () => {
    const tasks = '<C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>';
    const type = (inner: string) => `<resourcetype><collection/>${inner}</resourcetype>`;
    const all = await listed(
      entry('/1/calendars/', `${type('')}${EVENTS}`) +
        entry('/1/calendars/tasks/', `${CALENDAR}${tasks}`) +
        entry('/1/calendars/inbox/', type('<C:calendar/><C:schedule-inbox/>')) +
        entry('/1/calendars/outbox/', type('<C:schedule-outbox/>')) +
        entry('/1/calendars/notification/', type('<S:notification/>')) +
        statusEntry('/1/calendars/secret/', 403) +
        entry('/1/calendars/kept', CALENDAR),
    );
    expect(all.map(({ href }) => href)).toEqual(['/1/calendars/kept/']);
  });

  test.each([
    ['names nothing', '', 'listed nothing at all'],
    ['fails on one calendar', statusEntry('/1/calendars/x/', 500), 'HTTP 500'],
    [
      'fails on one calendar’s type',
      '<response><href>/1/calendars/x/</href><propstat><prop><resourcetype/></prop><status>HTTP/1.1 503 No</status></propstat></response>',
      'HTTP 503',
    ],
    ['has an entry without an address', '<response><propstat><prop/></propstat></response>', 'no usable address'],
  ])('that %s is an error, never a shorter list', async (_, inner, sentence) => {
    await expect(listed(inner)).rejects.toMatchObject({ code: 'bad-answer', message: says(sentence) });
  });
});
