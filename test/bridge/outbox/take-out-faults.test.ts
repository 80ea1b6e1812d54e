import { describe, expect, test } from 'vitest';
import { event } from '../caldav/events.ts';
import { booking, pause } from './booked.ts';
import { start } from './fault-case.ts';
import { carelessness } from './fault-matrix.ts';
import type { OnICloud } from './on-icloud.ts';

const IDS = ['a', 'b', 'c', 'd'];
const OWN = event('dentist', '20361202T080000Z', '20361202T090000Z');

/** Four bookings in Work, beside an event of the person's own. */
async function startFour(finish: (stop: () => Promise<void>) => void): Promise<OnICloud> {
  const on = await start(finish);
  on.account.put('work', 'dentist.ics', OWN);
  for (const id of IDS) await on.booked.put(booking(id));
  for (const id of IDS) await on.settled(id, 'written');
  return on;
}

const takeAllOut = ({ booked }: OnICloud, dryRun = false) =>
  booked.bridge.call<{ events: { appointmentId: string }[] }>('POST', `${booked.path}/appointments/remove-all`, {
    dryRun,
  });

const left = ({ account }: OnICloud) => account.list('work').map(({ name }) => name);

describe.concurrent('taking everything out', () => {
  test('a dry run takes nothing, and the real one nothing but what we wrote', async ({ onTestFinished }) => {
    const on = await startFour(onTestFinished);
    expect((await takeAllOut(on, true)).body.events.map(({ appointmentId }) => appointmentId).sort()).toEqual(IDS);
    expect(left(on)).toHaveLength(5);
    expect((await takeAllOut(on)).body.events).toHaveLength(4);
    expect(left(on)).toEqual(['dentist.ics']);
    expect(on.account.text('work', 'dentist.ics')).toBe(OWN);
  });

  test.for([
    ['cut-before', true],
    ['cut-after', true],
    ['status-after', 502],
    ['status', 412],
    ['status', 423],
    ['throttle-403', true],
    ['changed-in-between', 'COMMENT:from the phone'],
  ] as const)(
    'is finished later where %s (%s) hits some of the deletions',
    async ([fault, value], { onTestFinished }) => {
      const on = await startFour(onTestFinished);
      const struck = on.icloud.faults.add(fault, value as never, { method: 'DELETE', nth: 2, times: 2 });
      expect((await takeAllOut(on)).status).toBe(200);
      for (const id of IDS) await on.settled(id, 'removed');
      expect(struck.struck()).toBe(2);
      expect(left(on)).toEqual(['dentist.ics']);
      expect(carelessness(on)).toEqual([]);
    },
  );

  test('is answered while bookings keep changing, which stand as they were told last', async ({ onTestFinished }) => {
    const on = await startFour(onTestFinished);
    on.icloud.faults.set('slow', 100);
    let answered: number | null = null;
    const taking = takeAllOut(on).then(({ status }) => {
      answered = status;
    });
    // Faster than the server takes them, and more than once while one is under way.
    for (let round = 1; answered === null && round <= 150; round += 1) {
      for (const id of IDS) await on.booked.put(booking(id, { title: `Visit of ${id}, ${round}` }));
      await pause(20);
    }
    expect(answered).toBe(200);
    await taking;
    on.icloud.faults.clear('slow');
    for (const id of IDS) await on.settled(id, 'written');
    expect(left(on)).toHaveLength(5);
  });

  test('is answered at once when the connection is given up while the server is silent', async ({ onTestFinished }) => {
    const on = await startFour(onTestFinished);
    const silence = on.icloud.faults.set('hang', true, { method: 'REPORT' });
    const taking = takeAllOut(on, true);
    await expect.poll(() => silence.struck()).toBeGreaterThan(0);
    const began = Date.now();
    await on.booked.bridge.call('DELETE', on.booked.path);
    expect(await taking).toMatchObject({ status: 502, body: { code: 'server-unreachable' } });
    expect(Date.now() - began).toBeLessThan(5000);
  });

  test('is answered, and not waited for, where the calendar can no longer be written', async ({ onTestFinished }) => {
    const on = await startFour(onTestFinished);
    on.account.calendars.setAccess('work', 'reader');
    expect((await takeAllOut(on)).status).toBe(200);
    expect(left(on)).toHaveLength(5);
    const waiting = await on.booked.list();
    for (const written of waiting) {
      expect(written).toMatchObject({ state: 'queued', lastError: expect.stringContaining('read-only') });
    }
    on.account.calendars.setAccess('work', 'writer');
    for (const id of IDS) await on.settled(id, 'removed');
    expect(left(on)).toEqual(['dentist.ics']);
  });
});
