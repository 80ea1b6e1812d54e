import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { chooseBookingDay } from './booking-day.ts';
import type { AccountHandle } from './icloud/account/handle.ts';
import { showWeekOf } from './staff-week.ts';

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 500;

/** Books tomorrow at 13:30 in the staff app as a person does, and leaves its week in sight. */
export async function bookTomorrow(staff: Page, name: string, timeZone: string): Promise<void> {
  const day = Temporal.Now.plainDateISO(timeZone).add({ days: 1 });
  const start = day.toZonedDateTime({ timeZone, plainTime: '13:30' });
  await staff.bringToFront();
  await showWeekOf(day.toString(), staff);
  await staff.click('#new-appointment-button');
  await staff.fill('#date-picker-standard', day.toString());
  const value = start.toString({ timeZoneName: 'never', smallestUnit: 'second' });
  await staff.selectOption('#slot-picker-standard', { value });
  await staff.fill('#contact-first-name', name);
  await staff.click('#save-appointment-button');
  await staff.waitForSelector('#book-appointment', { state: 'detached' });
}

/** Chooses tomorrow on the booking page, where events of the sample week stand at any hour; late today may be empty. */
export async function showTomorrow(widget: Page, timeZone: string): Promise<void> {
  await chooseBookingDay(widget, Temporal.Now.plainDateISO(timeZone).add({ days: 1 }).toString());
}

const lineOf = (text: string, name: string) =>
  new RegExp(`^${name}[^:\\r\\n]*:(.*)$`, 'm').exec(text.slice(text.indexOf('BEGIN:VEVENT')))?.[1]?.trim() ?? '';

/** `2026-11-24 13:30` of `20261124T133000`, and days as they are. */
const timeOf = (stamp: string) => stamp.replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d).*)?$/, '$1-$2-$3 $4:$5');

/** What stands in a calendar: file names, and each event as "Maya, 2026-11-24 13:30". */
function standingIn(account: AccountHandle, calendar: string): Map<string, string> {
  const told = ({ text }: { text: string }) => `${lineOf(text, 'SUMMARY')}, ${timeOf(lineOf(text, 'DTSTART'))}`;
  return new Map(account.list(calendar).map((resource) => [resource.name, told(resource)]));
}

/** The event of that name as it stands in the calendar, or null when none arrives within half a minute. */
export async function arrivalOf(name: string, account: AccountHandle, calendar: string): Promise<string | null> {
  for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    const event = [...standingIn(account, calendar).values()].find((told) => told.startsWith(name));
    if (event !== undefined) return event;
  }
  return null;
}

/** Says each change of a calendar as it happens. Gives what ends it. */
export function tellChanges(account: AccountHandle, calendar: string, say: (line: string) => void): () => void {
  let before = standingIn(account, calendar);
  const timer = setInterval(() => {
    const now = standingIn(account, calendar);
    for (const [file, told] of now) {
      if (!before.has(file)) say(`iCloud: added     ${told}`);
      else if (before.get(file) !== told) say(`iCloud: changed   ${told}`);
    }
    for (const [file, told] of before) if (!now.has(file)) say(`iCloud: removed   ${told}`);
    before = now;
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
