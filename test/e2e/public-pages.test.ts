import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SAMPLE_CALENDARS } from '../sandbox/sample-week.ts';
import { faultsIn } from './axe-faults.ts';
import { bookAs, type PublicPagesWorld, publicPagesWorld } from './public-pages-world.ts';
import { picture } from './world.ts';

const SECONDS = { timeout: 30_000, interval: 250 };
const ALL = ['10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00', '14:30'];

let world: PublicPagesWorld;
let page: Page;
let token: string;

/** Goes on with the Tab key until the control with that name has the focus, as somebody without a mouse does. */
async function tabTo(name: string): Promise<void> {
  const names: string[] = [];
  for (let count = 0; count < 40; count++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document;
      if (!(element instanceof HTMLElement)) return null;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isSeen = outlineStyle !== 'none' && outlineWidth !== '0px';
      return { name: (element.getAttribute('aria-label') ?? label ?? '').trim(), isSeen };
    });
    if (focused?.name.startsWith(name)) return expect(focused).toEqual({ name: focused.name, isSeen: true });
    names.push(focused?.name ?? '');
  }
  throw new Error(`"${name}" is not reached with Tab, only ${names.join(', ')}.`);
}

async function press(name: string): Promise<void> {
  await tabTo(name);
  await page.keyboard.press('Enter');
}

async function typeToken(text: string): Promise<void> {
  await tabTo('Token');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const says = (words: string) => page.getByText(words).first().waitFor();

/** Axe finds nothing, light, dark and in forced colours. */
async function examine(name: string): Promise<void> {
  for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: 'reduce', ...media });
    expect(await faultsIn(page), `${name}, ${Object.values(media)}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: null });
}

beforeAll(async () => {
  world = await publicPagesWorld();
  token = world.highLevel.grants[0]?.token ?? '';
  await world.save('dentist', '10:00', '11:00');
  page = await world.browser.openExtensionPage(world.address);
  await page.setViewportSize({ width: 420, height: 560 });
  await page.emulateMedia({ colorScheme: 'light' });
});

afterAll(() => world?.stop());

/** Each goes on from where the one before ended, with the keyboard alone. */
describe('protecting public booking pages', () => {
  it('starts with customers who can book a time in which Ann is busy', async () => {
    expect(world.open()).toEqual(ALL);
    await says('Your busy times close everywhere');
    await examine('intro');
  });

  it('refuses a wrong token and one that lacks a scope, in words', async () => {
    await press('Go on');
    await typeToken('pit-not-a-token');
    await says('HighLevel didn’t accept this token.');
    await examine('invalid token');
    const [grant] = world.highLevel.grants;
    const scopes = [...(grant?.scopes ?? [])];
    if (grant) grant.scopes = scopes.filter((scope) => scope !== 'users.readonly');
    await typeToken(token);
    await says('The token lacks a scope.');
    expect(await page.locator('.scope.missing code').allTextContents()).toEqual(['users.readonly']);
    await examine('missing scope');
    if (grant) grant.scopes = scopes;
  });

  it('shows what would change, and changes nothing', async () => {
    await press('Show what would change');
    await says('What would change in the next 14 days');
    expect(await page.getByText(/^Closes \d+ times that customers can book now$/).count()).toBe(1);
    expect(await page.getByText('10:00–11:00').count()).toBeGreaterThan(0);
    await examine('preview');
    await picture(page, 'public-pages');
    expect(world.crm.state.blockedSlots).toEqual([]);
    expect(world.open()).toContain('10:00');
  });

  it('closes the time for customers once it is turned on, and says how it stands', async () => {
    await press('Turn on');
    await says('Blocks in HighLevel');
    await vi.waitFor(() => expect(world.open()).not.toContain('10:00'), SECONDS);
    expect(world.open()).toEqual(ALL.slice(2));
    expect(world.blocks()).toEqual(['10:00–11:00 Busy · Slotbridge']);
    await says('All good.');
    const standing = page.locator('.number dd').first();
    await vi.waitFor(
      async () => expect(Number(await standing.textContent())).toBe(world.crm.state.blockedSlots.length),
      SECONDS,
    );
    await examine('on');
    await picture(page, 'public-pages-on');
  });

  it('follows the calendar while no page of the CRM is open', async () => {
    await world.save('meeting', '13:00', '14:00');
    await vi.waitFor(() => expect(world.open()).not.toContain('13:30'), SECONDS);
    await world.remove('meeting');
    await vi.waitFor(() => expect(world.open()).toContain('13:30'), SECONDS);
  });

  it('brings a customer’s booking to the linked calendar', async () => {
    expect(await bookAs(world.highLevel, 'Maya', '15:00')).toBe(200);
    await press('Check now');
    const work = () => world.icloud.account().list(SAMPLE_CALENDARS.work);
    await vi.waitFor(
      () => expect(work().map(({ text }) => text)).toContainEqual(expect.stringMatching(/SUMMARY:Maya/)),
      SECONDS,
    );
  });

  it('keeps the token out of storage, pages, files and what the bridge says', async () => {
    expect(token).toMatch(/^pit-/);
    expect(await world.everywhere()).not.toContain(token);
  });

  it('speaks up in the popup when the token is taken back, and takes a new one', async () => {
    const [grant] = world.highLevel.grants;
    const renewed = 'pit-renewed-3c1b';
    if (grant) grant.token = renewed;
    await press('Check now');
    await says('HighLevel no longer accepts the token.');
    await examine('token taken back');
    const popup = await world.browser.openExtensionPage('popup/index.html');
    await popup.getByText('HighLevel no longer accepts the token.').waitFor();
    await popup.close();
    await press('Enter a new token');
    await typeToken(renewed);
    await says('All good.');
    expect(world.blocks()).toEqual(['10:00–11:00 Busy · Slotbridge']);
  });

  it('shows on the blocks what the person wants there', async () => {
    await press('Settings');
    await tabTo('Busy');
    await page.keyboard.press('ArrowDown');
    await press('Save');
    await says('Saved. The blocks follow in a moment.');
    await vi.waitFor(() => expect(world.blocks()).toEqual(['10:00–11:00 dentist · Slotbridge']), SECONDS);
    await examine('settings');
  });

  it('shows what would be removed, and opens every time when it is turned off', async () => {
    await press('Turn off…');
    await says('would be removed from HighLevel');
    await examine('turn off');
    expect(world.open()).not.toContain('10:00');
    await press('Turn off and remove');
    await says('Turned off. Our blocks are gone from HighLevel');
    await examine('off');
    expect(world.crm.state.blockedSlots.filter(({ deleted }) => !deleted)).toEqual([]);
    expect(world.open()).toContain('10:00');
  });
});
