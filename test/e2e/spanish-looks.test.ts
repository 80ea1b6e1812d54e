import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BlockedSlot } from '../../shared/contract/blocked-slots.ts';
import { bridgeState, calendar, connection, NOTHING_BLOCKED, written } from '../extension/ui/in-memory-bridge.ts';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { pageAt } from './page-at.ts';
import { examine } from './screen-looks.ts';
import { startStateBridge } from './state-bridge.ts';
import { EXTENSION } from './world.ts';

/** Without daylight saving, so that the hours below are those on the wall in every run. */
const ZONE = 'Atlantic/Reykjavik';
const MIDNIGHT = new Date().setUTCHours(0, 0, 0, 0);
const TEN = MIDNIGHT + 10 * 3_600_000;
const time = (from: number, to = from + 1) => ({
  start: new Date(MIDNIGHT + from * 3_600_000).toISOString(),
  end: new Date(MIDNIGHT + to * 3_600_000).toISOString(),
});

function slot(from: number, to: number): BlockedSlot {
  const about = { calendarId: 'trabajo', eventId: `e${from}`, uid: `u${from}`, title: null, allDay: false } as const;
  const source = { ...about, ...time(from, to), kind: 'busy', reason: 'busy' } as const;
  return { ...time(from, to), kind: 'busy', sources: [source] };
}

const state = bridgeState({
  token: 't',
  connections: [
    connection({ timeZone: ZONE, linkedCalendarId: 'trabajo', conflictCalendarIds: ['trabajo'], status: 'paused' }),
  ],
  calendars: [calendar('Trabajo'), calendar('Familia', { kind: 'shared', access: 'reader', canLink: false })],
  // The last one goes over midnight, so that its time has a day in it.
  blocked: { ...NOTHING_BLOCKED, slots: [slot(11, 12.25), slot(13.5, 15), slot(46, 50)] },
  written: [
    written('a', { ...time(30), title: 'Visita de Nora', state: 'failed', url: 'https://app.gohighlevel.com/x' }),
    written('b', { ...time(54), title: 'Visita de Eva', state: 'deleted-in-icloud' }),
  ],
});
let bridge: Awaited<ReturnType<typeof startStateBridge>>;
let crm: Crm;
let browser: RunningBrowser;
let page: Page;

beforeAll(async () => {
  bridge = await startStateBridge(state);
  crm = await startCrm({});
  const parts = { resolverRules: crm.resolverRules, crmPort: crm.port, timezoneId: ZONE };
  browser = await launchBrowser({ extensionDir: EXTENSION, language: 'es', ...parts });
  const worker = await browser.serviceWorker();
  await worker.evaluate((values) => chrome.storage.local.set(values), {
    pairing: { port: state.port, clientId: 'c', token: 't' },
  });
  page = await pageAt(TEN, browser.context);
  await page.setViewportSize({ width: 360, height: 560 });
  await page.goto(`chrome-extension://${browser.extensionId}/popup/index.html`);
});

afterAll(async () => {
  await browser?.close();
  await crm?.stop();
  await bridge?.stop();
});

it('the popup holds Spanish words without a fault, those of its foot in one line each', async () => {
  await page.getByText('En pausa, así que no podemos saber si estás libre.').waitFor();
  await page.getByText('Visita de Eva').waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  const heights = await page
    .locator('.foot .button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
  expect(heights).toEqual([36, 36, 36]);
  const names = page.locator('.block-row .from');
  expect(await names.evaluateAll((all) => all.map((name) => name.getBoundingClientRect().width > 40))).toEqual([
    true,
    true,
    true,
  ]);
  await examine(page, 'popup-in-spanish');
});

it('the choice of calendars holds Spanish words without a fault, and cuts none of its choices', async () => {
  await page.getByRole('button', { name: 'Calendarios', exact: true }).click();
  await page.getByText('Calendarios de conflicto').waitFor();
  await page.locator('details').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  const cut = await page.locator('select').evaluateAll((all) =>
    (all as HTMLSelectElement[]).flatMap((select) => {
      const given = select.getBoundingClientRect().width;
      select.style.width = 'auto';
      const wanted = select.getBoundingClientRect().width;
      select.style.width = '';
      return wanted > given ? [`${select.name}: ${wanted} in ${given}`] : [];
    }),
  );
  expect(cut).toEqual([]);
  await examine(page, 'configuration-in-spanish');
});
