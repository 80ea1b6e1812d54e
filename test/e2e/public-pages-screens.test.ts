import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Crm } from '../../shared/contract/crm.ts';
import { bridgeState, connection } from '../extension/ui/in-memory-bridge.ts';
import { crm, crmOn, crmState, previewFrom } from '../extension/ui/in-memory-crm.ts';
import { faultsIn } from './axe-faults.ts';
import { sidewaysBy } from './screen-looks.ts';
import { type StateWorld, startStateWorld } from './state-world.ts';
import { picture } from './world.ts';

const DAY_MS = 86_400_000;
const TOKEN = 'pit-7d3f-canary-screens';
const LONG = 'Long introductory visit with Maximilian Featherstonehaugh and his whole family';
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const state = bridgeState({ token: 't', connections: [connection({ linkedCalendarId: 'work' })] });
let world: StateWorld;
let page: Page;

beforeAll(async () => {
  world = await startStateWorld(state);
});
afterAll(() => world?.stop());

beforeEach(async () => {
  await page?.close();
  state.crm = crmState({ preview: previewFrom(dayFromNow(1), dayFromNow(3)) });
  state.refusals.clear();
});

async function openWindow(): Promise<void> {
  page = await world.browser.openExtensionPage('public-pages/index.html?connection=c1');
  await page.setViewportSize({ width: 420, height: 560 });
  await page.getByText('Ann Lee').first().waitFor();
}

async function giveToken(): Promise<void> {
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Token', { exact: true }).fill(TOKEN);
  await page.getByRole('button', { name: 'Show what would change' }).click();
}

/** Nothing sticks out sideways, the buttons are in sight, and axe finds nothing: in light, in dark and in forced colours. */
async function examine(name: string): Promise<void> {
  for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: 'reduce', ...media });
    const look = Object.values(media).join();
    expect(await faultsIn(page), `${name}, ${look}`).toEqual([]);
    await picture(page, `public-pages-${name}-${look}`, 'for looking at');
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  expect(await sidewaysBy(page)).toBe(0);
}

describe('setting up', () => {
  it('shows each of the three steps without a fault', async () => {
    await openWindow();
    await examine('intro');
    await page.getByRole('button', { name: 'Go on' }).click();
    await examine('token');
    await page.getByLabel('Token', { exact: true }).fill(TOKEN);
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByText('Makes 3 blocks').waitFor();
    await page.getByText('30-minute consultation').click();
    await examine('preview');
    await page.getByText('Settings', { exact: true }).click();
    await page.getByText('The event’s own title').scrollIntoViewIfNeeded();
    await examine('preview-settings');
  });

  it('shows a long dry run with the events’ own titles, and what is not known', async () => {
    const block = (index: number) => ({
      start: `${dayFromNow(1 + (index % 9))}T${String(8 + Math.floor(index / 9)).padStart(2, '0')}:00:00Z`,
      end: `${dayFromNow(1 + (index % 9))}T${String(8 + Math.floor(index / 9)).padStart(2, '0')}:45:00Z`,
      title: index % 4 === 0 ? `${LONG} · Slotbridge` : 'Busy · Slotbridge',
    });
    state.crm.preview = {
      ...state.crm.preview,
      complete: false,
      blocks: Array.from({ length: 40 }, (_, i) => block(i)),
    };
    await openWindow();
    await giveToken();
    await page.getByText('Makes 40 blocks').waitFor();
    await examine('preview-long');
  });

  it('shows what the token lacks, and who the person may be, without a fault', async () => {
    const path = '/v1/connections/c1/crm/preview';
    state.refusals.set(`POST ${path}`, { code: 'missing-scope', scopes: ['calendars/events.write', 'users.readonly'] });
    await openWindow();
    await giveToken();
    await page.getByText('The token lacks 2 scopes.').waitFor();
    await examine('missing-scope');
    const users = [
      { id: 'u7', name: 'Ann Porter', email: 'ann.porter@acme.example' },
      { id: 'u8', name: LONG, email: 'maximilian.featherstonehaugh@acme.example' },
    ];
    state.refusals.set(`POST ${path}`, { code: 'choose-user', users });
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByText('Which of them are you?').waitFor();
    await examine('choose-user');
  });
});

const STANDINGS: [string, Partial<Crm>][] = [
  ['on', {}],
  ['on-trouble', { state: 'partial', blocks: { standing: 128, pending: 12, failed: 3, leftOpen: 1 }, doubled: true }],
  ['starting', { state: 'starting', lastGoodAt: null, limits: null }],
  ['invalid-token', { state: 'invalid-token' }],
  ['missing-scope-later', { state: 'missing-scope', missingScopes: ['calendars/events.write'] }],
  ['unreachable', { state: 'unreachable' }],
];

describe('while it is on', () => {
  it.each(STANDINGS)('shows how it stands without a fault: %s', async (name, more) => {
    state.crm.crm = crmOn(more);
    await openWindow();
    await page.getByText('Turn off…').waitFor();
    await examine(name);
  });

  it('shows what would be removed, what cannot be, and that it is off, without a fault', async () => {
    const blocks = state.crm.preview.blocks.map((block, index) => ({ ...block, id: `b${index}` }));
    state.crm = { ...state.crm, crm: crmOn(), blocks };
    await openWindow();
    await page.getByRole('button', { name: 'Turn off…' }).click();
    await page.getByText('These 3 blocks would be removed').waitFor();
    await examine('turn-off');
    state.refusals.set('DELETE /v1/connections/c1/crm', { code: 'crm-unreachable' });
    await page.getByRole('button', { name: 'Turn off and remove 3 blocks' }).click();
    await page.getByText('Turn off without removing').waitFor();
    await examine('turn-off-refused');
    await page.getByRole('button', { name: 'Turn off without removing' }).click();
    await page.getByText('Our blocks still stand in HighLevel').waitFor();
    await examine('discarded');
  });
});

describe('the popup', () => {
  async function openPopup(): Promise<void> {
    page = await world.browser.openExtensionPage('popup/index.html');
    await page.setViewportSize({ width: 360, height: 560 });
    await page.getByRole('button', { name: /^Protect public booking pages/ }).waitFor();
  }

  it('tells in its settings and below whether it is on, and leads there', async () => {
    state.crm.crm = crmOn();
    await openPopup();
    expect(await page.getByRole('button', { name: /On, 12 blocks, checked 2 min ago/ }).count()).toBe(1);
    await page.getByRole('button', { name: /^Protect public booking pages/ }).scrollIntoViewIfNeeded();
    await examine('popup-row');
    await page.getByRole('button', { name: 'Calendars' }).click();
    await page.getByText('Linked calendar', { exact: true }).waitFor();
    await examine('popup-calendars');
    const opened = world.browser.context.waitForEvent('page');
    await page.getByRole('button', { name: /^Protect public booking pages/ }).click();
    const window = await opened;
    await window.getByText('Blocks in HighLevel').waitFor();
    expect(new URL(window.url()).pathname).toBe('/public-pages/index.html');
    await window.close();
  });

  it('speaks up when it stopped', async () => {
    state.crm.crm = crmOn({ state: 'invalid-token' });
    await openPopup();
    await page.getByText('HighLevel no longer accepts the token.').waitFor();
    await examine('popup-strip');
    state.crm.crm = crm();
    await page.getByText('HighLevel no longer accepts the token.').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /Off$/ }).count()).toBe(1);
  });
});
