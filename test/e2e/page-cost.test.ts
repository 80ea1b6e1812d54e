import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { heldByUs, heldInTheEnd, ourWorld } from '../sandbox/page-cost/held.ts';
import { noteRequests } from '../sandbox/page-cost/requests.ts';
import { click, navigate, walkWeeks } from '../sandbox/page-cost/walk.ts';
import { type CostWorld, MARKS_IN, startCostWorld, WITH_US, WITHOUT_US } from '../sandbox/page-cost/world.ts';
import { EXTENSION } from './world.ts';

const PAGES = 4;
const NAVIGATIONS = 200;
const NONE = { observers: 0, controllers: 0 };
const WARM_UP = 10 * PAGES;
/** Of the calendar with its marks, each left again. */
const VISITS = 8;
const SOON = { timeout: 20_000, interval: 200 };

let world: CostWorld;

beforeAll(async () => {
  world = await startCostWorld(EXTENSION);
});
afterAll(async () => {
  await world?.stop();
});

async function open(): Promise<{ page: Page; session: CDPSession }> {
  const page = await world.browser.context.newPage();
  return { page, session: await world.browser.context.newCDPSession(page) };
}

const drawn = (page: Page) =>
  vi.waitFor(async () => {
    const { marks } = await readOverlay(world.browser.context, page);
    expect(marks.filter(({ kind }) => kind === 'busy')).toHaveLength(MARKS_IN.week);
  }, SOON);

const isQuiet = (page: Page) => page.waitForLoadState('networkidle');

/** The calendar as somebody looks at it, and away again. */
async function visit(page: Page, isOurs: boolean): Promise<void> {
  const { staff } = isOurs ? WITH_US : WITHOUT_US;
  await click(page, `a[data-route][href="${new URL(staff).pathname}"]`);
  await page.locator('.fc-timegrid-event').first().waitFor();
  if (isOurs) await drawn(page);
  await click(page, 'a[data-route][href$="/contacts"]');
}

/** Longer than the page takes from an answer to the next question. */
const PAUSE_MS = 1000;

/** Waits until the page has asked for nothing more in a while, twice: a computer that stood tells late of a question. */
async function hasAsked(page: Page, seen: readonly string[]): Promise<void> {
  for (let [before, quiet] = [-1, 0]; quiet < 2; before = seen.length) {
    quiet = before === seen.length ? quiet + 1 : 0;
    await page.waitForTimeout(PAUSE_MS);
  }
}

/** Every request of the staff calendar while it is opened and clicked through. */
async function asked(address: string, isOurs: boolean): Promise<string[]> {
  const { page, session } = await open();
  const seen = await noteRequests(session);
  await page.goto(address);
  if (isOurs) await drawn(page);
  await isQuiet(page);
  await walkWeeks(page, 4, 150);
  await navigate(page, PAGES);
  await hasAsked(page, seen);
  const all = [...seen].sort();
  await page.close();
  return all;
}

describe('a page of the CRM', () => {
  it('asks for nothing more than it does where the extension does not run', async () => {
    const [ours, bare] = [await asked(WITH_US.staff, true), await asked(WITHOUT_US.staff, false)];
    expect(bare.length).toBeGreaterThan(10);
    expect(ours).toEqual(bare);
  });

  it('lets go of all that 200 changes of the address and visits of its calendar brought, and keeps no observer', async () => {
    const grown = async (address: string, isOurs: boolean) => {
      const { page, session } = await open();
      await page.goto(address);
      if (isOurs) await drawn(page);
      const ours = isOurs ? await ourWorld(session) : null;
      const round = async (times: number) => {
        await navigate(page, times);
        for (let time = 0; time < VISITS; time += 1) await visit(page, isOurs);
        await isQuiet(page);
        return { ...(await heldInTheEnd(session)), ...(ours === null ? NONE : await heldByUs(session, ours)) };
      };
      const first = await round(WARM_UP);
      const last = await round(NAVIGATIONS);
      await page.close();
      return {
        nodes: last.nodes - first.nodes,
        listeners: last.listeners - first.listeners,
        observers: last.observers - first.observers,
        controllers: last.controllers - first.controllers,
      };
    };
    const [own, bare] = [await grown(WITH_US.staff, true), await grown(WITHOUT_US.staff, false)];
    // One of ours a visit of the calendar would be eight more, and one a page 200.
    expect(Math.abs(bare.nodes)).toBeLessThan(VISITS);
    expect(own.nodes).toBeLessThan(VISITS);
    expect(own.listeners).toBeLessThan(VISITS);
    expect(own.observers).toBeLessThan(VISITS);
    expect(own.controllers).toBeLessThan(VISITS);
  });
});
