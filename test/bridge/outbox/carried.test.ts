import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openMemory } from '../../../bridge/secrets/memory.ts';
import { booking } from './booked.ts';
import { cancel, expectNone, expectOnly, LATER, NOON, startWritten, TEN } from './fault-case.ts';
import { bookedOn, type OnICloud, startOnICloud } from './on-icloud.ts';

/** What the person does in their calendar program, which keeps the event's name. */
function carry({ account }: OnICloud, from: string, to: string): void {
  for (const { name, text } of account.list(from)) {
    account.remove(from, name);
    account.put(to, name, text);
  }
}

/** Reads until the bridge has told where the event stands. */
async function seenAs({ booked }: OnICloud, calendar: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await booked.sync();
        return (await booked.list())[0];
      },
      { timeout: 10_000 },
    )
    .toMatchObject({ state: 'written', calendarId: booked.calendarId(calendar) });
}

describe.concurrent('an event that the person puts into another calendar', () => {
  test('stays there when the configuration is saved again', async ({ onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    await on.booked.link('Work', ['Home']);
    carry(on, 'work', 'home');
    await seenAs(on, 'Home');
    await on.booked.link('Work', ['Home', 'Work']);
    await on.booked.sync();
    await on.settled('a', 'written');
    expectOnly(on, 'home', TEN);
    await on.booked.put(booking('a', LATER));
    await on.settled('a', 'written');
    expectOnly(on, 'work', NOON);
  });

  test('that is not read is found there, and is one event still after the booking changes', async ({
    onTestFinished,
  }) => {
    const on = await startWritten(onTestFinished);
    carry(on, 'work', 'home');
    await seenAs(on, 'Home');
    await on.booked.put(booking('a', LATER));
    await on.settled('a', 'written');
    expectOnly(on, 'work', NOON);
  });

  test('that is not read goes from there when the booking is cancelled', async ({ onTestFinished }) => {
    const on = await startWritten(onTestFinished);
    carry(on, 'work', 'home');
    await seenAs(on, 'Home');
    await cancel(on);
    await on.settled('a', 'removed');
    expectNone(on);
  });
});

test('a bridge that stopped between the choice of another calendar and what follows from it makes up for that', async ({
  onTestFinished,
}) => {
  const secrets = openMemory();
  const on = await startOnICloud({ secrets });
  const { home } = on.booked.bridge;
  onTestFinished(() => on.stop());
  await on.booked.put(booking('a'));
  await on.settled('a', 'written');
  await on.booked.bridge.stop();
  const file = path.join(home, 'connections.json');
  const kept = JSON.parse(await readFile(file, 'utf8'));
  kept.connections[0].linkedCalendarId = on.booked.calendarId('Home');
  await writeFile(file, JSON.stringify(kept));
  const again = await bookedOn(on.icloud, { home, secrets });
  onTestFinished(() => again.bridge.stop());
  await expect.poll(() => on.standing('a').map(({ calendar }) => calendar), { timeout: 10_000 }).toEqual(['home']);
});
