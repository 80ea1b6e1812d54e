import type { Locator, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay, type SeenMark } from '../sandbox/overlay-reading.ts';
import { faultsInLayer } from './axe-faults.ts';
import { chooseTime, DIALOG_LOOKS, type DialogLook, hasDatePage, openNew, turnTo } from './dialog-steps.ts';
import { MONTH_LOOKS } from './month-steps.ts';
import { meet, wordsOf } from './overlay-look.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { pickNote } from './pick-reading.ts';
import { picture, STAFF, ZONE } from './world.ts';

const TODAY = Temporal.Now.plainDateISO(ZONE);
/** Three days of one month, none of whose times has passed: two hours are taken, all are, none is. */
const DAY = TODAY.day > 24 ? TODAY.add({ months: 1 }).with({ day: 5 }) : TODAY.add({ days: 2 });
const FULL = DAY.add({ days: 1 });
const CLEAR = DAY.add({ days: 2 });
const BUSY =
  /^You're busy then: Work, 10:00(.AM)?–11:00(.AM)?\. Free instead: 11:00(.AM)?, 11:30(.AM)?, 12:00(.PM)?\.$/;

/** What a list that cannot be marked says of its taken times. */
const TAKEN = expect.stringMatching(/^Busy: 10:00.{1,3}11:00( AM)?$/);

/** In the month that the calendar opens with, whatever day it is, and with no day of those in its row. */
const PAST = TODAY.with({ day: DAY.day > 16 ? 15 : 20 });

let world: OverlayWorld;
let page: Page;

const overlay = () => readOverlay(world.browser.context, page);
const marksOf = async (...kinds: string[]) => (await overlay()).marks.filter(({ kind }) => kinds.includes(kind));
const UNREADABLE = "We can't read this page, so nothing is marked. Look in Calendar before you book.";
const saysUnreadable = () => soon(async () => expect(await overlay()).toMatchObject({ marks: [], banner: UNREADABLE }));
const soon = (check: () => Promise<void>) => vi.waitFor(check, SOON);

/** The kinds of marks that have just that element's rectangle. */
async function marksOver(element: Locator, among: readonly SeenMark[]): Promise<string[]> {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not in sight.');
  const near = (a: number, b: number) => Math.abs(a - b) <= 1;
  return among
    .filter(({ left, top, bottom }) => near(left, box.x) && near(top, box.y) && near(bottom, box.y + box.height))
    .map(({ kind }) => kind);
}

/** The words and fields of the dialog that lie below marks of that kind. */
async function wordsUnder(kind: string, dialog: Locator): Promise<string[]> {
  const marks = await marksOf(kind);
  const words = dialog.locator('span, em, label, input:not([type="checkbox"]), select, button, h2');
  const found = await words.evaluateAll((all) =>
    all.map((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return { text: one.textContent ?? '', left, top, right, bottom };
    }),
  );
  return found.filter((one) => one.right > one.left && marks.some((mark) => meet(one, mark))).map(({ text }) => text);
}

beforeAll(async () => {
  world = await startOverlayWorld({ viewport: { width: 1280, height: 900 } });
  world.save('talk', 'Secret talk', timed(ZONE, DAY, '10:00', '11:00'));
  world.save('all', 'Secret journey', timed(ZONE, FULL, '08:00', '19:00'));
  world.save('past', 'Secret meeting', timed(ZONE, PAST, '10:00', '11:00'));
  world.save('lunch', 'Secret lunch', timed(ZONE, PAST, '12:00', '13:00'));
  page = await world.browser.context.newPage();
});

afterAll(async () => {
  await world?.stop();
});

async function chooseDay(look: DialogLook, dialog: Locator): Promise<void> {
  if (!hasDatePage(look)) return dialog.locator('input[type="date"]').fill(DAY.toString());
  await turnTo(page, look, dialog, DAY);
  await soon(async () => {
    const signs = await marksOf('day-some', 'day-full', 'not-known');
    const kinds = await Promise.all([DAY, FULL, CLEAR].map((date) => marksOver(look.cellOf(page, date), signs)));
    expect(kinds).toEqual([['day-some'], ['day-full'], []]);
  });
  const signs = await marksOf('day-some', 'day-full');
  expect(signs.map(({ label }) => label)).toContainEqual(expect.stringMatching(/[a-z]: 1 busy$/));
  expect(signs.find(({ kind }) => kind === 'day-full')?.label).toMatch(/: no free time left$/);
  await picture(page, `dialog-dates-${DIALOG_LOOKS.indexOf(look)}`, 'for looking at');
  await look.cellOf(page, DAY).click();
}

describe.each(MONTH_LOOKS.map((look) => [look.name, look] as const))(
  'the month of the staff calendar as %s',
  (_name, look) => {
    it('says in its day how many events block it, over none of its numbers', async () => {
      await page.goto(`${STAFF}${look.query}`);
      await page.getByRole('button', { name: 'Month' }).click();
      await settled(world, page, 'count');
      const box = await look.cellOf(page, PAST).boundingBox();
      const count = (await marksOf('count')).find(({ tag }) => tag === '2 busy');
      expect(box && count && count.left >= box.x && count.right <= box.x + box.width).toBe(true);
      expect(box && count && count.top >= box.y && count.bottom <= box.y + box.height).toBe(true);
      expect((await wordsOf(page, look.numbers)).filter((rect) => count && meet(rect, count))).toEqual([]);
      expect(await page.content()).not.toContain('Secret');
      await picture(page, `month-look-${look.query.slice(6) || 'today'}`, 'for looking at');
    });

    it('is marked nowhere and says so where it tells of itself what cannot be', async () => {
      await look.spoil(page);
      await saysUnreadable();
      await page.getByRole('button', { name: 'Week' }).click();
      await page.getByRole('button', { name: 'Month' }).click();
      await settled(world, page, 'count');
      expect((await overlay()).banner).toBeNull();
    });
  },
);

describe.each(DIALOG_LOOKS.map((look) => [look.name, look] as const))('the appointment dialog as %s', (_name, look) => {
  let dialog: Locator;

  it('shows which days and times are taken', async () => {
    await page.goto(`${STAFF}${look.query}`);
    dialog = await openNew(page);
    await chooseDay(look, dialog);
    if (look.isNative) {
      await soon(async () => expect((await marksOf('count')).map(({ tag }) => tag)).toContainEqual(TAKEN));
    } else {
      await look.timeOf(dialog).click();
      await soon(async () => {
        const busy = await marksOf('busy');
        const over = (words: string) => marksOver(page.getByRole('option', { name: words }), busy);
        expect([
          await over('09:30 AM'),
          await over('10:00 AM'),
          await over('10:30 AM'),
          await over('11:00 AM'),
        ]).toEqual([[], ['busy'], ['busy'], []]);
      });
    }
    await picture(page, `dialog-times-${DIALOG_LOOKS.indexOf(look)}`, 'for looking at');
    if (look === DIALOG_LOOKS[1]) await picture(page, 'dialog-times');
  });

  it('says at once that a picked time is taken, and marks it where it is chosen', async () => {
    await chooseTime(page, look, dialog, '10:00 AM');
    await soon(async () => expect(await pickNote(world.browser.context, page)).toMatch(BUSY));
    await soon(async () => expect(await marksOver(look.timeOf(dialog), await marksOf('busy'))).toEqual(['busy']));
    if (look === DIALOG_LOOKS[2]) expect(await faultsInLayer(world.browser.context, page)).toEqual([]);
    expect(await page.content()).not.toContain('Secret');
    expect((await overlay()).banner).toBeNull();
    await picture(page, `dialog-picked-${DIALOG_LOOKS.indexOf(look)}`, 'for looking at');
    await chooseTime(page, look, dialog, '02:00 PM');
    await soon(async () => expect(await pickNote(world.browser.context, page)).toBeNull());
  });

  it('checks a time that is typed, too', async () => {
    await dialog.getByRole('switch', { name: 'Custom time' }).check();
    await dialog.getByLabel('Start time').fill('10:45');
    await dialog.getByLabel('End time').fill('11:15');
    await soon(async () =>
      expect(await pickNote(world.browser.context, page)).toMatch(/^You're busy then: Work, 10:00(.AM)?–11:00(.AM)?\./),
    );
    await soon(async () => expect((await marksOf('count')).map(({ tag }) => tag)).toEqual(['Busy until\u00a011:00']));
    expect(await wordsUnder('count', dialog)).toEqual([]);
    await picture(page, `dialog-custom-${DIALOG_LOOKS.indexOf(look)}`, 'for looking at');
  });
});

describe('where the dialog says something else than the page was told', () => {
  const retold = (shown: Locator, words: string) =>
    shown.evaluate((element, text) => {
      element.textContent = text;
    }, words);
  const renamed = DIALOG_LOOKS[3] as DialogLook;

  it('nothing is marked in a list that it draws, and the page says so', async () => {
    await page.goto(`${STAFF}${renamed.query}`);
    const dialog = await openNew(page);
    await chooseDay(renamed, dialog);
    await renamed.timeOf(dialog).click();
    await soon(async () => expect((await marksOf('busy')).length).toBe(2));
    await retold(page.getByRole('option', { name: '02:00 PM' }).locator('span'), '02:07 PM');
    await saysUnreadable();
  });

  it("nothing is marked at a list of the browser's, and no picked time is judged", async () => {
    const [native] = DIALOG_LOOKS as [DialogLook];
    await page.goto(STAFF);
    const dialog = await openNew(page);
    await chooseDay(native, dialog);
    await soon(async () => expect((await marksOf('count')).map(({ tag }) => tag)).toContainEqual(TAKEN));
    const last = native.timeOf(dialog).locator('option', { hasText: '02:00 PM' });
    await last.waitFor({ state: 'attached' });
    await retold(last, '02:07 PM');
    await chooseTime(page, native, dialog, '10:30 AM');
    await saysUnreadable();
    expect(await pickNote(world.browser.context, page)).toBeNull();
  });

  it('nothing is marked in its date picker', async () => {
    await page.goto(`${STAFF}${renamed.query}`);
    const dialog = await openNew(page);
    await renamed.openDates(dialog);
    const heading = page.locator('[aria-live]').last();
    await soon(async () => expect((await marksOf('day-some')).length).toBeGreaterThan(0));
    // The month's free times may still be on their way, with which the picker is drawn anew.
    await soon(async () => {
      await retold(heading, 'March 2031');
      expect(await overlay()).toMatchObject({ marks: [], banner: UNREADABLE });
    });
  });
});
