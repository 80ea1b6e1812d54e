import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay } from '../sandbox/overlay-reading.ts';
import { faultsIn } from './axe-faults.ts';
import { toastsInLayer } from './overlay-buttons.ts';
import { readLook } from './overlay-look.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { picture, WIDGET, ZONE } from './world.ts';

const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
const TITLE = 'Talk with Nora';

let world: OverlayWorld;
let widget: Page;

const details = async () => (await readLook(world.browser.context, widget)).details?.text ?? '';

/** What Chromium does when the person presses the command's keys, which no page and no driver can press. */
async function pressCommand(): Promise<void> {
  const worker = await world.browser.serviceWorker();
  await worker.evaluate(() => {
    const { onCommand } = chrome.commands as unknown as { onCommand: { dispatch(name: string): void } };
    onCommand.dispatch('hide-titles');
  });
}

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', TITLE, timed(ZONE, DAY, '10:00', '11:00'));
  const { body } = await world.bridge.call<{ connections: { id: string; settings: object }[] }>(
    'GET',
    '/v1/connections',
  );
  const [connection] = body.connections;
  const settings = { ...connection?.settings, showTitles: true };
  await world.bridge.call('PATCH', `/v1/connections/${connection?.id}`, { settings });
  widget = await world.browser.context.newPage();
  await openBookingDay(widget, WIDGET, DAY.toString());
  await settled(world, widget);
});

afterAll(async () => {
  await world?.stop();
});

it('one key hides the titles of open details at once, says so, and shows them again', async () => {
  const { tag } = await readLook(world.browser.context, widget);
  if (!tag) throw new Error('No tag is in sight.');
  await widget.mouse.click(tag.x, tag.y);
  await vi.waitFor(async () => expect(await details()).toContain(TITLE), SOON);
  await pressCommand();
  await vi.waitFor(async () => expect(await details()).not.toContain(TITLE), SOON);
  expect(await details()).toContain('Work');
  await vi.waitFor(
    async () =>
      expect(await toastsInLayer(world.browser.context, widget)).toEqual([
        expect.stringMatching(/^Titles are hidden\./),
      ]),
    SOON,
  );
  await picture(widget, 'hidden-titles');
  await pressCommand();
  await vi.waitFor(async () => expect(await details()).toContain(TITLE), SOON);
});

it('the key is the one that the person set, Alt+Shift+H at first', async () => {
  const worker = await world.browser.serviceWorker();
  const commands = await worker.evaluate(() => chrome.commands.getAll());
  expect(commands.map(({ name, shortcut }) => [name, shortcut])).toContainEqual([
    'hide-titles',
    expect.stringMatching(/Alt\+Shift\+H|⌥⇧H/),
  ]);
});

it('what the person switches off is done in no page that they open from then on', async () => {
  const options = await world.browser.openExtensionPage('options/index.html');
  const box = options.getByRole('checkbox', { name: 'Mark the times of booking pages' });
  await box.uncheck();
  expect(await faultsIn(options)).toEqual([]);
  await options.locator('#features').scrollIntoViewIfNeeded();
  await picture(options, 'options-features', 'for looking at');
  await widget.bringToFront();
  await openBookingDay(widget, WIDGET, DAY.toString());
  await widget.waitForTimeout(1500);
  expect(await readOverlay(world.browser.context, widget)).toMatchObject({ marks: [], chip: null });
  await options.bringToFront();
  await box.check();
  await options.close();
  await openBookingDay(widget, WIDGET, DAY.toString());
  await settled(world, widget);
});
