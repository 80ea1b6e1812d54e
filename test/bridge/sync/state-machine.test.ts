import fc from 'fast-check';
import { describe, it, onTestFinished } from 'vitest';
import { startRadicale } from '../../sandbox/radicale.ts';
import { startXandikos } from '../../sandbox/xandikos.ts';
import { watch } from './bridge-on.ts';
import { type CalendarServer, realServer, standInServer } from './calendar-server.ts';
import { type Happening, happenings } from './happenings.ts';
import { Machine } from './state-machine.ts';
import { STORIES, STORIES_WITHOUT_FAULTS } from './stories.ts';

/** A longer search is one variable away; a failure prints the seed and the shortest story that shows it. */
const MINUTES = Number(process.env.SLOTBRIDGE_SEARCH_MINUTES ?? 0);

async function live(server: CalendarServer, calendars: readonly string[], list: readonly Happening[]): Promise<void> {
  for (const calendar of calendars) await server.create(calendar);
  const watching = await watch(server, calendars);
  try {
    await new Machine(server, watching, calendars).run(list);
  } finally {
    server.faults?.clear();
    await watching.stop();
  }
}

/** As many stories as fit into the time, and a few in any case, however busy the computer is. */
const LEAST_STORIES = 10;

function search(seconds: number, withFaults: boolean, story: (list: Happening[], run: number) => Promise<void>) {
  const until = Date.now() + (MINUTES > 0 ? MINUTES * 60_000 : seconds * 1000);
  let run = 0;
  const one = async (list: Happening[]) => {
    if (run < LEAST_STORIES || Date.now() < until) await story(list, run++);
  };
  return fc.assert(fc.asyncProperty(happenings(withFaults), one), { numRuns: MINUTES > 0 ? 100_000 : 300 });
}

async function tellAll(server: CalendarServer): Promise<void> {
  for (const [index, [, list]] of STORIES_WITHOUT_FAULTS.entries()) {
    await live(server, [`told-${index}-a`, `told-${index}-b`], list);
  }
}

describe('whatever happens to the calendars, the bridge equals the server once it is quiet, and never calls free what it is not', () => {
  it.each(STORIES)('when %s', async (_what, list) => {
    await live(await standInServer(), ['a', 'b'], list);
  });

  it('on the stand-in iCloud with its faults', { timeout: 240_000 + MINUTES * 60_000 }, async () => {
    const server = await standInServer();
    await search(12, true, (list, run) => live(server, [`a${run}`, `b${run}`], list));
  });

  it('on Radicale', { timeout: 240_000 + MINUTES * 60_000 }, async () => {
    const radicale = await startRadicale({ users: { ann: 'pw' } });
    onTestFinished(() => radicale.stop());
    const server = realServer(radicale, 'ann', 'pw', '/ann/');
    await tellAll(server);
    await search(6, false, (list, run) => live(server, [`a${run}`, `b${run}`], list));
  });

  it('on Xandikos', { timeout: 240_000 + MINUTES * 60_000 }, async () => {
    const xandikos = await startXandikos({ user: 'ann' });
    onTestFinished(() => xandikos.stop());
    const server = realServer(xandikos, 'ann', 'pw', xandikos.home);
    await tellAll(server);
    await search(6, false, (list, run) => live(server, [`a${run}`, `b${run}`], list));
  });
});
