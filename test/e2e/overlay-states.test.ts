import type { Page, Request } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openMemory } from '../../bridge/secrets/memory.ts';
import { chooseBookingDay, openBookingDay } from '../sandbox/booking-day.ts';
import { startBridge } from '../sandbox/bridge.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { calendarText, eventLines, timed } from '../sandbox/icloud/event-text.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { readOverlay, slotStates } from '../sandbox/overlay-reading.ts';
import { setUp } from '../sandbox/set-up.ts';
import { showWeekOf } from '../sandbox/staff-week.ts';
import { startFalseBridge } from './false-bridge.ts';
import { meet, readLook, readLooks, wordsOf } from './overlay-look.ts';
import { STAFF, startWorld, WIDGET, type World, ZONE } from './world.ts';

const TITLE = 'Secret talk with Nora';
const SOON = { timeout: 20_000, interval: 200 };
/** Two days ahead, so that none of its slots has passed. */
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
const STAMP = '20261101T000000Z';

const secrets = openMemory();
let icloud: ICloud;
let world: World;
let widget: Page;
let staff: Page;
const requests: string[] = [];
const complaints: string[] = [];

const context = () => world.browser.context;
const overlay = (page: Page) => readOverlay(context(), page);
const look = (page: Page) => readLook(context(), page);
const states = () => slotStates(context(), widget);
const save = (uid: string, lines: readonly string[]) =>
  icloud.account().put('work', `${uid}.ics`, calendarText(eventLines(uid, STAMP, TITLE, lines)));

async function settled(page: Page): Promise<void> {
  await page.bringToFront();
  await vi.waitFor(async () => {
    const { chip, marks } = await overlay(page);
    expect(chip).toMatch(/ago$/);
    expect(marks.some(({ kind }) => kind === 'busy')).toBe(true);
  }, SOON);
}

/** As a site's own dark theme would. */
function darken(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html, body, body * { background-color: #151a24 !important; color: #eef !important; }');
    document.adoptedStyleSheets = [sheet];
    document.body.classList.add('night');
  });
}

beforeAll(async () => {
  icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Work', path: 'work', color: '#FF9500FF' });
  save('talk', timed(ZONE, DAY, '10:00', '11:00'));
  world = await startWorld({ caldavUrl: icloud.url, secrets });
  const account = { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword };
  const parts = { browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF };
  await setUp(parts);
  // Chromium without a window calls every page visible: the set-up's pages would go on asking the bridge.
  for (const page of context().pages().slice(1)) await page.close();
  context().on('request', (request: Request) => {
    if (!request.serviceWorker()) requests.push(`${request.frame().url()} ${request.url()}`);
  });
  context().on('console', (message) => complaints.push(`${message.page()?.url()} ${message.text()}`));
  staff = await context().newPage();
  await staff.goto(STAFF);
  await showWeekOf(DAY.toString(), staff);
  await settled(staff);
  widget = await context().newPage();
  await openBookingDay(widget, WIDGET, DAY.toString());
  await settled(widget);
});

afterAll(async () => {
  await world?.stop();
  await icloud?.stop();
});

describe('what the overlay lays over a page', () => {
  it.each([
    [1280, 800],
    [760, 700],
    [420, 800],
  ])('hides no word and no button with its age chip, in a window of %i by %i', async (width, height) => {
    for (const page of [widget, staff]) {
      await page.bringToFront();
      await page.setViewportSize({ width, height });
      for (const view of page === staff ? ['timeGridDay', 'timeGridWeek'] : ['']) {
        if (view) await page.locator(`[data-view="${view}"]`).dispatchEvent('click');
        await vi.waitFor(async () => {
          const { chip } = await look(page);
          if (!chip) throw new Error('There is no chip.');
          expect([chip.left >= 0, chip.right <= width, chip.top >= 0, chip.bottom <= height]).not.toContain(false);
          const words = await wordsOf(page, '.fc-col-header-cell-cushion span, button, h4, h2, .widgets-time-slot');
          expect(words.filter((rect) => rect.right > rect.left && meet(rect, chip))).toEqual([]);
        }, SOON);
      }
    }
    await staff.setViewportSize({ width: 1280, height: 800 });
    await widget.setViewportSize({ width: 1280, height: 800 });
  });

  it.each([1280, 420])(
    'shows details beside their slot in a window %i wide, by a click, until Escape',
    async (width) => {
      await widget.bringToFront();
      await widget.setViewportSize({ width, height: 800 });
      await widget.locator('li.widgets-time-slot', { hasText: '10:00 AM' }).scrollIntoViewIfNeeded();
      await vi.waitFor(async () => {
        const { tag } = await look(widget);
        if (!tag) throw new Error('No tag is in sight.');
        await widget.mouse.click(tag.x, tag.y);
        const { details } = await look(widget);
        expect(details?.text).toContain('Work');
        expect(details && meet(details.rect, tag.mark, 0)).toBe(false);
      }, SOON);
      await widget.keyboard.press('Escape');
      expect((await look(widget)).details).toBeNull();
      await widget.setViewportSize({ width: 1280, height: 800 });
    },
  );

  it('follows the page into the dark, also where the person asks for more contrast or less motion', async () => {
    await widget.bringToFront();
    const before = await look(widget);
    expect([before.tag?.background, before.animation]).toEqual(['rgb(59, 70, 88)', 'appear']);
    await darken(widget);
    await vi.waitFor(async () => expect((await look(widget)).tag?.background).toBe('rgb(195, 204, 218)'), SOON);
    await widget.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    const { hatch, animation } = await look(widget);
    expect({ hatch, animation }).toEqual({ hatch: { border: '2px', image: 'none' }, animation: 'none' });
    await widget.emulateMedia({ forcedColors: null, reducedMotion: null });
  });
});

describe('whose time is shown', () => {
  it('says "Not connected here" to a user without a connection, and nothing on a booking page never seen', async () => {
    world.crm.state.signedInUserId = DEFAULT_IDS.ben;
    const bens = await context().newPage();
    await bens.goto(STAFF);
    await vi.waitFor(async () => expect(await overlay(bens)).toMatchObject({ chip: 'Not connected here' }), SOON);
    expect(await overlay(bens)).toMatchObject({ marks: [], banner: null });
    world.crm.state.signedInUserId = DEFAULT_IDS.ann;
    await openBookingDay(bens, WIDGET.replace(DEFAULT_IDS.consultation, DEFAULT_IDS.otherConsultation), DAY.toString());
    await bens.waitForTimeout(1500);
    expect(await overlay(bens)).toMatchObject({ marks: [], chip: null, banner: null });
    await bens.close();
  });

  it('says "You\'re busy" on a calendar that the person shares with others', async () => {
    const team = await context().newPage();
    await openBookingDay(team, WIDGET.replace(DEFAULT_IDS.consultation, DEFAULT_IDS.cleaning), DAY.toString());
    await settled(team);
    expect((await overlay(team)).marks.map(({ tag }) => tag)).toEqual(["You're busy"]);
    await team.close();
  });

  it('marks a calendar in the frame that the staff app once put it in, and finds no fault with the page around', async () => {
    const shell = await context().newPage();
    const day = `${STAFF}?framed`;
    await shell.route(STAFF, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<title>Shell</title><iframe name="calendar-app" src="${day}" width="1100" height="700"></iframe>`,
      }),
    );
    await shell.goto(STAFF);
    await showWeekOf(DAY.toString(), shell.frameLocator('iframe[name="calendar-app"]'));
    await vi.waitFor(async () => {
      const layers = await readLooks(context(), shell);
      expect(layers.filter(({ tag }) => tag !== null)).toHaveLength(1);
    }, SOON);
    const texts = (await readLooks(context(), shell)).map(({ text }) => text).filter(Boolean);
    expect(texts).toEqual([expect.stringContaining('Busy')]);
    await shell.close();
  });
});

describe('the times of a booking page', () => {
  it("are read on the day when the clocks change, in the customer's zone and on a 24-hour clock", async () => {
    const zone = 'Europe/Berlin';
    const change = Temporal.Now.zonedDateTimeISO(zone).add({ days: 1 }).getTimeZoneTransition('next');
    if (!change) throw new Error('The clocks no longer change in Berlin.');
    const from = change.subtract({ minutes: 30 }).toInstant();
    const until = change.add({ minutes: 30 }).toInstant();
    const utc = (at: Temporal.Instant) => at.toString().replace(/[-:]|\.\d+/g, '');
    save('change', [`DTSTART:${utc(from)}`, `DTEND:${utc(until)}`]);
    const calendar = world.crm.state.calendars.find(({ id }) => id === DEFAULT_IDS.consultation);
    if (!calendar) throw new Error('The consultation is gone.');
    const openHours = calendar.openHours;
    const hours = [{ openHour: 0, openMinute: 0, closeHour: 23, closeMinute: 59 }];
    onTestFinished(() => void Object.assign(calendar, { openHours }));
    calendar.openHours = [{ daysOfTheWeek: [0, 1, 2, 3, 4, 5, 6], hours }];
    const far = await context().newPage();
    await far.goto(WIDGET);
    await far.locator('li.widgets-time-slot').first().waitFor();
    await far.getByLabel('Time zone').selectOption(zone);
    await far.locator('.timezone-label', { hasText: zone }).waitFor();
    await far.locator('li.widgets-time-slot').first().waitFor();
    await chooseBookingDay(far, change.toPlainDate().toString());
    await far.locator('[data-hour12="false"]').click();
    const first = Math.round(change.startOfDay().toInstant().until(from).total('minutes') / 30);
    await far.locator('li.widgets-time-slot').nth(first).scrollIntoViewIfNeeded();
    await vi.waitFor(async () => {
      const { marks } = await overlay(far);
      const slots = await far.locator('li.widgets-time-slot').evaluateAll((items) =>
        items.map((item) => {
          const { top, bottom } = item.getBoundingClientRect();
          return { text: item.textContent ?? '', y: (top + bottom) / 2 };
        }),
      );
      const kinds = slots.map(({ y }) => marks.find((mark) => mark.top <= y && y <= mark.bottom)?.kind ?? 'none');
      expect(kinds.flatMap((kind, index) => (kind === 'busy' ? [index] : []))).toEqual([first, first + 1]);
      expect(kinds).not.toContain('not-known');
      const clock = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
      expect(slots.slice(first, first + 2).map(({ text }) => text)).toEqual([clock(from), clock(change.toInstant())]);
    }, SOON);
    await far.close();
  });
});

describe('what the page itself gets to know', () => {
  it('is no title, also when the person chose to see titles', async () => {
    const details = async () => {
      await widget.bringToFront();
      const { tag } = await look(widget);
      if (tag) await widget.mouse.click(tag.x, tag.y);
      return (await look(widget)).details?.text ?? '';
    };
    expect(await details()).not.toContain(TITLE);
    await widget.keyboard.press('Escape');
    const { body } = await world.bridge.call<{ connections: { id: string; settings: object }[] }>(
      'GET',
      '/v1/connections',
    );
    const [connection] = body.connections;
    const settings = { ...connection?.settings, showTitles: true };
    expect((await world.bridge.call('PATCH', `/v1/connections/${connection?.id}`, { settings })).status).toBe(200);
    await vi.waitFor(async () => {
      await widget.keyboard.press('Escape');
      expect(await details()).toContain(TITLE);
    }, SOON);
    const seen = await widget.evaluate(() => document.documentElement.outerHTML);
    expect(seen + (await widget.content())).not.toContain('Secret');
    expect(await widget.evaluate(() => document.querySelector('slotbridge-layer')?.shadowRoot ?? null)).toBeNull();
    await widget.keyboard.press('Escape');
  });

  it('is nothing of the bridge: no page asked 127.0.0.1 for anything, and no file of the extension is open to pages', async () => {
    expect(requests.length).toBeGreaterThan(20);
    const asked = requests.filter((line) => line.startsWith('http') && /(127\.0\.0\.1|localhost)/.test(line));
    expect(asked).toEqual([]);
    const worker = await world.browser.serviceWorker();
    const open = await worker.evaluate(() => chrome.runtime.getManifest().web_accessible_resources ?? []);
    expect(open).toEqual([]);
  });
});

describe("the extension's own pages", () => {
  it.each(['welcome', 'popup', 'connect'])('%s has nothing to tell its console', async (name) => {
    complaints.length = 0;
    const page = await world.browser.openExtensionPage(`${name}/index.html`);
    await page.locator('h1, h2, button').first().waitFor();
    await page.waitForTimeout(500);
    expect(complaints.filter((line) => line.startsWith('chrome-extension:'))).toEqual([]);
    await page.close();
  });
});

describe('when another program takes the port of the bridge', () => {
  it('it is sent no token, the page says so, and the marks are back when the bridge is', async () => {
    await widget.bringToFront();
    const worker = await world.browser.serviceWorker();
    const stored = await worker.evaluate(() => chrome.storage.local.get('pairing'));
    const { token } = stored.pairing as { token: string };
    expect(token.length).toBeGreaterThan(20);
    const { home, port } = world.bridge;
    await world.bridge.stop();
    const other = await startFalseBridge(port);
    await vi.waitFor(async () => expect((await overlay(widget)).banner).toMatch(/Another program answers/), SOON);
    expect(Object.values(await states())).not.toContain('free');
    expect((await states())['10:00 AM']).toBe('busy');
    await vi.waitFor(
      () => expect(other.heard.filter((line) => line.includes('/v1/prove')).length).toBeGreaterThan(2),
      SOON,
    );
    expect(other.heard.join('\n')).not.toContain(token);
    expect(other.heard.join('\n')).not.toMatch(/authorization|UPGRADE/i);
    await other.stop();
    const again = await startBridge({ caldavUrl: icloud.url, home, port, secrets });
    await vi.waitFor(async () => {
      expect(await states()).toMatchObject({ '09:30 AM': 'free', '10:00 AM': 'busy', '11:00 AM': 'free' });
      expect((await overlay(widget)).banner).toBeNull();
    }, SOON);
    await again.stop();
  });
});

describe('when the extension is updated under an open page', () => {
  it('the marks go, and one hint says to reload', async () => {
    await widget.bringToFront();
    const worker = await world.browser.serviceWorker();
    await worker.evaluate(() => setTimeout(() => chrome.runtime.reload(), 100));
    await vi.waitFor(async () => {
      const seen = await overlay(widget);
      expect(seen).toMatchObject({ marks: [], chip: null });
      expect(seen.banner).toBe('Slotbridge was updated. Reload this page to see your blocked times again.');
    }, SOON);
  });
});
