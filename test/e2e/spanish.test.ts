import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import english from '../../extension/public/_locales/en/messages.json' with { type: 'json' };
import spanish from '../../extension/public/_locales/es/messages.json' with { type: 'json' };
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { inShadow } from '../sandbox/browser-devtools.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { calendarText, eventLines, timed } from '../sandbox/icloud/event-text.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { cardIn } from './card-in-page.ts';
import { readLook } from './overlay-look.ts';
import { sidewaysBy } from './screen-looks.ts';
import { picture, STAFF, startWorld, WIDGET, type World, ZONE } from './world.ts';

const CONNECTIONS = `https://app.gohighlevel.com/v2/location/${DEFAULT_IDS.location}/settings/calendars/connections`;
const SOON = { timeout: 20_000, interval: 200 };
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });

let icloud: ICloud;
let world: World;
let page: Page;

const context = () => world.browser.context;

/** Of each English message that is another one in Spanish what stands between its places, where that is a phrase. */
const ENGLISH = Object.entries(english)
  .filter(([name, { message }]) => spanish[name as keyof typeof spanish].message !== message)
  .flatMap(([, { message }]) => message.split(/\$[1-9]/))
  .map((part) => part.trim())
  .filter((part) => /\p{L}{2,} \p{L}{2,}/u.test(part));

const englishIn = (text: string) => ENGLISH.filter((phrase) => text.includes(phrase));

async function connect(): Promise<void> {
  const { bridge } = world;
  const { body } = await bridge.call<Connection>('POST', '/v1/connections', {
    locationId: DEFAULT_IDS.location,
    locationName: 'Sunrise Dental',
    userId: DEFAULT_IDS.ann,
    appleId: DEFAULT_ACCOUNT.appleId,
    appPassword: DEFAULT_ACCOUNT.appPassword,
    timeZone: ZONE,
  });
  const base = `/v1/connections/${body.id}`;
  const { calendars } = (await bridge.call<{ calendars: Calendar[] }>('GET', `${base}/calendars`)).body;
  const work = calendars.filter(({ name }) => name === 'Work').map(({ id }) => id);
  await bridge.call('PUT', `${base}/configuration`, { linkedCalendarId: null, conflictCalendarIds: work });
  await bridge.call('POST', `${base}/sync`);
}

async function pair(): Promise<void> {
  const { client, token } = await world.bridge.bridge.clients.create({
    name: 'spanish',
    madeBy: 'pairing',
    origin: `chrome-extension://${world.browser.extensionId}`,
  });
  const worker = await world.browser.serviceWorker();
  const pairing = { port: world.bridge.port, clientId: client.id, token };
  await worker.evaluate((value) => chrome.storage.local.set({ pairing: value }), pairing);
}

beforeAll(async () => {
  icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Work', path: 'work', color: '#FF9500FF' });
  // The calendar's week has today in it, whichever day that is.
  for (const day of [DAY, DAY.subtract({ days: 2 })]) {
    const lines = eventLines(`talk ${day}`, '20261101T000000Z', 'Talk', timed(ZONE, day, '10:00', '11:15'));
    icloud.account().put('work', `talk-${day}.ics`, calendarText(lines));
  }
  world = await startWorld({ caldavUrl: icloud.url, language: 'es', viewport: { width: 1280, height: 1000 } });
  await connect();
  await pair();
  page = await context().newPage();
});

afterAll(async () => {
  await world?.stop();
  await icloud?.stop();
});

/** A picture of the page in light and in dark. */
async function pictures(shown: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await shown.emulateMedia({ colorScheme });
    await picture(shown, `${name}-${colorScheme}`, 'for looking at');
  }
}

/** Words on tags for which there is no room. */
async function cutOff(): Promise<string[]> {
  const look = (root: ShadowRoot) =>
    [...root.querySelectorAll<HTMLElement>('.tag span')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent ?? '');
  return (await inShadow(page, look, { context: context(), hostSelector: 'slotbridge-layer' })).flat();
}

describe('in a browser in Spanish', () => {
  it('the calendar’s marks and their age are in Spanish', async () => {
    await page.goto(STAFF);
    await vi.waitFor(async () => {
      const { chip, marks } = await readOverlay(context(), page);
      expect(chip).toMatch(/^Calendario · hace \d+ s$/);
      const [busy] = marks.filter(({ kind }) => kind === 'busy');
      expect(busy?.tag).toBe('Ocupado');
      expect(busy?.label).toMatch(/^Ocupado\. .*, 10:00–11:15\. Work\. Comprobado hace \d+ s$/);
    }, SOON);
    await pictures(page, 'spanish-staff');
    expect(englishIn((await readLook(context(), page)).text)).toEqual([]);
    expect(await page.locator('slotbridge-layer').getAttribute('lang')).toBe('es');
  });

  it('the days of the month say how many events block them, in full', async () => {
    await page.locator('[data-view="dayGridMonth"]').click();
    await vi.waitFor(async () => {
      const { marks } = await readOverlay(context(), page);
      const counts = marks.filter(({ kind }) => kind === 'count').map(({ tag }) => tag);
      expect(counts).toEqual(['1 ocupado', '1 ocupado']);
    }, SOON);
    expect(await cutOff()).toEqual([]);
    await pictures(page, 'spanish-month');
  });

  it('a blocked time says so, and its details what can be done', async () => {
    await openBookingDay(page, WIDGET, DAY.toString());
    const tags = async () => (await readOverlay(context(), page)).marks.map(({ tag }) => tag);
    await vi.waitFor(async () => expect(await tags()).toEqual(['Ocupado', 'Ocupado', 'Ocupado · fin 11:15']), SOON);
    await vi.waitFor(async () => {
      const { tag } = await readLook(context(), page);
      await page.mouse.click(tag?.x ?? 0, tag?.y ?? 0);
      await page.waitForTimeout(150);
      expect((await readLook(context(), page)).details?.text).toMatch(
        /^Ocupado.*, 10:00–10:30.*Work.*Marcado como ocupado.*Comprobado hace \d+ s.*Ignorar este evento.*Ignorar siempre…/,
      );
    }, SOON);
    await pictures(page, 'spanish-details');
    expect(englishIn((await readLook(context(), page)).text)).toEqual([]);
  });

  it('the card and its choices are in Spanish', async () => {
    await page.goto(CONNECTIONS);
    const card = cardIn(page, context());
    await vi.waitFor(async () => expect(await card.text()).toContain('Calendarios de conflicto'), SOON);
    expect(englishIn(await card.text())).toEqual([]);
    await pictures(page, 'spanish-card');
    await card.press('Configuración de calendarios');
    await vi.waitFor(async () => expect(await card.text()).toContain('Calendario vinculado'), SOON);
    expect(englishIn(await card.text())).toEqual([]);
    await pictures(page, 'spanish-card-choices');
  });

  it.each([
    ['popup/index.html', 'Próximo horario libre', 360],
    ['options/index.html', 'Sunrise Dental', 900],
  ])('%s is in Spanish, also to the ear, and says so', async (address, words, width) => {
    const own = await world.browser.openExtensionPage(address);
    await own.setViewportSize({ width, height: 640 });
    await own.getByText(words).first().waitFor();
    const read = () =>
      own.evaluate(() => {
        const labels = [...document.querySelectorAll('[aria-label], [title]')].flatMap((one) => [
          one.getAttribute('aria-label') ?? '',
          one.getAttribute('title') ?? '',
        ]);
        return [document.title, document.body.innerText, ...labels].join('\n');
      });
    expect(englishIn(await read())).toEqual([]);
    expect(await own.evaluate(() => document.documentElement.lang)).toBe('es');
    expect(await sidewaysBy(own)).toBe(0);
    await pictures(own, `spanish-${address.split('/')[0]}`);
    await own.close();
  });
});
