import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chooseBookingDay } from '../sandbox/booking-day.ts';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { picture, WIDGET, ZONE } from './world.ts';

const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });

let world: OverlayWorld;

/** The offered times, by their text alone: items of a list, or radio buttons with their labels. */
const timesOf = (page: Page) => page.locator('li, label').filter({ hasText: /^\d{2}:\d{2} [AP]M$/ });

/** Goes to the day that is marked. */
async function chooseDay(page: Page): Promise<void> {
  await chooseBookingDay(page, DAY.toString());
  await settled(world, page);
}

const isRight = (page: Page) =>
  vi.waitFor(async () => expect(await marked(page)).toEqual(['10:00 AM', '10:30 AM']), SOON);

/** Which of the offered times carry a mark, found by their text alone. */
async function marked(page: Page): Promise<string[]> {
  const { marks } = await readOverlay(world.browser.context, page);
  const items = await timesOf(page).evaluateAll((all) =>
    all.map((item) => {
      const { top, bottom } = item.getBoundingClientRect();
      return { text: (item.textContent ?? '').trim(), y: (top + bottom) / 2 };
    }),
  );
  const isBusy = (y: number) => marks.some(({ kind, top, bottom }) => kind === 'busy' && top <= y && y <= bottom);
  return items.filter(({ y }) => isBusy(y)).map(({ text }) => text);
}

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', 'Talk', timed(ZONE, DAY, '10:00', '11:00'));
});

afterAll(async () => {
  await world?.stop();
});

describe.each(['today', 'older', 'renamed'])('a booking page that looks as %s', (look) => {
  it('is marked where its times are taken, also after a re-rendering, scrolling, zoom and another size', async () => {
    const page = await world.browser.context.newPage();
    await page.goto(`${WIDGET}?look=${look}`);
    await chooseDay(page);
    await isRight(page);
    await picture(page, `widget-look-${look}`, 'for looking at');
    await page.locator('[data-hour12="false"]').click();
    await page.locator('[data-hour12="true"]').click();
    await isRight(page);
    await page.setViewportSize({ width: 900, height: 700 });
    await page.evaluate(() => {
      document.documentElement.style.zoom = '1.25';
    });
    await timesOf(page).filter({ hasText: '10:00 AM' }).scrollIntoViewIfNeeded();
    await isRight(page);
    expect((await readOverlay(world.browser.context, page)).banner).toBeNull();
    await page.close();
  });

  it.each(['group', 'service-menu'])('is marked so on the page of a %s, once a calendar is chosen', async (kind) => {
    const page = await world.browser.context.newPage();
    await page.goto(WIDGET.replace(/booking\/.*/, `${kind}/several1?look=${look}`));
    await page.getByRole('button', { name: 'Select' }).first().click();
    await chooseDay(page);
    await isRight(page);
    await page.close();
  });
});
