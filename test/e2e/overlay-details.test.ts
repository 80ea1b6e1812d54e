import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay, slotStates } from '../sandbox/overlay-reading.ts';
import { faultsInLayer } from './axe-faults.ts';
import { buttonsInLayer, pressInLayer, toastsInLayer } from './overlay-buttons.ts';
import { readLook } from './overlay-look.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { picture, WIDGET, ZONE } from './world.ts';

/** Two days ahead, so that none of its slots has passed. */
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });

let world: OverlayWorld;
let widget: Page;

const context = () => world.browser.context;
const look = () => readLook(context(), widget);
const details = async () => (await look()).details?.text ?? null;
const toasts = () => toastsInLayer(context(), widget);
const press = (words: string) => pressInLayer(context(), widget, words);
const tenOClock = async () => (await slotStates(context(), widget))['10:00 AM'];

async function openDetails(): Promise<void> {
  await vi.waitFor(async () => {
    const { tag } = await look();
    if (!tag) throw new Error('No tag is in sight.');
    await widget.mouse.click(tag.x, tag.y);
    await widget.waitForTimeout(150);
    expect(await details()).not.toBeNull();
  }, SOON);
}

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', 'Secret talk with Nora', timed(ZONE, DAY, '10:00', '11:00'));
  widget = await context().newPage();
  await openBookingDay(widget, WIDGET, DAY.toString());
  await settled(world, widget);
});

afterAll(async () => {
  await world?.stop();
});

describe('the details of a blocked slot', () => {
  it('tell when, which calendar, why and how old that is, and what can be done', async () => {
    await openDetails();
    expect(await details()).toMatch(
      /^Busy.*10:00–10:30.*Work.*Marked busy in this calendar.*Checked \d+ s ago.*Ignore this event.*Always ignore…/,
    );
    const buttons = await buttonsInLayer(context(), widget);
    expect(buttons.filter(({ height }) => height < 24)).toEqual([]);
    expect(await faultsInLayer(context(), widget)).toEqual([]);
    await picture(widget, 'booking-times');
    await widget.keyboard.press('Escape');
    expect(await details()).toBeNull();
  });

  it('open by the keyboard alone: Tab, Enter, Tab to the first choice, Escape back to the tag', async () => {
    await widget.locator('h4').first().click();
    const isOnLayer = () => widget.evaluate(() => document.activeElement?.localName === 'slotbridge-layer');
    for (let presses = 0; presses < 60 && !(await isOnLayer()); presses += 1) await widget.keyboard.press('Tab');
    await widget.keyboard.press('Enter');
    await vi.waitFor(async () => expect(await details()).not.toBeNull(), SOON);
    await widget.keyboard.press('Tab');
    await widget.keyboard.press('Tab');
    await widget.keyboard.press('Enter');
    expect(await details()).toContain('It stops blocking for good');
    await widget.keyboard.press('Escape');
    expect(await details()).toBeNull();
  });

  it('are opened by no script of the page, whatever it clicks', async () => {
    const { tag } = await look();
    await widget.evaluate(
      ({ x, y }) => {
        const targets = [document.querySelector('slotbridge-layer'), document.elementFromPoint(x, y)];
        for (const target of targets) {
          for (const kind of ['pointerenter', 'mouseover', 'pointerdown', 'click'])
            target?.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true, clientX: x, clientY: y }));
          (target as HTMLElement | null)?.click();
        }
      },
      { x: tag?.x ?? 0, y: tag?.y ?? 0 },
    );
    await widget.waitForTimeout(600);
    expect(await details()).toBeNull();
  });
});

describe('an event that the person ignores', () => {
  it('blocks no more, which can be taken back for ten seconds', async () => {
    await openDetails();
    await press('Ignore this event');
    await vi.waitFor(async () => expect(await tenOClock()).toBe('free'), SOON);
    await vi.waitFor(async () => expect(await toasts()).toEqual(['Ignored. It no longer blocks your time.']), SOON);
    await picture(widget, 'ignored');
    await press('Undo');
    await vi.waitFor(async () => expect(await tenOClock()).toBe('busy'), SOON);
    await vi.waitFor(async () => expect(await toasts()).toEqual(['It blocks your time again.']), SOON);
  });

  it('always, blocks no more when it moves either', async () => {
    await openDetails();
    await press('Always ignore…');
    await picture(widget, 'always-ignore', 'for looking at');
    await press('Always ignore it');
    await vi.waitFor(async () => expect(await tenOClock()).toBe('free'), SOON);
    world.save('talk', 'Secret talk with Nora', timed(ZONE, DAY, '13:00', '14:00'));
    world.save('other', 'Lunch', timed(ZONE, DAY, '12:00', '13:00'));
    await vi.waitFor(async () => expect((await slotStates(context(), widget))['12:00 PM']).toBe('busy'), {
      ...SOON,
      timeout: 40_000,
    });
    expect((await slotStates(context(), widget))['01:00 PM']).toBe('free');
  });

  it('is told to no page: its names are in nobody’s DOM', async () => {
    const seen = await widget.evaluate(() => document.documentElement.outerHTML);
    expect(seen).not.toMatch(/Secret|Nora|Lunch/);
    expect((await readOverlay(context(), widget)).banner).toBeNull();
  });
});
