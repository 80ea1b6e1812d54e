import type { Frame, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { readAxis } from './hour-lines.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { picture, STAFF, ZONE } from './world.ts';

const TODAY = Temporal.Now.plainDateISO(ZONE);
/** Wednesday of next week, and Friday of the week after that. */
const DAY = TODAY.add({ days: 10 - (TODAY.dayOfWeek % 7) });
const LATER = DAY.add({ days: 9 });

let world: OverlayWorld;
let page: Page;

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

/** That a mark from 10:00 to 11:30 lies on that day as the page's own hours and days have it, and no other is in sight. */
async function isMarked(date: Temporal.PlainDate, look: string, frame: Frame | Page = page): Promise<void> {
  await vi.waitFor(async () => {
    const { marks } = await readOverlay(world.browser.context, page);
    const { lines, days } = await readAxis(frame, look === 'renamed');
    const [ten, eleven, day] = [lines['10am'] ?? 0, lines['11am'] ?? 0, days[String(date.day)]];
    expect(marks.map(({ kind }) => kind)).toEqual(['busy']);
    const [{ left = 0, right = 0, top = 0, bottom = 0 } = {}] = marks;
    expect([Math.abs(top - ten) < 2, Math.abs(bottom - (eleven + (eleven - ten) / 2)) < 2]).toEqual([true, true]);
    expect(day && [Math.abs(left - day.left) < 5, Math.abs(right - day.right) < 5]).toEqual([true, true]);
  }, SOON);
}

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', 'Talk', timed(ZONE, DAY, '10:00', '11:30'));
  world.save('later', 'Dentist', timed(ZONE, LATER, '10:00', '11:30'));
  page = await world.browser.context.newPage();
});

afterAll(async () => {
  await world?.stop();
});

describe.each(['today', 'older', 'renamed'])('the staff calendar that looks as %s', (look) => {
  it('has its marks at their hours and days, in the week, after a change of week, and in the day', async () => {
    await page.goto(`${STAFF}?look=${look}`);
    await press('Next');
    await settled(world, page);
    await isMarked(DAY, look);
    await picture(page, `week-look-${look}`, 'for looking at');
    await press('Next');
    await isMarked(LATER, look);
  });
});
