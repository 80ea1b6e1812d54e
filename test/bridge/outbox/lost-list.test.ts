import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Booked, booking, type Calendars, startBooked, startCalendars } from './booked.ts';

let calendars: Calendars;
let before: Booked;
let anew: Booked;
beforeAll(async () => {
  calendars = await startCalendars();
});
afterAll(() => calendars.stop());
beforeEach(async () => {
  before = await startBooked(calendars);
  await before.link('Work');
});
afterEach(async () => {
  await Promise.all([before.bridge.discard(), anew.bridge.discard()]);
  for (const { href } of await calendars.events('work')) await calendars.radicale.delete(href);
});

async function wrote(...ids: readonly string[]): Promise<void> {
  for (const id of ids) await before.put(booking(id));
  for (const id of ids) await before.until(id, 'written');
}

const INSTANCES = ['series_1764687600000_3600', 'series_1765292400000_3600'];
const titles = async () =>
  (await calendars.events('work')).map(({ text }) => /SUMMARY:(.*?)\r?\n/.exec(text)?.[1]).sort();

describe.each([
  ['that has read the calendar', true],
  ['that has not read the calendar yet', false],
])('a bridge without a list of what was written, %s', (_which, reads) => {
  const started = async () => {
    anew = await startBooked(calendars);
    if (!reads) await anew.bridge.call('PATCH', anew.path, { paused: true });
    await anew.link('Work');
    if (reads) await anew.sync();
  };
  const resumed = () => (reads ? undefined : anew.bridge.call('PATCH', anew.path, { paused: false }));

  it('takes the event of a cancelled booking away', async () => {
    await wrote('a', 'b');
    await started();
    await anew.put(booking('a', { status: 'cancelled' }));
    await resumed();
    await expect.poll(titles).toEqual(['Visit of b']);
    await anew.until('a', 'removed');
  });

  it('takes the event of a deleted booking away', async () => {
    await wrote('a', 'b');
    await started();
    await anew.bridge.call('DELETE', `${anew.path}/appointments/a`);
    await resumed();
    await expect.poll(titles).toEqual(['Visit of b']);
    await anew.until('a', 'removed');
  });

  it('puts a booking that got a new id in the place of the old one', async () => {
    await wrote('a', 'b');
    await started();
    await anew.put(booking('c', { supersedes: 'a' }));
    await resumed();
    await anew.until('c', 'written');
    await expect.poll(titles).toEqual(['Visit of b', 'Visit of c']);
  });
});

describe('a bridge without a list of what was written', () => {
  it('takes all instances of a deleted series away', async () => {
    await wrote(...INSTANCES, 'b');
    anew = await startBooked(calendars);
    await anew.link('Work');
    await anew.sync();
    await anew.bridge.call('DELETE', `${anew.path}/appointments/series`);
    await expect.poll(titles).toEqual(['Visit of b']);
  });

  it('takes away nothing that only lies under the name of a booking', async () => {
    await wrote('a');
    const [event] = await calendars.events('work');
    await calendars.radicale.delete(event?.href ?? '');
    await calendars.radicale.put(
      event?.href ?? '',
      event?.text.replace(/UID:.*\r\n/, 'UID:own\r\n').replace(/X-SLOTBRIDGE.*\r\n/g, '') ?? '',
    );
    anew = await startBooked(calendars);
    await anew.link('Work');
    await anew.sync();
    await anew.bridge.call('DELETE', `${anew.path}/appointments/a`);
    await anew.until('a', 'removed');
    expect(await titles()).toEqual(['Visit of a']);
  });
});
