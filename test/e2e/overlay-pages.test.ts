import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chooseBookingDay } from '../sandbox/booking-day.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { timed } from '../sandbox/icloud/event-text.ts';
import { readOverlay, type SeenMark, slotStates } from '../sandbox/overlay-reading.ts';
import { showWeekOf } from '../sandbox/staff-week.ts';
import { faultsInLayer } from './axe-faults.ts';
import { openNew } from './dialog-steps.ts';
import { pressInLayer } from './overlay-buttons.ts';
import { meet, readLook, wordsOf } from './overlay-look.ts';
import { type OverlayWorld, SOON, settled, startOverlayWorld } from './overlay-world.ts';
import { pickNote } from './pick-reading.ts';
import { picture, STAFF, ZONE } from './world.ts';

/** Two days ahead, so that none of its slots has passed. */
const DAY = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
const WIDGETS = 'https://api.leadconnectorhq.com/widget';

let world: OverlayWorld;

const context = () => world.browser.context;
const marksOn = async (page: Page, kind: string): Promise<SeenMark[]> =>
  (await readOverlay(context(), page)).marks.filter((mark) => mark.kind === kind);

async function open(address: string): Promise<Page> {
  const page = await context().newPage();
  await page.goto(address);
  await page.bringToFront();
  return page;
}

beforeAll(async () => {
  world = await startOverlayWorld();
  world.save('talk', 'Secret talk', timed(ZONE, DAY, '10:00', '11:00'));
  world.save('lunch', 'Lunch', timed(ZONE, DAY, '12:00', '13:00'));
  world.save('next', 'Dentist', timed(ZONE, DAY.add({ days: 1 }), '09:00', '10:00'));
});

afterAll(async () => {
  await world?.stop();
});

describe('the month view of the staff calendar', () => {
  it('says in each day how many events block it, and covers no number and no appointment', async () => {
    const staff = await open(STAFF);
    await staff.locator('[data-view="dayGridMonth"]').click();
    await settled(world, staff, 'count');
    const cell = (date: Temporal.PlainDate) => staff.locator(`.fc-daygrid-day[data-date="${date}"]`);
    await vi.waitFor(async () => {
      const marks = await marksOn(staff, 'count');
      const tagIn = async (date: Temporal.PlainDate) => {
        const box = await cell(date).boundingBox();
        if (!box) throw new Error(`${date} is not shown.`);
        return marks
          .filter(
            ({ left, top }) => left >= box.x && left < box.x + box.width && top >= box.y && top < box.y + box.height,
          )
          .map(({ tag }) => tag);
      };
      expect([await tagIn(DAY), await tagIn(DAY.subtract({ days: 1 }))]).toEqual([['2 busy'], []]);
    }, SOON);
    const tags = await marksOn(staff, 'count');
    const words = await wordsOf(staff, '.fc-daygrid-day-number, .fc-event-title');
    expect(words.filter((rect) => tags.some((tag) => meet(rect, tag)))).toEqual([]);
    expect((await readLook(context(), staff)).hatch).toBeNull();
    await pressInLayer(
      context(),
      staff,
      tags.find(({ tag }) => tag === '2 busy')?.label?.replace(/\. Checked .*/, '') ?? 'no tag',
    );
    await vi.waitFor(
      async () => expect((await readLook(context(), staff)).details?.text).toMatch(/2 busy.*Work.*10:00.*Work.*12:00/),
      SOON,
    );
    expect(await faultsInLayer(context(), staff)).toEqual([]);
    await picture(staff, 'month-counts');
    await staff.close();
  });
});

describe('the staff calendar of a colleague', () => {
  it("is marked while the person's own is shown too, saying whose time it is, and never alone", async () => {
    const staff = await open(STAFF);
    await showWeekOf(DAY.toString(), staff);
    await settled(world, staff);
    const tick = async (name: string) => {
      await staff.locator('#customizations-button').click();
      await staff.locator('#calendar-view-filter-drawer').getByText(name).click();
      await staff.locator('#customizations-button').click();
    };
    const shown = async () => {
      const { marks, chip, banner } = await readOverlay(context(), staff);
      return { tags: [...new Set(marks.map(({ tag }) => tag))], chip, banner };
    };
    expect(await shown()).toMatchObject({ tags: ['Busy'] });
    await tick('Ben Castillo');
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ tags: ["You're busy"] }), SOON);
    await tick('Ann Porter');
    const others = { tags: [], chip: 'Not your calendar, so nothing is marked', banner: null };
    await vi.waitFor(async () => expect(await shown()).toEqual(others), SOON);
    await staff.locator('[data-view="dayGridMonth"]').click();
    await staff.locator('.fc-daygrid-day').first().waitFor();
    await vi.waitFor(async () => expect(await shown()).toEqual(others), SOON);
    await tick('Ann Porter');
    await vi.waitFor(async () => expect((await shown()).tags).toEqual(['You: 2 busy', 'You: 1 busy']), SOON);
    await tick('Ben Castillo');
    await settled(world, staff, 'count');
    await vi.waitFor(async () => expect((await shown()).tags).toEqual(['2 busy', '1 busy']), SOON);
    await staff.close();
  });
});

describe('the day view of the staff calendar', () => {
  let staff: Page;

  const overlay = () => readOverlay(context(), staff);
  /** The rectangle of an hour of the day's only column, or of the one at that place. */
  async function hour(time: string, column = 0) {
    const row = await staff.locator(`.fc-timegrid-slot-lane[data-time="${time}:00"]`).boundingBox();
    const day = await staff.locator('.fc-timegrid-col[data-date]').nth(column).boundingBox();
    if (!row || !day) throw new Error(`${time} is not shown.`);
    return { top: row.y, left: day.x };
  }
  const placesOf = (marks: readonly SeenMark[]) => marks.map(({ top, left }) => ({ top, left }));
  const near = ({ top, left }: { top: number; left: number }) => ({
    top: expect.closeTo(top, -0.5),
    left: expect.closeTo(left, -0.5),
  });
  async function openDay(from: string = STAFF): Promise<void> {
    if (from === STAFF) await staff.goto(STAFF);
    await staff.locator('[data-view="timeGridDay"]').click();
    const shown = staff.locator(`.fc-timegrid-col[data-date="${DAY}"]`);
    // A calendar in another zone may begin with the day before.
    for (let step = 0; step < 3 && (await shown.count()) === 0; step += 1) {
      await staff.getByRole('button', { name: 'Next', exact: true }).click();
    }
    await shown.waitFor();
    await settled(world, staff);
  }

  beforeAll(async () => {
    staff = await context().newPage();
  });
  afterAll(() => staff.close());

  it('has its marks at the hours of the CRM’s zone where that is not the person’s, once the page told it', async () => {
    const [place] = world.crm.state.locations;
    if (!place) throw new Error('There is no sub-account.');
    const before = place.timezone;
    const { appointments } = world.crm.state;
    place.timezone = 'America/Los_Angeles';
    // At night there is no line for now that would bear the zone out.
    const at = (time: string) =>
      DAY.toPlainDateTime(time).toZonedDateTime(place.timezone).toString({ timeZoneName: 'never' });
    appointments.push({
      ...{ id: 'west', title: 'Wes', contactId: 'c1', groupId: '', address: '', notes: '', isRecurring: false },
      ...{ calendarId: DEFAULT_IDS.cleaning, locationId: DEFAULT_IDS.location, appointmentStatus: 'confirmed' },
      ...{ assignedUserId: DEFAULT_IDS.ann, users: [DEFAULT_IDS.ann], createdBy: { source: 'calendar_page' } },
      ...{ startTime: at('14:00'), endTime: at('14:30'), dateAdded: at('09:00'), dateUpdated: at('09:00') },
    });
    try {
      await staff.goto(STAFF);
      await openNew(staff);
      await staff.getByRole('button', { name: 'Cancel' }).click();
      await openDay('as it is');
      // 10:00 and 12:00 in New York.
      const [talk, lunch] = [near(await hour('07:00')), near(await hour('09:00'))];
      await vi.waitFor(async () => expect(placesOf((await overlay()).marks)).toEqual([talk, lunch]), SOON);
    } finally {
      place.timezone = before;
      appointments.pop();
    }
  });

  it('marks the column of the user alone where each person has one', async () => {
    await openDay();
    await staff.evaluate((ids) => {
      for (const selector of ['.fc-timegrid-col[data-date]', '.fc-col-header-cell[data-date]']) {
        const own = document.querySelector<HTMLElement>(selector);
        const colleagues = own?.cloneNode(true) as HTMLElement;
        own?.setAttribute('data-resource-id', ids.ann);
        colleagues.setAttribute('data-resource-id', ids.ben);
        own?.before(colleagues);
      }
      const names = ['Ben Castillo', 'Ann Porter'];
      document.querySelectorAll('.fc-col-header-cell[data-date]').forEach((head, at) => {
        head.textContent = names[at] ?? '';
      });
    }, DEFAULT_IDS);
    const [talk, lunch] = [near(await hour('10:00', 1)), near(await hour('12:00', 1))];
    expect((await hour('10:00', 1)).left).toBeGreaterThan((await hour('10:00', 0)).left + 100);
    await vi.waitFor(async () => {
      const { marks, banner } = await overlay();
      expect({ places: placesOf(marks), banner }).toEqual({ places: [talk, lunch], banner: null });
    }, SOON);
    await picture(staff, 'day-by-person', 'for looking at');
  });

  it('tells no age while a dialog of the page lies over it, and tells it again when that is closed', async () => {
    await openDay();
    expect((await overlay()).chip).toMatch(/ago$/);
    const dialog = await openNew(staff);
    await vi.waitFor(async () => expect((await overlay()).chip).toBeNull(), SOON);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await vi.waitFor(async () => expect((await overlay()).chip).toMatch(/ago$/), SOON);
  });

  it('leaves a dialog unmarked that is about a colleague', async () => {
    const dialog = await openNew(staff);
    const taken = async () => (await marksOn(staff, 'count')).map(({ tag }) => tag);
    const isMarked = () =>
      vi.waitFor(async () => expect(await taken()).toEqual([expect.stringMatching(/^Busy: 10:00/)]), SOON);
    const pickTen = () => dialog.locator('#slot-picker-standard').selectOption({ label: '10:00 AM' });
    await dialog.locator('#calendar-select').selectOption(DEFAULT_IDS.cleaning);
    await dialog.locator('#user-select').selectOption(DEFAULT_IDS.ann);
    await dialog.locator('#date-picker-standard').fill(DAY.toString());
    await isMarked();
    await pickTen();
    await vi.waitFor(async () => expect(await pickNote(context(), staff)).toMatch(/^You're busy then/), SOON);
    await dialog.locator('#user-select').selectOption(DEFAULT_IDS.ben);
    await vi.waitFor(async () => expect(await overlay()).toMatchObject({ marks: [], banner: null }), SOON);
    await pickTen();
    await vi.waitFor(async () => expect(await pickNote(context(), staff)).toBeNull(), SOON);
    expect(await overlay()).toMatchObject({ marks: [], banner: null });
    await dialog.locator('#user-select').selectOption(DEFAULT_IDS.ann);
    await isMarked();
  });
});

describe('the booking page of a group by its name', () => {
  it('is marked once a calendar is chosen, with the wording of that calendar', async () => {
    const page = await open(`${WIDGETS}/groups/sunrise`);
    await page.locator('.service-choice').first().getByRole('button').click();
    await chooseBookingDay(page, DAY.toString());
    await settled(world, page);
    await vi.waitFor(
      async () =>
        expect(await slotStates(context(), page)).toMatchObject({
          '09:30 AM': 'free',
          '10:00 AM': 'busy',
          '10:30 AM': 'busy',
          '11:00 AM': 'free',
        }),
      SOON,
    );
    expect((await marksOn(page, 'busy'))[0]?.tag).toBe('Busy');
    await page.close();
  });
});

describe('the list of appointments', () => {
  it("marks the person's own that clash, and nobody else's", async () => {
    const { appointments } = world.crm.state;
    const at = (time: string) => DAY.toPlainDateTime(time).toZonedDateTime(ZONE).toString({ timeZoneName: 'never' });
    const appointment = (id: string, title: string, time: string, assignedUserId: string) => ({
      id,
      title,
      calendarId: DEFAULT_IDS.cleaning,
      locationId: DEFAULT_IDS.location,
      contactId: 'c1',
      groupId: '',
      appointmentStatus: 'confirmed' as const,
      assignedUserId,
      users: [assignedUserId],
      address: '',
      notes: '',
      isRecurring: false,
      startTime: at(time),
      endTime: DAY.toPlainDateTime(time).add({ minutes: 30 }).toZonedDateTime(ZONE).toString({ timeZoneName: 'never' }),
      dateAdded: '2026-11-01T00:00:00Z',
      dateUpdated: '2026-11-01T00:00:00Z',
      createdBy: { source: 'calendar_page' },
    });
    appointments.push(
      appointment('clash', 'Ada', '10:00', DEFAULT_IDS.ann),
      appointment('fine', 'Maya', '14:00', DEFAULT_IDS.ann),
      appointment('bens', 'Noor', '12:00', DEFAULT_IDS.ben),
      { ...appointment('gone', 'Otto', '12:30', DEFAULT_IDS.ann), appointmentStatus: 'cancelled' },
    );
    const staff = await open(STAFF.replace('/view', '/appointments'));
    await settled(world, staff);
    const rowOf = async (title: string) => (await staff.getByRole('row', { name: title }).boundingBox())?.y ?? -1;
    const marks = await marksOn(staff, 'busy');
    expect(marks.map(({ tag, top }) => [tag, Math.round(top)])).toEqual([['Busy', Math.round(await rowOf('Ada'))]]);
    await picture(staff, 'appointments-list', 'for the docs', 380);
    await staff.close();
  });
});
