import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { sampleWeek } from '../sandbox/sample-week.ts';
import { faultsIn, faultsInLayer } from './axe-faults.ts';
import { cardIn, inHost } from './card-in-page.ts';
import { picture, startWorld, type World, ZONE } from './world.ts';

const STAFF = `https://app.gohighlevel.com/v2/location/${DEFAULT_IDS.location}`;
const CONNECTIONS = `${STAFF}/settings/calendars/connections`;
const PATIENT = { timeout: 20_000, interval: 150 };

let icloud: ICloud;
let world: World;
let page: Page;

beforeAll(async () => {
  icloud = await startICloud();
  sampleWeek(icloud.account(), { now: Date.now(), timeZone: ZONE });
  world = await startWorld({ caldavUrl: icloud.url, colorScheme: 'light', viewport: { width: 1280, height: 1000 } });
  const { client, token } = await world.bridge.bridge.clients.create({
    name: 'card',
    madeBy: 'pairing',
    origin: `chrome-extension://${world.browser.extensionId}`,
  });
  const worker = await world.browser.serviceWorker();
  const pairing = { port: world.bridge.port, clientId: client.id, token };
  await worker.evaluate((value) => chrome.storage.local.set({ pairing: value }), pairing);
});
afterAll(async () => {
  await world?.stop();
  await icloud?.stop();
});
beforeEach(async () => {
  await page?.close();
  page = await world.browser.context.newPage();
});

const card = () => cardIn(page, world.browser.context);
const reads = (words: string | RegExp) => vi.waitFor(async () => expect(await card().text()).toMatch(words), PATIENT);
const faults = () => faultsInLayer(world.browser.context, page, 'slotbridge-card');

async function show(look = 'current'): Promise<void> {
  await page.goto(`${CONNECTIONS}?look=${look}`);
}

/** What the press of a button opens, in a window of the extension's own. */
async function opened(press: () => Promise<void>): Promise<Page> {
  const [window] = await Promise.all([world.browser.context.waitForEvent('page'), press()]);
  await window.waitForLoadState();
  expect(window.url()).toMatch(new RegExp(`^chrome-extension://${world.browser.extensionId}/`));
  return window;
}

/** Where the card stands: what comes before it in the page. */
const before = () =>
  page.evaluate(() => {
    const { previousElementSibling: beside } = document.querySelector('slotbridge-card') ?? {};
    return beside ? `${beside.tagName.toLowerCase()} ${beside.textContent}` : null;
  });

const scheme = () =>
  page.evaluate(() => getComputedStyle(document.querySelector('slotbridge-card') as Element).colorScheme);

/** The page's policy takes no style of a test's; its own elements do. */
const darken = () =>
  page.evaluate(() => {
    const parts = 'body, .hl_wrapper, .hl_header, main, .hl_settings--body, .hr-card, .hr-button';
    for (const part of document.querySelectorAll<HTMLElement>(parts)) {
      Object.assign(part.style, { backgroundColor: '#10141e', color: '#f2f4f8', borderColor: '#364056' });
    }
    for (const text of document.querySelectorAll<HTMLElement>('.hr-card p, .settings-lead, nav a')) {
      text.style.color = '#a9b3c4';
    }
    document.body.append(document.createElement('i'));
  });

/** The first event ahead in a calendar that is not chosen, as the preview tells it. */
async function firstOf(name: string, id: string): Promise<{ start: string; end: string }> {
  const { body } = await world.bridge.call<{ calendars: { id: string; name: string }[] }>(
    'GET',
    `/v1/connections/${id}/calendars`,
  );
  const calendar = body.calendars.find((one) => one.name === name)?.id;
  const from = new Date().toISOString();
  const to = new Date(Date.now() + 14 * 86_400_000).toISOString();
  const choices = { linkedCalendarId: null, conflictCalendarIds: [calendar], from, to };
  const { body: preview } = await world.bridge.call<{ closes: { start: string; end: string }[] }>(
    'POST',
    `/v1/connections/${id}/preview`,
    choices,
  );
  const [first] = preview.closes;
  if (!first) throw new Error(`${name} holds nothing ahead.`);
  return first;
}

/** Everything of the page that its own scripts can reach. */
const pagesOwn = () => page.evaluate(() => `${document.documentElement.outerHTML} ${document.body.innerText}`);

describe('the card before anything is connected', () => {
  it.each([
    ['current', /^div GGoogle Calendar.*Zoom/],
    ['older', /^ul GGoogle Calendar.*Zoom/],
    ['renamed', /^section GGoogle Calendar.*Zoom/],
  ])('stands below the list in the page’s %s look, for who is signed in, and axe finds nothing', async (look, list) => {
    await show(look);
    await reads('For Ann Porter in Sunrise Dental. One connection for each user in each sub-account.');
    expect(await before()).toMatch(list);
    expect(await faults()).toEqual([]);
    await picture(page, `card-unconnected-${look}`, 'for looking at');
  });

  it.each(['current', 'older', 'renamed'])('is offered under the page’s own "Add new" in its %s look', async (look) => {
    await show(look);
    await reads('For Ann Porter');
    await page.getByRole('button', { name: /add new/i }).click();
    const entry = inHost(page, world.browser.context, 'slotbridge-entry');
    await vi.waitFor(async () => expect(await entry.buttons()).toEqual(['iCloud Calendar']), PATIENT);
    await picture(page, `card-add-new-${look}`, 'for looking at');
    const window = await opened(() => entry.press('iCloud Calendar'));
    await window.getByText('Whose calendar do you connect?').waitFor();
    await window.close();
  });

  it('stays away where the page shows no list, harms nothing, and the popup says so', async () => {
    await show('none');
    await page.getByRole('heading', { name: 'Connections' }).waitFor();
    const worker = await world.browser.serviceWorker();
    const place = () => worker.evaluate(async () => (await chrome.storage.local.get('cardPlace')).cardPlace);
    await vi.waitFor(async () => expect(await place()).toMatchObject({ found: false }), PATIENT);
    expect(await page.locator('slotbridge-card').count()).toBe(0);
  });

  it('heeds no press that the page’s own script makes up', async () => {
    await show();
    await reads('For Ann Porter');
    const pages = world.browser.context.pages().length;
    await page.evaluate(() => (document.querySelector('slotbridge-card') as HTMLElement).click());
    await page.waitForTimeout(500);
    expect(world.browser.context.pages()).toHaveLength(pages);
  });
});

describe('connecting from the card', () => {
  it('takes the password in a window of its own, of which the page hears no key, and the page gets the result', async () => {
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const listen = (event: Event) => heard.push(`${event.type} ${(event as KeyboardEvent).key ?? ''}`);
      for (const kind of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'paste', 'message']) {
        window.addEventListener(kind, listen, true);
      }
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await show();
    await reads('For Ann Porter');
    await page.keyboard.press('x');
    expect(await heard()).toContain('keydown x');
    await page.evaluate(() => ((window as unknown as { heard: string[] }).heard.length = 0));

    const own = await opened(() => card().press('Connect'));
    await own.getByRole('button', { name: 'This is me' }).click();
    await own.locator('input[name="account"]').pressSequentially(DEFAULT_ACCOUNT.appleId);
    await own.locator('input[type="password"]').pressSequentially(DEFAULT_ACCOUNT.appPassword);
    await own.getByRole('button', { name: 'Connect', exact: true }).click();
    await own.getByText('Conflict calendars').first().waitFor();
    await own.close();
    await reads('Busy events here block your slots.');
    expect(await heard()).toEqual([]);
    expect(await pagesOwn()).not.toContain(DEFAULT_ACCOUNT.appPassword);
  });
});

describe('the card of a connection', () => {
  it('asks for calendars, says before saving what that changes, and saves', async () => {
    await show();
    await reads('Linked calendar');
    await card().tick('Linked calendar: Work');
    await reads(/These choices block \d+ more slots in the next 14 days\./);
    await card().press('Which ones?');
    await reads('Will be blocked');
    expect(await faults()).toEqual([]);
    await picture(page, 'card-configuration');
    await card().press('How events count');
    await card().press('The rules in words');
    expect(await faults()).toEqual([]);
    await picture(page, 'card-rules', 'for looking at');
    await card().press('Save');
    await reads('Saved.');
    await reads(/Linked calendar Work/);
  });

  it('asks once about an all-day event that is marked free, and remembers a no', async () => {
    await show();
    await reads(/An all-day event .* in Home is marked Free\. Block such days\?/);
    await picture(page, 'card-question', 'for looking at');
    expect(await faults()).toEqual([]);
    await card().press('Leave them open');
    await vi.waitFor(async () => expect(await card().text()).not.toContain('in Home is marked Free'), PATIENT);
    await show();
    await reads(/All good/);
    expect(await card().text()).not.toContain('in Home is marked Free');
  });

  it('says how things stand, in the page’s own look, and axe finds nothing', async () => {
    await show();
    await reads(/All good\. Checked/);
    await reads(/Sunrise Dental Sync: one-way/);
    expect(await faults()).toEqual([]);
    await picture(page, 'connections-card');
  });

  it('names the appointments that a choice would fall on', async () => {
    const [{ id = '' } = {}] = (await world.bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections'))
      .body.connections;
    const path = `/v1/connections/${id}/appointments/family`;
    const { start, end } = await firstOf('Family', id);
    const visit = { id: 'family', title: 'Visit of Nora', start, end, timeZone: ZONE, status: 'confirmed' };
    await world.bridge.call('PUT', path, { ...visit, assignedUserId: DEFAULT_IDS.ann });
    await show();
    await reads(/All good/);
    await card().press('Calendar Configuration');
    await reads('Busy events here block your slots.');
    await card().tick('Conflict calendars: Family');
    await reads(/1 appointment you already have lies in that time: .* Visit of Nora/);
    await picture(page, 'card-clash', 'for looking at');
    expect(await faults()).toEqual([]);
    await world.bridge.call('DELETE', path);
  });

  it.each(['dark', 'forced'] as const)('stands in a %s page as well, and axe finds nothing', async (look) => {
    await show();
    if (look === 'forced') await page.emulateMedia({ forcedColors: 'active' });
    await reads(/All good/);
    if (look === 'dark') await darken();
    if (look === 'dark') await vi.waitFor(async () => expect(await scheme()).toBe('dark'), PATIENT);
    expect(await faults()).toEqual([]);
    await picture(page, `card-${look}`, 'for looking at');
    await card().press('Calendar Configuration');
    await reads('Busy events here block your slots.');
    await card().tick('Conflict calendars: Family');
    await reads(/in the next 14 days/);
    await picture(page, `card-configuration-${look}`, 'for looking at');
    await page.emulateMedia({ forcedColors: null });
  });

  it('leaves account, calendar names and titles out of all that the page’s scripts can reach', async () => {
    await show();
    await reads(/All good/);
    await card().press('Calendar Configuration');
    await reads('Busy events here block your slots.');
    const reachable = await pagesOwn();
    for (const secret of [DEFAULT_ACCOUNT.appleId, '@icloud.com', 'Family', 'Linked calendar']) {
      expect(reachable).not.toContain(secret);
    }
  });

  it('comes back after the page drew itself anew, and follows the app from page to page', async () => {
    await show();
    await reads(/All good/);
    await page.evaluate(() => {
      const body = document.querySelector('.hl_settings--body');
      body?.replaceWith(body.cloneNode(true));
      for (const copy of document.querySelectorAll('slotbridge-card')) copy.remove();
    });
    await vi.waitFor(async () => expect(await before()).toMatch(/Google Calendar/), PATIENT);
    await page.getByRole('link', { name: 'Calendar View' }).click();
    await page.waitForSelector('.fc-timegrid-col[data-date]');
    expect(await page.locator('slotbridge-card').count()).toBe(0);
    await page.getByRole('link', { name: 'Calendar Settings' }).click();
    await page.getByRole('link', { name: 'Connections' }).click();
    await reads(/All good/);
    expect(await page.locator('slotbridge-card').count()).toBe(1);
  });

  it('goes through its choices by keyboard alone', async () => {
    await show();
    await reads(/All good/);
    const met: string[] = [];
    while (met.length < 60 && met.at(-1) !== 'Calendar Configuration') {
      await page.keyboard.press('Tab');
      met.push(await card().focused());
    }
    expect(met.slice(-4)).toEqual(['Disconnect', 'Check now', 'New password', 'Calendar Configuration']);
    await page.keyboard.press('Enter');
    await reads('Busy events here block your slots.');
  });

  it.each(['light', 'dark'] as const)(
    'is the popup’s form as well, narrow and %s, and axe finds nothing',
    async (look) => {
      const popup = await world.browser.openExtensionPage('popup/index.html');
      await popup.emulateMedia({ colorScheme: look });
      await popup.setViewportSize({ width: 360, height: 560 });
      await popup.getByRole('button', { name: 'Calendars' }).click();
      await popup.getByRole('group', { name: 'Conflict calendars' }).getByLabel('Family').check();
      await popup.getByText(/These choices block .* in the next 14 days\./).waitFor();
      await popup.getByText('Which ones?').click();
      await popup.getByText('Which ones?').scrollIntoViewIfNeeded();
      expect(await faultsIn(popup)).toEqual([]);
      await picture(popup, `popup-calendars-${look}`, 'for looking at');
      await popup.close();
    },
  );

  it('offers a subscription in a window of its own, where nothing is typed in the page', async () => {
    await show();
    await reads(/All good/);
    await card().press('Calendar Configuration');
    await reads('Add a subscription in a window of Slotbridge');
    const window = await opened(() => card().press('Add a subscription in a window of Slotbridge'));
    await window.getByText('Conflict calendars').first().waitFor();
    await window.close();
  });

  it('wants a new password once iCloud refuses the old one, opens the window for it, and recovers', async () => {
    await show();
    await reads(/All good/);
    icloud.account().revokePassword();
    await card().press('Check now');
    await reads(/iCloud no longer accepts the password/);
    await picture(page, 'card-repair', 'for looking at');
    expect(await faults()).toEqual([]);
    const password = 'abcd-efgh-ijkl-mnop';
    icloud.account().setPassword(password);
    const window = await opened(() => card().press('Repair'));
    await window.locator('input[type="password"]').fill(password);
    await window.getByRole('button', { name: 'Use this password' }).click();
    await window.getByText('The new password works').waitFor();
    await window.close();
    await reads(/All good/);
  });

  it('disconnects, having said what stays in iCloud', async () => {
    await show();
    await reads(/All good/);
    await card().press('Disconnect');
    await reads(/Nothing of ours stands in your iCloud calendars|stays there/);
    await picture(page, 'card-disconnect', 'for looking at');
    await card().press('Disconnect');
    await reads('For Ann Porter');
  });
});
