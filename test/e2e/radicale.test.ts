import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { eventually } from '../sandbox/eventually.ts';
import { readOverlay, slotStates } from '../sandbox/overlay-reading.ts';
import { type Radicale, startRadicale } from '../sandbox/radicale.ts';
import { setUp } from '../sandbox/set-up.ts';
import { showWeekOf } from '../sandbox/staff-week.ts';
import { readLook } from './overlay-look.ts';
import { STAFF, startWorld, WIDGET, type World, ZONE } from './world.ts';

const USERS = { ann: 'correct-horse-9' };
const WITHIN_ONE_POLL = { timeout: 25_000, interval: 250 };

let folder: string;
let radicale: Radicale;
let world: World;
let widget: Page;
let staff: Page;

/** The day that the tests book on: two days ahead, so that no slot has passed. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(Date.now() + 2 * 24 * 3600 * 1000);

/** An event on that day in New York time, as a person's calendar writes it. */
function event(uid: string, from: string, to: string, more: readonly string[] = []): string {
  const at = (time: string) => `${DAY.replaceAll('-', '')}T${time.replace(':', '')}00`;
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'BEGIN:VEVENT', `UID:${uid}`];
  lines.push('DTSTAMP:20261101T000000Z', `DTSTART;TZID=${ZONE}:${at(from)}`, `DTEND;TZID=${ZONE}:${at(to)}`);
  return [...lines, `SUMMARY:Secret ${uid}`, ...more, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

const save = (uid: string, from: string, to: string, more: readonly string[] = []) =>
  radicale.put(`/ann/work/${uid}.ics`, event(uid, from, to, more));

/** The calendar is read now, so that only what is about the time of a poll waits for one. */
async function check(): Promise<void> {
  const { body } = await world.bridge.call<{ connections: { id: string }[] }>('GET', '/v1/connections');
  for (const { id } of body.connections) await world.bridge.call('POST', `/v1/connections/${id}/sync`);
}

const slots = () => slotStates(world.browser.context, widget);
const overlay = (page = widget) => readOverlay(world.browser.context, page);
const expectSlots = (wanted: Record<string, string>) =>
  vi.waitFor(async () => expect(await slots()).toMatchObject(wanted), WITHIN_ONE_POLL);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slotbridge-radicale-'));
  radicale = await startRadicale({ users: USERS, folder });
  await radicale.mkcalendar('/ann/work/', { name: 'Work', color: '#FF9500' });
  await radicale.mkcalendar('/ann/home/', { name: 'Home', color: '#34AADC' });
  world = await startWorld({ caldavUrl: 'https://caldav.icloud.com' });
  const account = { user: 'ann', password: USERS.ann, serverUrl: radicale.url };
  const welcome = await setUp({ browser: world.browser, bridge: world.bridge.bridge, account, staffAddress: STAFF });
  await welcome.close();
  staff = await world.browser.context.newPage();
  await staff.goto(STAFF);
  await showWeekOf(DAY, staff);
  widget = await world.browser.context.newPage();
  await openBookingDay(widget, WIDGET, DAY);
});

afterAll(async () => {
  await world?.stop();
  await radicale?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('an event on Radicale, on the booking page that is already open', () => {
  it('begins with every slot free and the age of that knowledge', async () => {
    await vi.waitFor(async () => {
      expect((await overlay()).chip).toMatch(/ago|Just now/i);
      const states = Object.values(await slots());
      expect(states.length).toBeGreaterThan(8);
      expect(new Set(states)).toEqual(new Set(['free']));
    }, WITHIN_ONE_POLL);
  });

  it('appears within one poll when it is saved', async () => {
    await save('meeting', '10:00', '11:00');
    await expectSlots({ '09:30 AM': 'free', '10:00 AM': 'busy', '10:30 AM': 'busy', '11:00 AM': 'free' });
    const marks = (await overlay()).marks.filter(({ kind }) => kind === 'busy');
    expect(marks.every(({ label }) => label?.includes('Work'))).toBe(true);
  });

  it('moves when it is moved', async () => {
    await save('meeting', '13:00', '13:30');
    await check();
    await expectSlots({ '10:00 AM': 'free', '10:30 AM': 'free', '01:00 PM': 'busy', '01:30 PM': 'free' });
  });

  it('takes its share of a slot that it only touches', async () => {
    await save('meeting', '13:15', '13:30');
    await check();
    await vi.waitFor(async () => {
      expect((await overlay()).marks.map(({ tag }) => tag)).toContainEqual(expect.stringMatching(/^Busy from/));
    }, WITHIN_ONE_POLL);
    await expectSlots({ '01:00 PM': 'busy', '01:30 PM': 'free' });
    await widget.evaluate(() => {
      const narrow = new CSSStyleSheet();
      narrow.replaceSync('li.widgets-time-slot { width: 236px !important; }');
      document.adoptedStyleSheets = [narrow];
    });
    await vi.waitFor(async () => {
      const { tag } = await readLook(world.browser.context, widget);
      expect(tag && [tag.mark.right - tag.mark.left, tag.height]).toEqual([236, 16]);
    }, WITHIN_ONE_POLL);
    await widget.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
  });

  it('stays open when it is marked free, which the staff calendar shows', async () => {
    await save('meeting', '13:00', '13:30', ['TRANSP:TRANSPARENT']);
    await check();
    await expectSlots({ '01:00 PM': 'free' });
    await staff.bringToFront();
    await vi.waitFor(async () => {
      const kinds = (await overlay(staff)).marks.map(({ kind }) => kind);
      expect(kinds).toContain('free');
      expect(kinds).not.toContain('busy');
    }, WITHIN_ONE_POLL);
    await widget.bringToFront();
  });

  it('goes when it is deleted', async () => {
    await save('meeting', '10:00', '11:00');
    await check();
    await expectSlots({ '10:00 AM': 'busy' });
    await radicale.delete('/ann/work/meeting.ics');
    await check();
    await expectSlots({ '10:00 AM': 'free', '10:30 AM': 'free' });
  });

  it('never shows its title in the page', async () => {
    await save('meeting', '10:00', '11:00');
    await check();
    await expectSlots({ '10:00 AM': 'busy' });
    expect(await widget.content()).not.toContain('Secret');
    expect(JSON.stringify(await overlay())).not.toContain('Secret');
  });
});

describe('the overlay', () => {
  it('marks the same hours on the staff calendar, and follows it to the next week and back', async () => {
    await staff.bringToFront();
    await vi.waitFor(async () => {
      expect((await overlay(staff)).marks.filter(({ kind }) => kind === 'busy')).toHaveLength(1);
    }, WITHIN_ONE_POLL);
    await staff.getByRole('button', { name: /next/i }).first().click();
    await eventually(async () =>
      expect((await overlay(staff)).marks.filter(({ kind }) => kind === 'busy')).toEqual([]),
    );
    await staff.getByRole('button', { name: /prev/i }).first().click();
    await eventually(async () => {
      expect((await overlay(staff)).marks.filter(({ kind }) => kind === 'busy')).toHaveLength(1);
    });
    await widget.bringToFront();
  });

  it('comes back by itself when the service worker dies', async () => {
    expect(await world.browser.killServiceWorker()).toBe(true);
    await save('second', '12:00', '12:30');
    await expectSlots({ '12:00 PM': 'busy', '10:00 AM': 'busy' });
    await radicale.delete('/ann/work/second.ics');
    await check();
    await expectSlots({ '12:00 PM': 'free' });
  });
});

describe('when the calendar server stops', () => {
  it('nothing turns free: unmarked slots become "not known" with its age, marks stay, and it recovers by itself', async () => {
    await radicale.stop();
    await expectSlots({ '09:30 AM': 'not-known', '10:00 AM': 'busy', '11:00 AM': 'not-known' });
    const seen = await overlay();
    expect(Object.values(await slots())).not.toContain('free');
    expect(seen.banner).not.toBeNull();
    expect(seen.chip).toMatch(/\d/);
    radicale = await startRadicale({ users: USERS, folder, port: radicale.port });
    await expectSlots({ '09:30 AM': 'free', '10:00 AM': 'busy', '11:00 AM': 'free' });
    await vi.waitFor(async () => expect((await overlay()).banner).toBeNull(), WITHIN_ONE_POLL);
  });
});

describe('when the bridge stops', () => {
  it('says so in the page, and nothing turns free', async () => {
    await world.bridge.stop();
    await vi.waitFor(
      async () => {
        const states = Object.values(await slots());
        expect(states).toContain('busy');
        expect(states).not.toContain('free');
        expect((await overlay()).banner).toMatch(/isn.t running/);
      },
      { timeout: 60_000, interval: 500 },
    );
  });
});
