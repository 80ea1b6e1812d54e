import { describe, test, vi } from 'vitest';
import { expectOnly, NAME, startWritten, TEN } from './fault-case.ts';
import { matrix, under } from './fault-matrix.ts';

vi.setConfig({ maxConcurrency: 12 });

/** iCloud refuses the UID while the event stands in the old calendar, so that the new one goes under the next name. */
const CALENDAR_STEPS = [
  'create under the same name',
  'look at it',
  'look again',
  'create again',
  'look again',
  'look under the next name',
  'create under the next name',
  'read back',
  'look at the old one',
  'delete the old one',
];

describe.concurrent('a booking whose linked calendar is changed stands once, in the new one', () => {
  test.for(matrix(CALENDAR_STEPS))(NAME, async (one, { onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    await under(on, one, async () => {
      await on.booked.link('Home');
      await on.settled('a', 'written');
    });
    expectOnly(on, 'home', TEN);
  });
});
