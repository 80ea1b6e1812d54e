import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import '../extension/words/browser-words.ts';
import { FEATURE_WORDS } from '../../extension/options/feature-words.ts';
import { readCalendar, type Standing, settingsFetch } from '../extension/options/settings-bridge.ts';
import { bridgeState, calendar, connection } from '../extension/ui/in-memory-bridge.ts';
import { examine, longestMotion, tabOrder } from './screen-looks.ts';
import { type StateWorld, startStateWorld } from './state-world.ts';
import { picture } from './world.ts';

const state = bridgeState({ token: 't' });
const standing: Standing = { calendars: [], runs: [] };
let world: StateWorld;
let page: Page;

beforeAll(async () => {
  world = await startStateWorld(state, { answer: settingsFetch(state, standing) });
});
afterAll(() => world?.stop());

beforeEach(async () => {
  state.connections = [connection({ linkedCalendarId: 'work', conflictCalendarIds: ['work', 'home', 'family'] })];
  state.calendars = [
    calendar('Work', { color: '#F29A1F' }),
    calendar('Home', { color: '#4FA3D1' }),
    calendar('Family', { kind: 'shared', color: '#D6336C' }),
    calendar('Birthdays', { kind: 'subscription', access: 'reader', canLink: false, color: '#7A8794' }),
  ];
  const long = 'iCloud doesn’t let us read this calendar any more. Ask its owner to share it with you again.';
  const unreadable = [{ calendarId: 'home', resource: 'a.ics', reason: 'No start.', since: '2026-11-23T06:00:00Z' }];
  standing.calendars = [
    readCalendar('work'),
    readCalendar('home', { unreadable }),
    readCalendar('family', {
      state: 'failing',
      error: long,
      checkedAt: new Date(Date.now() - 7_500_000).toISOString(),
    }),
  ];
  page = await world.browser.openExtensionPage('options/index.html');
  await page.getByText('Acme Clinic, Ann Lee').waitFor();
});

afterEach(() => page.close());

describe('the settings', () => {
  it('are what the extension’s own menu opens', async () => {
    const worker = await world.browser.serviceWorker();
    const ui = await worker.evaluate(() => chrome.runtime.getManifest().options_ui);
    expect(ui).toEqual({ page: 'options/index.html', open_in_tab: true });
  });

  it('show accounts, calendars and what went wrong, without a fault', async () => {
    await page.getByText('Ask its owner to share it with you again. Last read 2 h ago.').waitFor();
    await examine(page, 'options');
    standing.calendars = standing.calendars.map((one) => readCalendar(one.calendarId));
    await page.getByText('All good.').waitFor({ timeout: 10_000 });
    await picture(page, 'options');
    await page.getByRole('heading', { name: 'In the CRM’s pages' }).scrollIntoViewIfNeeded();
    await examine(page, 'options-features');
    await page.getByRole('heading', { name: 'What is stored, and where' }).scrollIntoViewIfNeeded();
    await examine(page, 'options-below');
  });

  it('let everything of an account be set, without a fault', async () => {
    await page.getByText('Linked calendar, conflict calendars, how events count').click();
    await page.getByText('How events count', { exact: true }).click();
    await page.getByText('New bookings are added here.').scrollIntoViewIfNeeded();
    await examine(page, 'options-calendars');
    await page.getByLabel('Time zone').selectOption('Europe/Madrid');
    await expect
      .poll(() => state.asked.filter(({ method }) => method === 'PATCH').at(-1)?.body)
      .toEqual({
        timeZone: 'Europe/Madrid',
      });
  });

  it('make a report that can be read, copied and saved, without a fault', async () => {
    await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Make a report' }).click();
    const shown = page.getByLabel('The report');
    await expect.poll(() => shown.inputValue()).toContain('"status": "connected"');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied.').waitFor();
    const text = await shown.inputValue();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as a file' }).click();
    expect((await download).suggestedFilename()).toBe('slotbridge-report.json');
    await shown.scrollIntoViewIfNeeded();
    await examine(page, 'options-report');
  });

  it('are reached by keyboard alone, each control in its turn and seen', async () => {
    await page.getByRole('button', { name: 'Check now' }).waitFor();
    const order = await tabOrder(page);
    expect(order.filter((name) => name.startsWith('UNSEEN'))).toEqual([]);
    const names = order.map((name) => name.replace(/\s+/g, ' '));
    expect(names).toEqual([
      'select Time zone',
      'summary Linked calendar, conflict calendars, how events count',
      'button Check now',
      'button Pause',
      'button New password',
      'button Public booking pages',
      'button Disconnect',
      ...Object.values(FEATURE_WORDS).map(({ title }) => `input ${title}`),
      'input Address',
      'button Add',
      'button Make a report',
      'button Open the setup page',
    ]);
    expect(await longestMotion(page)).toBe(0);
  });

  it('fit a narrow window', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await examine(page, 'options-narrow');
  });
});
