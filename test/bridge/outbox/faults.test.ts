import { describe, expect, test, vi } from 'vitest';
import { booking } from './booked.ts';
import { cancel, expectNone, expectOnly, LATER, NAME, NOON, start, startWritten, TEN } from './fault-case.ts';
import { FROM_THE_PHONE, matrix, under } from './fault-matrix.ts';

vi.setConfig({ maxConcurrency: 12 });

describe.concurrent('a new booking stands once', () => {
  test.for(matrix(['create', 'read back']))(NAME, async (one, { onTestFinished }) => {
    const on = await start(onTestFinished);
    const struck = await under(on, one, async () => {
      await on.booked.put(booking('a'));
      await on.settled('a', 'written');
    });
    expect(struck).toBe(1);
    expectOnly(on, 'work', TEN);
  });
});

describe.concurrent('a new booking whose first request came to nothing stands once', () => {
  const after = matrix(['create', 'look', 'create again', 'read back']).filter(([nth]) => nth > 1);
  test.for(after)(NAME, async (one, { onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.add('cut-before', true, { path: '.ics', nth: 1 });
    const struck = await under(on, one, async () => {
      await on.booked.put(booking('a'));
      await on.settled('a', 'written');
    });
    expect(struck).toBe(1);
    expectOnly(on, 'work', TEN);
  });
});

describe.concurrent('a new booking whose first answer was lost stands once', () => {
  test.for(matrix(['create', 'look']).filter(([nth]) => nth > 1))(NAME, async (one, { onTestFinished }) => {
    const on = await start(onTestFinished);
    on.icloud.faults.add('cut-after', true, { path: '.ics', nth: 1 });
    const struck = await under(on, one, async () => {
      await on.booked.put(booking('a'));
      await on.settled('a', 'written');
    });
    expect(struck).toBe(1);
    expectOnly(on, 'work', TEN);
  });
});

describe.concurrent('a booking that is moved in the CRM stands once, at its new time', () => {
  test.for(matrix(['look', 'amend', 'read back']))(NAME, async (one, { onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    const struck = await under(on, one, async () => {
      await on.booked.put(booking('a', LATER));
      await on.settled('a', 'written');
    });
    expect(struck).toBe(1);
    expectOnly(on, 'work', NOON);
    if (one[2].startsWith('another device'))
      expect(on.standing('a')[0]?.text, 'what the other device did').toContain(FROM_THE_PHONE);
  });
});

describe.concurrent('a booking that is deleted in the CRM goes', () => {
  test.for(matrix(['look', 'delete']))(NAME, async (one, { onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    const struck = await under(on, one, async () => {
      await cancel(on);
      await on.settled('a', 'removed');
    });
    expect(struck).toBe(1);
    expectNone(on);
  });
});

describe.concurrent('a booking that is cancelled while it is being written goes', () => {
  test.for(matrix(['create', 'read back or look', 'look or delete']))(NAME, async (one, { onTestFinished }) => {
    const on = await start(onTestFinished);
    await under(on, one, async () => {
      await on.booked.put(booking('a'));
      await cancel(on);
      await on.settled('a', 'removed');
    });
    expectNone(on);
  });
});
