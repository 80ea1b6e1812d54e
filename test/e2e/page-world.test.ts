import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';

const EXTENSION = fileURLToPath(new URL('../../dist/extension', import.meta.url));
const APPOINTMENTS = 'https://backend.leadconnectorhq.com/calendars/events/appointments';
const EVENT = { id: 'a1', title: 'Maya', startTime: '2026-11-24T11:00:00-05:00', appointmentStatus: 'confirmed' };

let crm: Crm;
let browser: RunningBrowser;
let page: Page;
/** What the backend says, and what reached it. */
let answer: { status?: number; body?: string; contentType?: string };
let received: (string | null)[];
let complaints: string[];

beforeAll(async () => {
  if (!existsSync(`${EXTENSION}/manifest.json`)) throw new Error('Build the extension first: npm run build');
  crm = await startCrm();
  const { resolverRules, port: crmPort } = crm;
  browser = await launchBrowser({ extensionDir: EXTENSION, resolverRules, crmPort });
});

afterAll(async () => {
  await browser?.close();
  await crm?.stop();
});

async function reply(route: Route): Promise<void> {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'access-control-allow-methods': '*',
  };
  if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
  received.push(route.request().postData());
  await route.fulfill({ status: 200, contentType: 'application/json', ...answer, headers });
}

beforeEach(async () => {
  answer = { body: JSON.stringify(EVENT) };
  received = [];
  complaints = [];
  await page?.close();
  page = await browser.context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('https://backend.leadconnectorhq.com/calendars/events/**', reply);
  await page.goto(`https://app.gohighlevel.com/v2/location/${DEFAULT_IDS.location}/settings/calendars`);
  await page.evaluate(`
    window.hints = [];
    document.addEventListener('slotbridge:hint', ({ detail }) => {
      const hint = JSON.parse(detail);
      if (hint.kind === 'bookings') window.hints.push(hint);
    });
  `);
});

interface Hint {
  method: string;
  path: string;
  at: number;
  asked: Record<string, unknown>;
  events: Record<string, unknown>[];
}

/** Runs a script of the page's own, and gives what it gave and the hints that were told meanwhile, which are some or none. */
async function run<T = unknown>(script: string, are: 'told' | 'none' = 'told'): Promise<{ given: T; hints: Hint[] }> {
  const given = await page.evaluate<T>(
    `(async () => { const address = ${JSON.stringify(APPOINTMENTS)}; ${script} })()`,
  );
  // A call is told of once its whole answer is there.
  if (are === 'told') await page.waitForFunction('window.hints.length > 0');
  await page.waitForTimeout(100);
  return { given, hints: await page.evaluate<Hint[]>('window.hints.splice(0)') };
}

const xhr = (method: string, body: string, type = '', path = '') => `
  const made = new XMLHttpRequest();
  made.responseType = ${JSON.stringify(type)};
  made.open(${JSON.stringify(method)}, address + ${JSON.stringify(path)});
  await new Promise((done) => { made.onloadend = done; made.send(${body}); });
  return [made.status, made.responseType === 'json' ? made.response : made.responseText];
`;

describe('a call about appointments', () => {
  it('is told of with what was asked and what was answered', async () => {
    const before = Date.now();
    const { given, hints } = await run(`
      const response = await fetch(address, { method: 'post', body: JSON.stringify({ calendarId: 'cal', contact: { firstName: 'Maya', lastName: 'Lind' } }) });
      return [response.status, await response.json()];
    `);
    expect(given).toEqual([200, EVENT]);
    expect(hints).toMatchObject([
      {
        method: 'POST',
        path: '/calendars/events/appointments',
        asked: { calendarId: 'cal', contactName: 'Maya Lind' },
        events: [EVENT],
      },
    ]);
    expect(hints[0]!.at).toBeGreaterThanOrEqual(before);
  });

  it.each([
    ['a request object', `fetch(new Request(address, { method: 'POST', body: '{"title":"x"}' }))`, '{"title":"x"}'],
    [
      'a request object with a body of its own',
      `fetch(new Request(address, { method: 'PUT', body: '1' }), { method: 'POST', body: '{"title":"x"}' })`,
      '{"title":"x"}',
    ],
    ['an address object', `fetch(new URL(address), { method: 'POST', body: '{"title":"x"}' })`, '{"title":"x"}'],
    ['a search body', `fetch(address, { method: 'POST', body: new URLSearchParams({ title: 'x' }) })`, 'title=x'],
  ])('is read in %s, which arrives as it was sent', async (_what, script, sent) => {
    const { given, hints } = await run(`return (await ${script}).text()`);
    expect([given, received]).toEqual([JSON.stringify(EVENT), [sent]]);
    expect(hints).toMatchObject([{ method: 'POST', asked: { title: 'x' }, events: [EVENT] }]);
  });

  it('is read in a form, without its files', async () => {
    const { hints } = await run(`
      const form = new FormData();
      form.set('title', 'x');
      form.set('notes', new File(['secret'], 'a.txt'));
      await fetch(address, { method: 'POST', body: form });
    `);
    expect(hints).toMatchObject([{ asked: { title: 'x' } }]);
    expect(JSON.stringify(hints)).not.toMatch(/secret|a\.txt/);
  });

  it.each(['', 'text', 'json'])('is read as axios makes it, with the response type "%s"', async (type) => {
    const { given, hints } = await run(xhr('PUT', '\'{"title":"x"}\'', type, '/a1'));
    expect(given).toEqual([200, type === 'json' ? EVENT : JSON.stringify(EVENT)]);
    expect(hints).toMatchObject([
      { method: 'PUT', path: '/calendars/events/appointments/a1', asked: { title: 'x' }, events: [EVENT] },
    ]);
  });

  it.each([
    ['appointment', { appointment: EVENT }],
    ['event', { event: EVENT, traceId: 'x' }],
    ['events', { events: [EVENT] }],
    ['data', { data: { appointment: EVENT } }],
    ['list', [EVENT]],
  ])('is read where its answer is wrapped in "%s"', async (_name, body) => {
    answer = { body: JSON.stringify(body) };
    expect((await run(`await fetch(address)`)).hints).toMatchObject([{ events: [EVENT] }]);
  });

  it('is told of when nothing is answered, as a deletion may be', async () => {
    answer = { status: 204, body: '' };
    const { hints } = await run(xhr('DELETE', 'null', '', '/a1'));
    expect(hints).toMatchObject([{ method: 'DELETE', path: '/calendars/events/appointments/a1' }]);
  });

  it('is told of in pieces when it lists many, with its long texts cut', async () => {
    const events = Array.from({ length: 120 }, (_, index) => ({ ...EVENT, id: `a${index}`, notes: 'n'.repeat(9000) }));
    answer = { body: JSON.stringify({ events }) };
    const { hints } = await run(`await fetch(address)`);
    expect(hints.map((hint) => hint.events.length)).toEqual([50, 50, 20]);
    expect(hints[0]!.events[0]!.notes).toHaveLength(2000);
    expect(Math.max(...hints.map((hint) => JSON.stringify(hint).length))).toBeLessThan(300_000);
  });

  it('hands on nothing but what is needed', async () => {
    answer = {
      body: JSON.stringify({ ...EVENT, token: 'secret', contact: { email: 'secret@example.com' }, users: ['x'] }),
    };
    const { hints } = await run(`await fetch(address, { method: 'POST', headers: { authorization: 'secret' } })`);
    expect(hints).toHaveLength(1);
    expect(JSON.stringify(hints)).not.toContain('secret');
  });
});

describe('a call that came to nothing', () => {
  it.each([
    ['is refused', { status: 422, body: '{"message":["no"]}' }],
    ['fails', { status: 500, body: 'oops', contentType: 'text/plain' }],
    ['is answered with a page', { body: '<p>Sign in</p>', contentType: 'text/html' }],
  ] as [string, typeof answer][])('is not told of when it %s', async (_what, given) => {
    answer = given;
    const byFetch = await run(`return (await fetch(address, { method: 'POST', body: '{}' })).text()`, 'none');
    const byXhr = await run(xhr('POST', "'{}'"), 'none');
    expect([byFetch.hints, byXhr.hints]).toEqual([[], []]);
    expect([byFetch.given, byXhr.given]).toEqual([given.body, [given.status ?? 200, given.body]]);
    expect(complaints).toEqual([]);
  });

  it('is not told of when it is aborted or cut, and fails for the page as it would', async () => {
    await page.unrouteAll();
    await page.route('https://backend.leadconnectorhq.com/calendars/events/**', (route) => route.abort());
    const { given, hints } = await run(
      `
      const gone = new AbortController();
      const aborted = fetch(address, { signal: gone.signal }).catch(({ name }) => name);
      gone.abort();
      const made = new XMLHttpRequest();
      made.open('POST', address);
      made.send('{}');
      made.abort();
      const cut = await fetch(address).catch(({ name }) => name);
      return [await aborted, made.status, cut];
    `,
      'none',
    );
    expect([given, hints, complaints]).toEqual([['AbortError', 0, 'TypeError'], [], []]);
  });

  it('does not speak for the next one that the same object makes', async () => {
    const { hints } = await run(`
      const made = new XMLHttpRequest();
      made.open('POST', address);
      made.send('{}');
      made.abort();
      made.open('GET', address + '/later');
      await new Promise((done) => { made.onload = done; made.send(); });
    `);
    expect(hints.map(({ method, path }) => [method, path.split('/').at(-1)])).toEqual([['GET', 'later']]);
  });

  it('does not get the answer of a call that the page makes with the same object as soon as the first is there', async () => {
    const { hints } = await run(`
      const made = new XMLHttpRequest();
      let isFirst = true;
      await new Promise((done) => {
        made.onload = () => {
          if (!isFirst) return done();
          isFirst = false;
          made.open('GET', address + '/later');
          made.send();
        };
        made.open('POST', address);
        made.send('{}');
      });
    `);
    expect(hints.map(({ method, path }) => [method, path.split('/').at(-1)])).toEqual([['GET', 'later']]);
  });

  it.each(['/calendars/events/block-slots', '/calendars/eventsource', '/contacts/'])(
    'is not looked at under %s',
    async (path) => {
      await page.route(`**${path}`, (route) =>
        route.fulfill({ json: EVENT, headers: { 'access-control-allow-origin': '*' } }),
      );
      const { given, hints } = await run<string[]>(`
      const { clone } = Response.prototype;
      const looked = [];
      Response.prototype.clone = function () { looked.push(this.url); return clone.call(this); };
      await (await fetch('https://backend.leadconnectorhq.com${path}')).text();
      await (await fetch(address)).text();
      Response.prototype.clone = clone;
      return looked;
    `);
      // The app may be making calls of its own meanwhile.
      expect(given).toContain(APPOINTMENTS);
      expect(given).not.toContain(`https://backend.leadconnectorhq.com${path}`);
      expect(hints.map((hint) => hint.path)).toEqual(['/calendars/events/appointments']);
    },
  );
});

describe("the page's own functions", () => {
  it('look and fail as the browser made them', async () => {
    const { given } = await run(
      `
      const { open, send } = XMLHttpRequest.prototype;
      const failure = async (work) => { try { await work(); return null; } catch (error) { return error.name; } };
      return [
        [fetch, open, send].map((own) => /\\[native code\\]/.test(Function.prototype.toString.call(own))),
        [fetch.name, fetch.length, open.name, open.length, send.name, send.length],
        await failure(() => fetch()),
        await failure(() => fetch('http://[')),
        await failure(() => fetch({ toString() { throw new RangeError('odd'); } })),
        await failure(() => new XMLHttpRequest().send()),
        await failure(() => open.call({}, 'GET', address)),
        await failure(() => fetch(address, { method: 'GET', body: 'x' })),
      ];
    `,
      'none',
    );
    expect(given).toEqual([
      [true, true, true],
      ['fetch', 1, 'open', 2, 'send', 0],
      'TypeError',
      'TypeError',
      'RangeError',
      'InvalidStateError',
      'TypeError',
      'TypeError',
    ]);
    expect(complaints).toEqual([]);
  });

  it('give a streamed answer as it comes', async () => {
    const { given } = await run(`
      const response = await fetch(address);
      const reader = response.body.getReader();
      const { value } = await reader.read();
      return [response.bodyUsed, new TextDecoder().decode(value).slice(0, 5)];
    `);
    expect(given).toEqual([true, '{"id"']);
  });
});
