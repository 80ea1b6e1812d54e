import { describe, expect, test, vi } from 'vitest';
import { expectOnly, NAME, startWritten } from './fault-case.ts';
import { matrix, under } from './fault-matrix.ts';

vi.setConfig({ maxConcurrency: 12 });

/** What is over stays where it stands when the linked calendar is changed. */
const AHEAD = { start: '2036-12-02T15:00:00Z', end: '2036-12-02T16:00:00Z' };
const TEN = ['DTSTART;TZID=America/New_York:20361202T100000', 'DTEND;TZID=America/New_York:20361202T110000'];

/** iCloud refuses the UID while the event stands in the old calendar, so that the new one goes under the next name. */
const STEPS = [
  'read the old one',
  'create under the same name',
  'look for it',
  'look again',
  'read the old one again',
  'create again',
  'look for it again',
  'look under the next name',
  'read the old one once more',
  'create under the next name',
  'read back',
  'look at the old one',
  'delete the old one',
];

describe.concurrent('a booking whose linked calendar is changed stands once, in the new one', () => {
  test.for(matrix(STEPS))(NAME, async (one, { onTestFinished }) => {
    const on = await startWritten(onTestFinished, AHEAD);
    const struck = await under(on, one, async () => {
      await on.booked.link('Home');
      await on.settled('a', 'written');
    });
    expect(struck).toBe(1);
    expectOnly(on, 'home', TEN);
  });
});
