import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { inShadow } from '../sandbox/browser-devtools.ts';
import { calendarText, eventLines, timed } from '../sandbox/icloud/event-text.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { setUp } from '../sandbox/set-up.ts';
import { faultsInLayer } from './axe-faults.ts';
import { meet, type Rect } from './overlay-look.ts';
import { picture, STAFF, startWorld, WIDGET, type World, ZONE } from './world.ts';

const TITLE = 'Secret talk with Nora';
const SOON = { timeout: 30_000, interval: 250 };
/** Two days ahead, so that none of its slots has passed. */
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });

let icloud: ICloud;
let world: World;
let page: Page;

interface Notes {
  readonly pick: { readonly text: string; readonly rect: Rect; readonly animation: string } | null;
  /** What the pointer opened over a mark's tag, in sight. */
  readonly hasDetails: boolean;
  readonly banner: Rect | null;
  readonly toasts: readonly { readonly text: string; readonly rect: Rect; readonly role: string | null }[];
}

/** Runs in the page: it sees its argument alone. */
function notesIn(root: ShadowRoot): Notes {
  const rectOf = (element: Element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const pick = root.querySelector('.pick');
  const details = root.querySelector('.details');
  const banner = root.querySelector('.banner');
  return {
    pick: pick && {
      text: pick.querySelector('div')?.textContent ?? '',
      rect: rectOf(pick),
      animation: getComputedStyle(pick).animationName,
    },
    hasDetails: details !== null && getComputedStyle(details).visibility !== 'hidden',
    banner: banner && rectOf(banner),
    toasts: [...root.querySelectorAll('.toast')].map((toast) => ({
      text: toast.querySelector('span')?.textContent ?? '',
      rect: rectOf(toast),
      role: toast.parentElement?.getAttribute('role') ?? null,
    })),
  };
}

async function notes(): Promise<Notes> {
  const [seen] = await inShadow(page, notesIn, { context: world.browser.context, hostSelector: 'slotbridge-layer' });
  return seen ?? { pick: null, hasDetails: false, banner: null, toasts: [] };
}

const faults = () => faultsInLayer(world.browser.context, page);
const noted = (words: RegExp) => vi.waitFor(async () => expect((await notes()).pick?.text).toMatch(words), SOON);
const unnoted = () => vi.waitFor(async () => expect((await notes()).pick).toBeNull(), SOON);

async function rectOf(selector: string): Promise<Rect> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not in sight.`);
  return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
}

const slot = (time: string) => page.locator('li.widgets-time-slot', { hasText: time });
const iso = (time: string) =>
  DAY.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toString({
    timeZoneName: 'never',
    smallestUnit: 'second',
  });

async function openDialog(): Promise<void> {
  page = await world.browser.context.newPage();
  await page.goto(STAFF);
  await page.waitForSelector('.fc-timegrid-col[data-date]');
  await page.click('#new-appointment-button');
  await page.fill('#date-picker-standard', DAY.toString());
  await page.waitForSelector(`#slot-picker-standard option[value="${iso('10:00')}"]`, { state: 'attached' });
}

const choose = (time: string) => page.selectOption('#slot-picker-standard', { value: iso(time) });

/** As a site's own dark theme would. */
const darken = () =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html, body, body * { background-color: #151a24 !important; color: #eef !important; }');
    document.adoptedStyleSheets = [sheet];
  });

beforeAll(async () => {
  icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Work', path: 'work', color: '#FF9500FF' });
  const lines = timed(ZONE, DAY, '10:00', '11:00');
  icloud.account().put('work', 'talk.ics', calendarText(eventLines('talk', '20261101T000000Z', TITLE, lines)));
  world = await startWorld({ caldavUrl: icloud.url });
  const account = { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword };
  await setUp({ browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF });
  const { body } = await world.bridge.call<{ connections: { id: string; conflictCalendarIds: string[] }[] }>(
    'GET',
    '/v1/connections',
  );
  const [{ id, conflictCalendarIds } = { id: '', conflictCalendarIds: [] }] = body.connections;
  const { body: listed } = await world.bridge.call<{ calendars: { id: string; name: string }[] }>(
    'GET',
    `/v1/connections/${id}/calendars`,
  );
  const linkedCalendarId = listed.calendars.find(({ name }) => name === 'Work')?.id;
  const configuration = { linkedCalendarId, conflictCalendarIds };
  expect((await world.bridge.call('PUT', `/v1/connections/${id}/configuration`, configuration)).status).toBe(200);
  for (const one of world.browser.context.pages().slice(1)) await one.close();
});

afterEach(async () => {
  await page.close();
});

afterAll(async () => {
  await world?.stop();
  await icloud?.stop();
});

describe('beside a picked time of a booking page', () => {
  it('stands at once that it is taken, with free times, over no button; it goes when another one is picked', async () => {
    page = await world.browser.context.newPage();
    await openBookingDay(page, WIDGET, DAY.toString());
    await slot('10:00 AM').click();
    await noted(/^You're busy then: Work, 10:00–11:00\. Free instead: 11:00, 11:30, 12:00\.$/);
    const { pick } = await notes();
    expect(pick?.text).not.toContain('Secret');
    expect(pick && meet(pick.rect, await rectOf('button.selected-slot'), 0)).toBe(false);
    await page.waitForTimeout(600);
    expect((await notes()).hasDetails).toBe(false);
    await picture(page, 'picked-light', 'for looking at');
    expect(await faults()).toEqual([]);
    await darken();
    await page.waitForTimeout(600);
    expect(await faults()).toEqual([]);
    await picture(page, 'picked-time-dark');
    await slot('11:30 AM').click();
    await unnoted();
    await page.waitForTimeout(1500);
    expect((await notes()).pick).toBeNull();
  });

  it('stands in a narrow window, too, and moves nothing for those who want no motion', async () => {
    page = await world.browser.context.newPage();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 420, height: 800 });
    await openBookingDay(page, WIDGET, DAY.toString());
    await slot('10:30 AM').click();
    await noted(/^You're busy then: Work/);
    const { pick } = await notes();
    expect(pick?.animation).toBe('none');
    expect([pick && pick.rect.left >= 0, pick && pick.rect.right <= 420]).toEqual([true, true]);
    expect(pick && meet(pick.rect, await rectOf('button.selected-slot'), 0)).toBe(false);
    await picture(page, 'picked-narrow', 'for looking at');
  });
});

describe('in the dialog of the staff app', () => {
  it('a taken time is said beside it, over no control, and the person may book it all the same', async () => {
    await openDialog();
    await choose('10:30');
    await noted(/^You're busy then: Work, 10:00–11:00\./);
    const { pick } = await notes();
    expect(pick && meet(pick.rect, await rectOf('#book-appointment'), 0)).toBe(false);
    await picture(page, 'picked-time');
    await choose('12:00');
    await unnoted();
    await choose('10:30');
    await noted(/^You're busy then/);
    await page.fill('#contact-first-name', 'Maya');
    await page.click('#save-appointment-button');
    await page.waitForSelector('#book-appointment', { state: 'detached' });
    await unnoted();
    await vi.waitFor(async () => {
      expect((await notes()).toasts.map(({ text }) => text)).toEqual(['Added to your iCloud calendar Work.']);
    }, SOON);
    expect((await notes()).toasts[0]?.role).toBe('status');
    await picture(page, 'toast');
    await page.click('#new-appointment-button');
    const save = await rectOf('#save-appointment-button');
    await page.waitForTimeout(800);
    expect((await notes()).toasts.filter(({ rect }) => meet(rect, save, 0))).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('says that it is not known while the bridge is away, and that the booking waits', async () => {
    await openDialog();
    await world.bridge.stop();
    await choose('12:30');
    await noted(/^Slotbridge isn't running on this computer.*Look in Calendar before you book\.$/);
    await darken();
    await page.waitForTimeout(600);
    await picture(page, 'dialog-not-known', 'for looking at');
    await page.fill('#contact-first-name', 'Ada');
    await page.click('#save-appointment-button');
    await vi.waitFor(async () => {
      const [toast] = (await notes()).toasts;
      expect(toast).toMatchObject({
        role: 'alert',
        text: expect.stringMatching(/^Saved, but Slotbridge isn't running/),
      });
    }, SOON);
    await vi.waitFor(async () => {
      const { banner, toasts } = await notes();
      expect(banner && toasts.filter(({ rect }) => meet(rect, banner, 0))).toEqual([]);
    }, SOON);
    await picture(page, 'toast-waiting', 'for looking at');
    expect(await faults()).toEqual([]);
  });
});
