import type { Frame, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inShadow } from '../sandbox/browser-devtools.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { readAxis } from './hour-lines.ts';
import { readLooks, wordsOf } from './overlay-look.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { picture, STAFF, ZONE } from './world.ts';

const LOOKS = ['today', 'older', 'renamed'];
const TODAY = Temporal.Now.plainDateISO(ZONE);
/** Wednesday of next week, the day after it, and Friday of the week after that. */
const DAY = TODAY.add({ days: 10 - (TODAY.dayOfWeek % 7) });
const NEXT_DAY = DAY.add({ days: 1 });
const LATER = DAY.add({ days: 9 });
const LIST = STAFF.replace('/view', '/appointments');
const UNREADABLE = "We can't read this page, so nothing is marked. Look in Calendar before you book.";
const DARK_TAG = 'rgb(195, 204, 218)';

let world: OverlayWorld;
let page: Page;

const overlay = async () => {
  const all = await readOverlay(world.browser.context, page);
  return { ...all, kinds: all.marks.map(({ kind }) => kind) };
};
const press = (name: string, frame: Frame | Page = page) => frame.getByRole('button', { name, exact: true }).click();

/** Whether a box goes from 10:00 to 11:30 of that day, as the page's own hours and days have it. */
async function isAtItsPlace(
  box: { left: number; right: number; top: number; bottom: number },
  { date, look, frame = page }: { date: Temporal.PlainDate; look: string; frame?: Frame | Page },
): Promise<void> {
  const { lines, days } = await readAxis(frame, look === 'renamed');
  const [ten = Number.NaN, eleven = Number.NaN] = [lines['10am'], lines['11am']];
  const day = days[String(date.day)];
  const off = {
    top: Math.abs(box.top - ten),
    bottom: Math.abs(box.bottom - (eleven + (eleven - ten) / 2)),
    left: Math.abs(box.left - (day?.left ?? Number.NaN)),
    right: Math.abs(box.right - (day?.right ?? Number.NaN)),
  };
  expect(Object.entries(off).filter(([, by]) => !(by < 3))).toEqual([]);
}

async function isMarked(date: Temporal.PlainDate, look: string): Promise<void> {
  await vi.waitFor(async () => {
    const { marks, kinds, banner } = await overlay();
    expect({ kinds, banner }).toEqual({ kinds: ['busy'], banner: null });
    if (marks[0]) await isAtItsPlace(marks[0], { date, look });
  }, SOON);
}

/** From the day of its week that the calendar shows: each look has its own, and today's tells it. */
async function turnToDay(): Promise<void> {
  const title = DAY.toLocaleString('en-US', { dateStyle: 'long' });
  const shown = page.getByRole('heading', { name: /^\w+ \d{1,2}, \d{4}$/ });
  for (let words = await shown.innerText(), step = 0; words !== title && step < 7; step += 1) {
    await press(Date.parse(words) > Date.parse(title) ? 'Previous' : 'Next');
    await vi.waitFor(async () => expect(await shown.innerText()).not.toBe(words), SOON);
    words = await shown.innerText();
  }
}

/** As a person does, in the browser's menu. */
async function zoom(factor: number): Promise<void> {
  const worker = await world.browser.serviceWorker();
  await worker.evaluate((to) => chrome.tabs.setZoom(to), factor);
  await vi.waitFor(async () => expect(await page.evaluate(() => devicePixelRatio)).toBeCloseTo(factor), SOON);
}

/**
 * By a style. A calendar that lays itself out meanwhile, as it does a moment after its window got another size, draws its
 * appointments at wrong hours: not to be used then.
 */
const sitesOwnZoom = (factor: string) =>
  page.evaluate((to) => {
    document.documentElement.style.zoom = to;
  }, factor);

/** As a site's own dark theme would. */
const darken = (on: boolean) =>
  page.evaluate((isDark) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `main, main * { background-color: #151a24; color: #dfe4ee !important; border-color: #364056 !important; }
       main button, main button * { background-color: #252c3d !important; }
       main [role="gridcell"] > div { background-image: none !important; }`,
    );
    document.adoptedStyleSheets = isDark
      ? [...document.adoptedStyleSheets, sheet]
      : document.adoptedStyleSheets.slice(0, -1);
    document.body.classList.toggle('night', isDark);
  }, on);

function appointment(id: string, title: string, date: Temporal.PlainDate, time: string, userId: string) {
  const at = (minutes: number) =>
    date.toPlainDateTime(time).add({ minutes }).toZonedDateTime(ZONE).toString({ timeZoneName: 'never' });
  world.crm.state.appointments.push({
    ...{ id, title, contactId: 'c1', groupId: '', address: '', notes: '', isRecurring: false },
    ...{ calendarId: DEFAULT_IDS.consultation, locationId: DEFAULT_IDS.location, appointmentStatus: 'confirmed' },
    ...{ assignedUserId: userId, users: [userId], createdBy: { source: 'calendar_page' } },
    ...{ startTime: at(0), endTime: at(30), dateAdded: at(0), dateUpdated: at(0) },
  });
}

/** The calendar looks as before, and no role says any more what is what. */
const hideRoles = (from: Page) =>
  from.locator('main [role], main [role="button"] *').evaluateAll((all) => {
    const looks = all.map((one) =>
      [...getComputedStyle(one)].map((name) => [name, getComputedStyle(one).getPropertyValue(name)]),
    );
    for (const [index, one] of all.entries()) {
      one.setAttribute('data-hidden-role', one.getAttribute('role') ?? 'presentation');
      one.setAttribute('data-hidden-style', one.getAttribute('style') ?? '');
      one.removeAttribute('role');
      for (const [name = '', value = ''] of looks[index] ?? []) (one as HTMLElement).style.setProperty(name, value);
    }
    document.body.classList.add('without-roles');
  });

const showRoles = (on: Page) =>
  on.locator('main [data-hidden-role]').evaluateAll((all) => {
    for (const one of all) {
      one.setAttribute('role', one.getAttribute('data-hidden-role') ?? '');
      one.setAttribute('style', one.getAttribute('data-hidden-style') ?? '');
      one.removeAttribute('data-hidden-role');
    }
    document.body.classList.remove('without-roles');
  });

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', 'Talk', timed(ZONE, DAY, '10:00', '11:30'));
  world.save('later', 'Dentist', timed(ZONE, LATER, '10:00', '11:30'));
  appointment('ada', 'Ada', DAY, '14:00', DEFAULT_IDS.ann);
  appointment('maya', 'Maya', DAY, '11:00', DEFAULT_IDS.ann);
  appointment('noor', 'Noor', DAY, '10:30', DEFAULT_IDS.ben);
  page = await world.browser.context.newPage();
});

afterAll(async () => {
  await world?.stop();
});

describe.each(LOOKS)('the staff calendar that looks as %s', (look) => {
  it('has its marks at their hours and days, also in another size, scrolled, zoomed and dark', async () => {
    await page.goto(`${STAFF}?look=${look}`);
    await press('Next');
    await settled(world, page);
    await isMarked(DAY, look);
    await picture(page, `week-look-${look}`, 'for looking at');
    await sitesOwnZoom('1.25');
    await isMarked(DAY, look);
    await sitesOwnZoom('');
    for (const factor of [1.25, 0.8, 1]) {
      await zoom(factor);
      await isMarked(DAY, look);
    }
    await page.setViewportSize({ width: 1000, height: 560 });
    await isMarked(DAY, look);
    const { marks: unscrolled } = await overlay();
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, 60);
    await vi.waitFor(async () => {
      expect((await overlay()).marks[0]?.top).toBeLessThan(unscrolled[0]?.top ?? Number.NaN);
    }, SOON);
    await isMarked(DAY, look);
    await page.setViewportSize({ width: 1280, height: 800 });
    await isMarked(DAY, look);
    await darken(true);
    await vi.waitFor(async () => {
      const [layer] = await readLooks(world.browser.context, page);
      expect(layer?.tag?.background).toBe(DARK_TAG);
    }, SOON);
    await picture(page, `week-look-${look}-dark`, 'for looking at');
    await darken(false);
  });

  it('has them there two frames after what stands beside it folded or unfolded', async () => {
    for (const padding of ['120px', '200px', '60px', '']) {
      // Somebody folds it: what a busy computer spent before does not count.
      await page.keyboard.press('Shift');
      await page.evaluate(async (left) => {
        const frame = () => new Promise(requestAnimationFrame);
        document.querySelector('main')?.style.setProperty('padding-left', left);
        await frame();
        await frame();
      }, padding);
      const { marks } = await overlay();
      if (marks[0]) await isAtItsPlace(marks[0], { date: DAY, look });
      expect(marks).toHaveLength(1);
    }
  });

  it('has them there after a change of week, and in the view of a day', async () => {
    await press('Next');
    await isMarked(LATER, look);
    await press('Previous');
    await isMarked(DAY, look);
    await press('Day');
    await turnToDay();
    await isMarked(DAY, look);
    await picture(page, `day-look-${look}`, 'for looking at');
    await press('Next');
    await page.getByRole('heading', { name: NEXT_DAY.toLocaleString('en-US', { dateStyle: 'long' }) }).waitFor();
    await vi.waitFor(async () => expect(await overlay()).toMatchObject({ kinds: [], banner: null }), SOON);
  });

  it('is marked in its list of appointments where one of the person’s own clashes', async () => {
    await page.goto(`${LIST}?look=${look}`);
    await settled(world, page);
    const row = await page.getByRole('row', { name: 'Maya' }).boundingBox();
    const { marks } = await overlay();
    const inRow = marks.filter(({ top, bottom }) => row && top >= row.y - 2 && bottom <= row.y + row.height + 2);
    expect([marks.length, inRow.map(({ label }) => label?.slice(0, 4))]).toEqual([1, ['Busy']]);
    const [words] = await wordsOf(page, 'td:text("11:00 AM to"), [role="cell"] div:text("11:00 AM to")');
    const [layer] = await readLooks(world.browser.context, page);
    expect(words && layer?.tag && layer.tag.x - 8 > words.right).toBe(true);
    await picture(page, `list-look-${look}`, 'for looking at');
  });
});

it('a calendar that glides aside takes its marks along', async () => {
  await page.goto(STAFF);
  await press('Next');
  await settled(world, page);
  await isMarked(DAY, 'today');
  const glide = (to: string) =>
    page.locator('main').evaluate((main, transform) => {
      main.style.transition = 'transform 1.6s linear';
      main.style.transform = transform;
    }, to);
  await glide('translateX(90px)');
  // Both are measured in one moment: a browser that is busy lets no time go by in between.
  const measure = (root: ShadowRoot, date: string) => {
    const column = document.querySelector(`.fc-timegrid-col[data-date="${date}"]`);
    const mark = root.querySelector('.mark.busy');
    return (mark?.getBoundingClientRect().left ?? 0) - (column?.getBoundingClientRect().left ?? Number.NaN);
  };
  const behind: number[] = [];
  for (let sample = 0; sample < 8; sample += 1) {
    await page.waitForTimeout(100);
    const options = { context: world.browser.context, hostSelector: 'slotbridge-layer', argument: DAY.toString() };
    behind.push(...(await inShadow(page, measure, options)).map(Math.abs));
  }
  expect(behind).toHaveLength(8);
  await glide('');
  // A computer that is busy may be late once; marks that stay behind are so by more and more.
  const middle = behind.toSorted((a, b) => a - b)[4];
  expect(middle).toBeLessThan(12);
});

it('the older calendar has its marks at their places in the frame that it sat in', async () => {
  await page.goto(`${STAFF}?look=older&framed`);
  const frame = await vi.waitFor(() => {
    const found = page.frame({ name: 'calendar-app' });
    if (!found) throw new Error('There is no frame.');
    return found;
  }, SOON);
  await press('Next', frame);
  await vi.waitFor(async () => {
    const tags = (await readLooks(world.browser.context, page)).flatMap(({ tag }) => tag ?? []);
    expect(tags).toHaveLength(1);
    if (tags[0]) await isAtItsPlace(tags[0].mark, { date: DAY, look: 'older', frame });
  }, SOON);
});

describe('where what can be seen and what names or calls tell are not the same', () => {
  const says = (banner: string | null, kinds: readonly string[]) =>
    vi.waitFor(async () => expect(await overlay()).toMatchObject({ banner, kinds }), SOON);
  const unread = async () => {
    const worker = await world.browser.serviceWorker();
    const { unreadPages = [] } = await worker.evaluate(() => chrome.storage.local.get('unreadPages'));
    return unreadPages as { feature: string; facts: object }[];
  };

  /** Open for as long as a page may take to show its calendar. */
  let renamed: Page;

  beforeAll(async () => {
    renamed = await world.browser.context.newPage();
    await renamed.goto(`${STAFF}?look=renamed`);
  });

  it('a week is marked nowhere, says so, and the popup tells of it, until it can be read again', async () => {
    await page.goto(STAFF);
    await press('Next');
    await press('Next');
    await settled(world, page);
    const shift = (by: number) =>
      page.locator('[data-time]').evaluateAll((rows, hours) => {
        for (const row of rows) {
          const [hour, rest] = [row.getAttribute('data-time')?.slice(0, 2), row.getAttribute('data-time')?.slice(2)];
          row.setAttribute('data-time', `${String(Number(hour) + hours).padStart(2, '0')}${rest}`);
        }
      }, by);
    await shift(1);
    await says(UNREADABLE, []);
    await vi.waitFor(
      async () =>
        expect(await unread()).toMatchObject([
          { feature: 'week-and-day', facts: { 'by-name': true, 'at-odds': true } },
        ]),
      SOON,
    );
    const popup = await world.browser.openExtensionPage('popup/index.html');
    await popup.getByText('We couldn’t read the calendar view of the CRM').waitFor();
    await popup.close();
    await page.bringToFront();
    await shift(-1);
    await isMarked(LATER, 'today');
    await vi.waitFor(async () => expect(await unread()).toEqual([]), SOON);
  });

  it('a calendar of which nothing can be found is marked nowhere, says so, and is marked when it is found again', async () => {
    await page.close();
    page = renamed;
    await press('Next');
    await settled(world, page);
    await hideRoles(page);
    await vi.waitFor(async () => expect((await unread()).at(-1)?.feature).toBe('unreadable-calendar'), {
      ...SOON,
      timeout: 40_000,
    });
    await says(UNREADABLE, []);
    await picture(page, 'unreadable-calendar');
    await showRoles(page);
    await isMarked(DAY, 'renamed');
  });

  it('a week under new names is marked nowhere when a day is missing among those that stand over it', async () => {
    await page
      .getByRole('columnheader')
      .nth(2)
      .evaluate((head) => head.replaceChildren('New'));
    await says(UNREADABLE, []);
  });

  it('a list of appointments is marked nowhere when one of its times is not what the page was told', async () => {
    await page.goto(`${LIST}?look=renamed`);
    await settled(world, page);
    const cell = page.getByRole('cell', { name: /11:00 AM to/ }).locator('div');
    await cell.evaluate((node) => {
      node.textContent = (node.textContent ?? '').replace('11:00', '11:05');
    });
    await says(UNREADABLE, []);
  });
});
