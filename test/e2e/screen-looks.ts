import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { faultsIn } from './axe-faults.ts';
import { picture } from './world.ts';

const LOOKS = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced-dark', media: { colorScheme: 'dark', forcedColors: 'active' } },
  { name: 'forced-light', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const;

/** Axe finds nothing in light, dark and forced colours, and nothing sticks out sideways. A picture of each is kept. */
export async function examine(page: Page, name: string): Promise<void> {
  for (const look of LOOKS) {
    await page.emulateMedia(look.media);
    // Colours fade from one look into the other.
    await page.waitForTimeout(250);
    expect(await faultsIn(page), `${name}, ${look.name}`).toEqual([]);
    await picture(page, `${name}-${look.name}`, 'for looking at');
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  expect(await sidewaysBy(page), name).toBe(0);
}

/** By how many pixels a page is wider than what is seen of it. */
export function sidewaysBy(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What is focused by one Tab after the other, in order, until the page's end: "button Check now", "select Time zone". */
export async function tabOrder(page: Page, most = 80): Promise<string[]> {
  const names: string[] = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement) || focused === document.body) return null;
      const style = getComputedStyle(focused);
      const visible = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
      const labels = (focused as HTMLInputElement).labels;
      const words = focused.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? focused.textContent ?? '';
      return `${visible ? '' : 'UNSEEN '}${focused.tagName.toLowerCase()} ${words.trim()}`;
    });
    if (name === null) break;
    names.push(name);
  }
  return names;
}

/** How long anything on the page still moves by itself under reduced motion, in milliseconds. */
export async function longestMotion(page: Page): Promise<number> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const longest = await page.evaluate(() => {
    const millis = (text: string) => Math.max(...text.split(',').map((one) => Number.parseFloat(one) * 1000 || 0));
    return Math.max(
      ...[...document.querySelectorAll('*')].map((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return Math.max(millis(transitionDuration), millis(animationDuration));
      }),
    );
  });
  await page.emulateMedia({ reducedMotion: null });
  return longest;
}
