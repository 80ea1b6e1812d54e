import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { calendarText, eventLines } from '../sandbox/icloud/event-text.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from '../sandbox/icloud/start.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { setUp } from '../sandbox/set-up.ts';
import { STAFF, startWorld, type World, type WorldOptions } from './world.ts';

const STAMP = '20261101T000000Z';

export const SOON = { timeout: 20_000, interval: 200 };

export interface OverlayWorld extends World {
  readonly icloud: ICloud;
  /** Puts an event into the calendar Work, which blocks. */
  save(uid: string, title: string, lines: readonly string[]): void;
}

/** One person, Ann, whose iCloud calendar Work blocks her time; Slotbridge is set up, and no page of the CRM is open. */
export async function startOverlayWorld(look: Omit<WorldOptions, 'caldavUrl'> = {}): Promise<OverlayWorld> {
  const icloud = await startICloud();
  icloud.account().calendars.create({ name: 'Work', path: 'work', color: '#FF9500FF' });
  const world = await startWorld({ caldavUrl: icloud.url, ...look });
  const account = { user: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword };
  await setUp({ browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF });
  // Chromium without a window calls every page visible: the set-up's pages would go on asking the bridge.
  for (const page of world.browser.context.pages().slice(1)) await page.close();
  return {
    ...world,
    icloud,
    save: (uid, title, lines) =>
      void icloud.account().put('work', `${uid}.ics`, calendarText(eventLines(uid, STAMP, title, lines))),
    stop: async () => {
      await world.stop();
      await icloud.stop();
    },
  };
}

/** Waits until the page shows what is known: an age, and a mark of that kind. */
export async function settled({ browser }: World, page: Page, kind = 'busy'): Promise<void> {
  await page.bringToFront();
  await vi.waitFor(async () => {
    const { chip, marks } = await readOverlay(browser.context, page);
    expect(chip).toMatch(/ago$/);
    expect(marks.map((mark) => mark.kind)).toContain(kind);
  }, SOON);
}
