import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCalendar, settingsFetch } from '../extension/options/settings-bridge.ts';
import { bridgeState, calendar, connection } from '../extension/ui/in-memory-bridge.ts';
import { crmOn } from '../extension/ui/in-memory-crm.ts';
import { isEnglish } from '../extension/words/english-words.ts';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { examine } from './screen-looks.ts';
import { startStateBridge } from './state-bridge.ts';
import { EXTENSION } from './world.ts';

const trouble = { linkedCalendarId: 'trabajo', conflictCalendarIds: ['trabajo', 'casa', 'familia'] };
const state = bridgeState({ token: 't', connections: [connection(trouble)] });
let bridge: Awaited<ReturnType<typeof startStateBridge>>;
let crm: Crm;
let browser: RunningBrowser;
let page: Page;

beforeAll(async () => {
  state.calendars = ['Trabajo', 'Casa', 'Familia', 'Cumpleaños'].map((name) => calendar(name));
  const failing = {
    state: 'failing',
    error: 'example.com has no calendar there.',
    errorCode: 'feed-unreachable',
  } as const;
  const calendars = [readCalendar('trabajo'), readCalendar('casa', { state: 'held', error: 'Most of it is gone.' })];
  bridge = await startStateBridge(
    state,
    settingsFetch(state, { calendars: [...calendars, readCalendar('familia', failing)], runs: [] }),
  );
  crm = await startCrm({});
  browser = await launchBrowser({
    extensionDir: EXTENSION,
    resolverRules: crm.resolverRules,
    crmPort: crm.port,
    timezoneId: 'Europe/Madrid',
    language: 'es',
  });
  const worker = await browser.serviceWorker();
  await worker.evaluate((values) => chrome.storage.local.set(values), {
    pairing: { port: state.port, clientId: 'c', token: 't' },
  });
});

afterAll(async () => {
  await browser?.close();
  await crm?.stop();
  await bridge?.stop();
});

beforeEach(() => state.refusals.clear());
afterEach(() => page.close());

/** All texts that a person sees or hears. */
const textsOn = () =>
  page.evaluate(() => {
    const elements = [...document.body.querySelectorAll<HTMLElement>('*')];
    const names = ['aria-label', 'title', 'alt', 'placeholder'];
    return elements.flatMap((element) => [
      ...names.map((name) => element.getAttribute(name) ?? ''),
      ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent ?? ''),
    ]);
  });

/** Names that are the same everywhere: of HighLevel's scopes, and of time zones. */
const withoutNames = (text: string) => text.replace(/^[A-Z][\w-]+\/.*$|\b[a-z/]+\.(readonly|write)\b/g, '');

async function expectSpanish(title: string): Promise<void> {
  expect(await page.title()).toBe(title);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  expect((await textsOn()).map(withoutNames).filter(isEnglish)).toEqual([]);
}

describe('to a person whose browser speaks Spanish', () => {
  it('the settings say everything in it, what the bridge tells of calendars too', async () => {
    page = await browser.openExtensionPage('options/index.html');
    await page.getByText('No pudimos obtener la suscripción.').waitFor();
    await page.getByText('Casi todo pareció desaparecer de golpe.').waitFor();
    await expectSpanish('Ajustes de Slotbridge');
    await page.getByRole('heading', { name: 'En las páginas del CRM' }).scrollIntoViewIfNeeded();
    await page.setViewportSize({ width: 400, height: 800 });
    await examine(page, 'options-spanish');
  });

  it('the window of public pages says what a token lacks, and how the blocks stand', async () => {
    const path = '/v1/connections/c1/crm/preview';
    state.refusals.set(`POST ${path}`, { code: 'missing-scope', scopes: ['calendars/events.write'] });
    page = await browser.openExtensionPage('public-pages/index.html?connection=c1');
    await page.setViewportSize({ width: 420, height: 560 });
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByLabel('Token', { exact: true }).fill('pit-7d3f-canary-spanish');
    await page.getByRole('button', { name: 'Ver qué cambiaría' }).click();
    await page.getByText('Al token le falta un permiso.').waitFor();
    await expectSpanish('Slotbridge: proteger las páginas públicas de reservas');
    state.crm.crm = crmOn({
      state: 'partial',
      partly: 'blocks-refused',
      stateDetail: 'Some times could not be blocked.',
    });
    await page.getByText('Algunas horas no se pudieron bloquear.').waitFor();
    await expectSpanish('Slotbridge: proteger las páginas públicas de reservas');
    await examine(page, 'public-pages-spanish');
  });
});
