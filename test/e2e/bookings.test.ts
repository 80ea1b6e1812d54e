import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openBookingDay } from '../sandbox/booking-day.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';
import { book, bookingWorld, DAY, eventOf, instant, iso, moveTo, openGrid, stamp, standing } from './booking-world.ts';
import { STAFF, WIDGET } from './world.ts';

const LIST = STAFF.replace('/view', '/appointments');
const { page, world, eventsIn, expectWritten, expectSaid, clearOut } = bookingWorld();

describe('a booking made in the staff app', () => {
  it('stands in the linked calendar seconds later, and nowhere else', async () => {
    await openGrid(page());
    await book(page(), 'Maya', '11:00');
    await expectWritten(`${stamp('11:00')} Maya`);
    await expectSaid(/Added to your iCloud calendar Work\./);
    expect(await eventsIn('home')).toEqual([]);
  });

  it('follows when its dialog gives it another time', async () => {
    await openGrid(page());
    await moveTo(page(), 'Maya', '14:30');
    await expectWritten(`${stamp('14:30')} Maya`);
    await expectSaid(/Updated in your iCloud calendar Work\./);
  });

  it('follows when it is dragged', async () => {
    await openGrid(page());
    const box = (await eventOf(page(), 'Maya').boundingBox())!;
    const row = (hour: string) => page().locator(`.fc-timegrid-slot-lane[data-time="${hour}:00:00"]`).boundingBox();
    const hour = (await row('10'))!.y - (await row('09'))!.y;
    await page().mouse.move(box.x + 20, box.y + 4);
    await page().mouse.down();
    await page().mouse.move(box.x + 20, box.y + 4 - hour, { steps: 8 });
    await page().mouse.up();
    await expectWritten(`${stamp('13:30')} Maya`);
  });

  it('goes when it is cancelled in the list, and comes back when it is confirmed anew', async () => {
    await page().goto(LIST);
    await page().getByRole('button', { name: 'Cancel' }).click();
    await expectWritten();
    const [appointment] = world().crm.state.appointments;
    appointment!.appointmentStatus = 'confirmed';
    appointment!.dateUpdated = new Date(Date.now() + 5000).toISOString();
    await page().reload();
    await expectWritten(`${stamp('13:30')} Maya`);
  });

  it('goes when it is deleted', async () => {
    await openGrid(page());
    await eventOf(page(), 'Maya').click();
    await page().click('#delete-appointment-button');
    await expectWritten();
    expect(world().crm.state.appointments).toEqual([]);
  });
});

describe('a booking made on the booking page', () => {
  it('stands in the linked calendar of the one whose calendar it is', async () => {
    await openBookingDay(page(), WIDGET, DAY.toString());
    await page().locator('li.widgets-time-slot', { hasText: '10:00 AM' }).click();
    await page().locator('button.selected-slot').click();
    await page().fill('#first_name', 'Noor');
    await page().fill('[name="email"]', 'noor@example.com');
    await page().click('#schedule-meeting-button');
    await page().waitForSelector('h5.confirmation-message');
    await expectWritten(`${stamp('10:00')} Noor`);
  });
});

describe('a booking made elsewhere', () => {
  beforeEach(clearOut);

  it("is written as soon as staff opens the calendar, and only if it is the person's own", async () => {
    // It would be written first.
    world().crm.state.appointments.push(standing('Colleague', '09:30', { assignedUserId: DEFAULT_IDS.ben }));
    world().crm.state.appointments.push(standing('Phone', '09:00'));
    await openGrid(page());
    await expectWritten(`${stamp('09:00')} Phone`);
  });

  it('stays when a list does not show it any more', async () => {
    world().crm.state.appointments.push(standing('Phone2', '09:00'));
    await openGrid(page());
    await expectWritten(`${stamp('09:00')} Phone2`);
    world().crm.state.appointments = [];
    world().crm.state.appointments.push(standing('Other', '15:00'));
    await openGrid(page());
    await expectWritten(`${stamp('09:00')} Phone2`, `${stamp('15:00')} Other`);
  });

  it('leaves its place when it is an instance of a series that is moved and gets another id', async () => {
    const start = instant('09:00').epochMilliseconds;
    world().crm.state.appointments.push(
      standing(`series_${start}_1800`, '09:00', { title: 'Weekly', isRecurring: true }),
    );
    await openGrid(page());
    await expectWritten(`${stamp('09:00')} Weekly`);
    await moveTo(page(), 'Weekly', '16:00');
    await expectWritten(`${stamp('16:00')} Weekly`);
    expect(world().crm.state.appointments[0]?.id).not.toContain('_');
  });

  it('is not written when it is a slot that the CRM blocks', async () => {
    const block = { id: 'block', locationId: DEFAULT_IDS.location, title: 'Lunch', assignedUserId: DEFAULT_IDS.ann };
    onTestFinished(() => void Object.assign(world().crm.state, { blockedSlots: [] }));
    world().crm.state.blockedSlots.push({ ...block, startTime: iso('12:00'), endTime: iso('12:30') });
    world().crm.state.appointments.push(standing('Beside', '13:00'));
    await openGrid(page());
    await eventOf(page(), 'Lunch').waitFor();
    await expectWritten(`${stamp('13:00')} Beside`);
  });
});
