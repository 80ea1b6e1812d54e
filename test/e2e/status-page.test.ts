import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, DEFAULT_SETTINGS } from '../../shared/contract/connection.ts';
import { startBridge, type TestBridge } from '../sandbox/bridge.ts';
import { findBrowser } from '../sandbox/browser-find.ts';
import { eventually } from '../sandbox/eventually.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';

const HOSTILE = '<img src=x onerror="document.title=1">';
const DAY_MS = 86_400_000;

let icloud: ICloud;
let bridge: TestBridge;
let browser: Browser;
let connection: Connection;
let calendarPath: string;

/** An hour of tomorrow that no other event of the test has, in UTC. */
function event(uid: string, hour: number, title: string): string {
  const day = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const at = (h: number) => `${day}T${String(h).padStart(2, '0')}0000Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${at(hour)}`,
    `DTEND:${at(hour + 1)}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  return lines.join('\r\n');
}

async function connect(): Promise<Connection> {
  const { body } = await bridge.call<Connection>('POST', '/v1/connections', {
    locationId: 'loc1',
    locationName: 'Acme <b>Clinic</b>',
    userId: 'user1',
    appleId: DEFAULT_ACCOUNT.appleId,
    appPassword: DEFAULT_ACCOUNT.appPassword,
    timeZone: 'Etc/UTC',
  });
  const base = `/v1/connections/${body.id}`;
  await bridge.call('PATCH', base, { settings: { ...DEFAULT_SETTINGS, showTitles: true } });
  const { body: list } = await bridge.call<{ calendars: { id: string }[] }>('GET', `${base}/calendars`);
  const ids = list.calendars.map(({ id }) => id);
  await bridge.call('PUT', `${base}/configuration`, { linkedCalendarId: null, conflictCalendarIds: ids });
  await bridge.call('POST', `${base}/sync`);
  return body;
}

/** A fresh page, and all that it complains of. */
async function openPage(fragment = '', look: Parameters<Browser['newPage']>[0] = {}) {
  const page = await browser.newPage(look);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${bridge.url}/${fragment}`);
  return { page, complaints };
}

async function showStatus(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Show status' }).click();
}

beforeAll(async () => {
  const executablePath = findBrowser()?.executablePath;
  if (!executablePath) throw new Error('No Chromium, Chrome, Brave or Edge was found. Set SLOTBRIDGE_BROWSER to one.');
  icloud = await startICloud();
  calendarPath = icloud.account().calendars.create({ name: `Work ${HOSTILE}`, color: '#155EEF' });
  icloud.account().put(calendarPath, 'hostile.ics', event('hostile', 10, HOSTILE));
  bridge = await startBridge({ caldavUrl: icloud.url });
  connection = await connect();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  await bridge?.discard();
  await icloud?.stop();
});

describe('What to do next', () => {
  it('stands in five steps, the first ticked because the bridge answers, and the browser complains of nothing', async () => {
    const { page, complaints } = await openPage();
    await page.getByText('It’s running. Leave its terminal open.').waitFor();
    expect(await page.locator('#steps h3').allTextContents()).toEqual([
      'Run Slotbridge on this computer',
      'Load the extension',
      'Pair it with the code from the terminal',
      'Open the CRM and connect iCloud',
      'Choose your calendars',
    ]);
    expect(await page.locator('#steps > .done h3').allTextContents()).toEqual(['Run Slotbridge on this computer']);
    const drawn = await page.locator('img').evaluateAll(async (images) => {
      for (const image of images as HTMLImageElement[]) image.loading = 'eager';
      await Promise.all((images as HTMLImageElement[]).map((image) => image.decode()));
      return (images as HTMLImageElement[]).every(({ naturalWidth }) => naturalWidth > 0);
    });
    expect(drawn).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows the folder that the address names as text, and copies it as it is', async () => {
    const folder = `/home/ann/${HOSTILE}/dist+1`;
    const { page, complaints } = await openPage(`#extension=${encodeURIComponent(folder)}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    expect(await page.locator('#folder-path').textContent()).toBe(folder);
    expect(await page.locator('#folder-path > *').count()).toBe(0);
    // It says so for two seconds.
    await Promise.all([
      page.getByRole('button', { name: 'Copied' }).waitFor(),
      page.getByRole('button', { name: 'Copy the folder' }).click(),
    ]);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(folder);
    expect(complaints).toEqual([]);
  });

  it('names the terminal where the address names no folder', async () => {
    const { page } = await openPage();
    await page.getByText('The terminal in which you started Slotbridge tells the folder.').waitFor();
    expect(await page.locator('#folder').isVisible()).toBe(false);
  });
});

describe('The status', () => {
  it('shows connection, calendars, runs and slots, titles and names as text', async () => {
    const { page, complaints } = await openPage();
    await showStatus(page, bridge.token);
    const card = page.locator('.card');
    await card.waitFor();
    const words = (await card.innerText()).replaceAll(/\s+/g, ' ');
    expect(words).toContain('maya.reed@icloud.com');
    expect(words).toContain('Acme <b>Clinic</b>');
    expect(words).toContain(`${HOSTILE} (Work ${HOSTILE}, busy)`);
    expect(words).toMatch(/10:00 \S+ \d+ \S+ 11:00 busy/);
    expect(words).toContain('conflict');
    expect(await page.locator('.card img, .card b').count()).toBe(0);
    expect(await page.title()).toBe('Slotbridge');
    expect(complaints).toEqual([]);
  });

  it('ticks the steps that it can see are done', async () => {
    const { page } = await openPage();
    await showStatus(page, bridge.token);
    await page.locator('#step-calendars.done').waitFor();
    expect(await page.locator('#step-crm').getAttribute('class')).toBe('done');
  });

  it('folds out the raw JSON of all that was asked', async () => {
    const { page } = await openPage();
    await showStatus(page, bridge.token);
    await page.getByText('Raw JSON').click();
    const raw = JSON.parse((await page.locator('pre').textContent()) ?? '');
    expect(raw.connection.id).toBe(connection.id);
    expect(raw.slots.answer.slots[0].sources[0].title).toBe(HOSTILE);
  });

  it('follows live: an event that iCloud gets now appears without a click, and what was folded out stays so', async () => {
    const { page, complaints } = await openPage();
    await showStatus(page, bridge.token);
    await page.getByText('Live', { exact: true }).waitFor();
    // The bridge's greeting draws the card anew.
    await eventually(async () => {
      if (!(await page.locator('pre').isVisible())) await page.getByText('Raw JSON').click();
      expect(await page.locator('pre').isVisible()).toBe(true);
    });
    icloud.account().put(calendarPath, 'later.ics', event('later', 14, 'Dentist'));
    // A run that began before the event was there answers for both, so one request may not be enough.
    const seen = async () => {
      await bridge.call('POST', `/v1/connections/${connection.id}/sync`);
      return page.getByText(/^Dentist \(/).count();
    };
    await expect.poll(seen, { timeout: 20_000, interval: 1000 }).toBe(1);
    expect(await page.locator('pre').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('says in the words of the bridge that a token is wrong, and asks again', async () => {
    const { page } = await openPage();
    const refusal = await fetch(`${bridge.url}/v1/connections`, { headers: { Authorization: 'Bearer wrong' } });
    const { detail } = (await refusal.json()) as { detail: string };
    await showStatus(page, 'wrong');
    await page.getByRole('alert').getByText(detail).waitFor();
    expect(await page.getByLabel('Token').isVisible()).toBe(true);
  });

  it('takes everything away by itself when the token is revoked', async () => {
    const { client, token } = await bridge.bridge.clients.create({
      name: 'soon gone',
      madeBy: 'command',
      origin: null,
    });
    const { page } = await openPage();
    await showStatus(page, token);
    await page.locator('.card').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await bridge.bridge.clients.revoke(client.id);
    await page.getByLabel('Token').waitFor();
    expect(await page.locator('.card').count()).toBe(0);
  });

  it('keeps the token in no storage, in no address and not in the page', async () => {
    const { page } = await openPage();
    await showStatus(page, bridge.token);
    await page.locator('.card').waitFor();
    const kept = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        location.href,
        document.documentElement.outerHTML,
      ]),
    );
    expect(kept).not.toContain(bridge.token);
    expect(await page.getByLabel('Token').inputValue()).toBe('');
    await page.reload();
    expect(await page.getByLabel('Token').isVisible()).toBe(true);
  });
});
