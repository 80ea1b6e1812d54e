import { setTimeout as wait } from 'node:timers/promises';
import { findBrowser } from '../test/sandbox/browser-find.ts';
import { heldInTheEnd } from '../test/sandbox/page-cost/held.ts';
import { noteRequests } from '../test/sandbox/page-cost/requests.ts';
import { navigate, walkWeeks, weekStep } from '../test/sandbox/page-cost/walk.ts';
import { type CostWorld, MARKS_IN, startCostWorld, WITH_US, WITHOUT_US } from '../test/sandbox/page-cost/world.ts';
import { type Click, drawingTimes } from './page/drawing.ts';
import { mainThreadsDuring, type Worked } from './page/main-thread.ts';
import { inPage, marked, type OpenedPage } from './page/open-page.ts';
import { weightOf } from './page/weight.ts';
import { buildExtension } from './processes/build.ts';
import { median, percentile, type Result } from './result.ts';

const MINUTE_MS = 60_000;
/** As somebody clicks who looks for a time. */
const CLICK_EVERY_MS = 2500;
/** A machine that has other things to do may hold a page for as long as a minute may cost it. */
const MINUTES = 3;
/** So many that one in a hundred is several of them, and not the one at which the machine stood still. */
const WEEKS = 300;
const DAYS = 180;
/** A browser goes on compiling for some hundreds of them. Ends on a page without slots. */
const WARM_UP = 240;
const NAVIGATIONS = 200;

const ROW = { work: 'CRM page', events: MARKS_IN.week };

/** What the extension costs a page of the CRM, in Chromium; most of it against the same page where it does not run. */
export async function crmPage(): Promise<Result[]> {
  if (!findBrowser()) {
    console.error('page: no Chromium, Chrome, Brave or Edge was found, so what a page feels is left out.');
    return [];
  }
  const extension = await buildExtension();
  const { content, page } = await weightOf(extension);
  const weights: Result[] = [
    { ...ROW, what: 'scripts on every page, gzipped', value: content, unit: 'KB', aim: 20 },
    { ...ROW, what: 'script in the page’s world, gzipped', value: page, unit: 'KB', aim: 2 },
  ];
  const world = await startCostWorld(extension);
  try {
    return [...weights, ...(await drawing(world)), ...(await clicking(world)), ...(await leaving(world))];
  } finally {
    await world.stop();
  }
}

/** Weeks of the staff calendar and days of a booking page, forth and back: what is busy in them is known. */
async function drawing(world: CostWorld): Promise<Result[]> {
  const { context } = world.browser;
  const clicksOf = (count: number, clickOf: (step: number) => Click) =>
    Array.from({ length: count }, (_, at) => clickOf(at));
  const weeks = await inPage(world, WITH_US.staff, async ({ page }) => {
    await marked(world, page);
    return drawingTimes(
      context,
      page,
      clicksOf(WEEKS, (step) => [weekStep(step), 0]),
    );
  });
  const days = await inPage(world, WITH_US.widget, async ({ page }) => {
    // Near its end a month has no two days left.
    await page.getByRole('button', { name: 'Next month' }).click();
    await marked(world, page);
    return drawingTimes(
      context,
      page,
      clicksOf(DAYS, (step) => ['td.vdpCell.selectable', (step + 1) % 2]),
    );
  });
  const times = [...weeks, ...days];
  const row = { ...ROW, unit: 'ms', aim: 50 };
  return [
    { ...row, what: 'slots shown → marks drawn, p50', value: percentile(times, 0.5) },
    { ...row, what: 'slots shown → marks drawn, p99', value: percentile(times, 0.99) },
  ];
}

interface Minute extends Worked {
  readonly asked: number;
}

/** Shows the calendar anew; tells what it asks for from then on. */
async function calendarAnew(world: CostWorld, { page, session }: OpenedPage): Promise<readonly string[]> {
  const asked = await noteRequests(session);
  await page.reload();
  if (page.url().startsWith(WITH_US.staff)) await marked(world, page);
  await page.waitForLoadState('networkidle');
  return asked;
}

/**
 * The same minute in a page with us and in one without, clicked by turns: the speed of a machine may change by a fifth from
 * one minute to the next.
 */
const minute = (world: CostWorld): Promise<{ own: Minute; bare: Minute }> =>
  inPage(world, WITH_US.staff, (withUs) =>
    inPage(world, WITHOUT_US.staff, async (withoutUs) => {
      const pages = [withUs, withoutUs];
      const asked = [await calendarAnew(world, withUs), await calendarAnew(world, withoutUs)];
      const walk = async ({ page }: OpenedPage, turn: number) => {
        await wait((turn * CLICK_EVERY_MS) / pages.length);
        await walkWeeks(page, MINUTE_MS / CLICK_EVERY_MS, CLICK_EVERY_MS);
      };
      const worked = await mainThreadsDuring(withUs.session, async () => void (await Promise.all(pages.map(walk))));
      const [own, bare] = worked.map((one, index) => ({ ...one, asked: asked[index]?.length ?? 0 }));
      if (!own || !bare || worked.length > 2)
        throw new Error(`The trace tells of ${worked.length} clicked pages, not 2.`);
      return { own, bare };
    }),
  );

/** Minutes of weeks, and what was asked for meanwhile and before. */
async function clicking(world: CostWorld): Promise<Result[]> {
  const pairs: { own: Minute; bare: Minute }[] = [];
  for (let pair = 0; pair < MINUTES; pair += 1) pairs.push(await minute(world));
  const share = (msOf: (pair: (typeof pairs)[number]) => number) => (median(pairs.map(msOf)) / MINUTE_MS) * 100;
  const asked = Math.max(...pairs.map(({ own, bare }) => own.asked - bare.asked));
  const more = share(({ own, bare }) => own.all - bare.all);
  return [
    { ...ROW, what: 'main thread, more than without', value: more, unit: '%', aim: 1 },
    { ...ROW, what: '… of which our scripts', value: share(({ own }) => own.ours), unit: '%' },
    { ...ROW, what: '… without', value: share(({ bare }) => bare.all), unit: '%' },
    { ...ROW, what: 'requests, more than without', value: asked, unit: '', aim: 0 },
  ];
}

/** What 200 changes of the address leave behind. */
async function leaving(world: CostWorld): Promise<Result[]> {
  const kept = (address: string) =>
    inPage(world, address, async ({ page, session }) => {
      if (address === WITH_US.staff) await marked(world, page);
      const after = async (times: number) => {
        await navigate(page, times);
        return heldInTheEnd(session);
      };
      const [first, last] = [await after(WARM_UP), await after(NAVIGATIONS)];
      const grown = (what: keyof typeof first) => (last[what] - first[what]) / NAVIGATIONS;
      return { nodes: grown('nodes'), listeners: grown('listeners'), heap: grown('heap') / 1024 };
    });
  const [own, bare] = [await kept(WITH_US.staff), await kept(WITHOUT_US.staff)];
  const row = (what: string, value: number, aim: number, unit = '') => ({ ...ROW, what, value, unit, aim });
  return [
    row('kept of each navigation, more than without: nodes', own.nodes - bare.nodes, 1),
    row('… listeners', own.listeners - bare.listeners, 0.5),
    row('… heap', own.heap - bare.heap, 1, 'KB'),
  ];
}
