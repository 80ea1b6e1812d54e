import { expect, it } from 'vitest';
import { accept } from '../../../bridge/domain/outbox/accept.ts';
import { newEntry } from '../../../bridge/domain/outbox/entry.ts';
import { LedgerFile } from '../../../bridge/outbox/ledger-file.ts';
import { startChild } from '../store/child.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { booking } from './booked.ts';

const undamaged = (file: string) => {
  throw new Error(`damaged: ${file}`);
};
const hear = (ledger: LedgerFile, id: string) =>
  ledger.change((latest) =>
    accept(latest, { kind: 'appointment', appointment: booking(id), linkedCalendarId: 'home' }, 1000),
  );

it('what was said to be noted is there after kill -9 at any moment', async () => {
  const folder = await temporaryFolder();
  const noted: string[] = [];
  for (const lines of [3, 11, 26]) {
    const child = startChild(new URL('./note-while-killed.ts', import.meta.url), [folder]);
    for (let count = 0; count < lines; count += 1) noted.push(await child.line());
    await child.kill9();
  }
  const ledger = await LedgerFile.open(folder, undamaged);
  for (const id of noted) expect(ledger.get(id)).toMatchObject({ appointmentId: id, wish: 'wanted' });
  await ledger.close();
});

it('changes that come together see each other, and one that fails harms no other', async () => {
  const ledger = await LedgerFile.open(await temporaryFolder(), undamaged);
  const failing = ledger.change(() => {
    throw new Error('no');
  });
  const first = hear(ledger, 'a');
  const second = ledger.change((latest) => {
    const entry = latest.get('a') ?? newEntry('a', 0);
    return [{ ...entry, attempts: entry.attempts + 7 }];
  });
  await expect(failing).rejects.toThrow('no');
  await Promise.all([first, second]);
  expect(ledger.get('a')).toMatchObject({ wish: 'wanted', attempts: 7 });
  await ledger.close();
});

it('what cannot be written shows nowhere', async () => {
  const ledger = await LedgerFile.open(await temporaryFolder(), undamaged);
  await hear(ledger, 'a');
  await ledger.close();
  await expect(hear(ledger, 'b')).rejects.toThrow();
  expect(ledger.get('b')).toBeUndefined();
});

it('a booking is one small write, however many there are', async () => {
  const folder = await temporaryFolder();
  const ledger = await LedgerFile.open(folder, undamaged);
  await Promise.all(Array.from({ length: 3000 }, (_, number) => hear(ledger, `apt${number}`)));
  const { readdir, stat } = await import('node:fs/promises');
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(`${folder}/${name}`)).size));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  expect(Math.max(...sizes)).toBeLessThan(all / 10);
  await ledger.close();
});

it('what is forgotten is gone from the disk too, and what came in with it is not', async () => {
  const folder = await temporaryFolder();
  const ledger = await LedgerFile.open(folder, undamaged);
  await Promise.all(['old', 'kept', 'later'].map((id) => hear(ledger, id)));
  const tidied = ledger.tidy(
    ({ appointmentId }) => appointmentId === 'old' || appointmentId === 'later',
    (entry) => (entry.appointmentId === 'kept' ? { ...entry, attempts: 3 } : entry),
  );
  await Promise.all([tidied, hear(ledger, 'later')]);
  expect([...ledger.all()].map(({ appointmentId }) => appointmentId).sort()).toEqual(['kept', 'later']);
  await ledger.close();
  const anew = await LedgerFile.open(folder, undamaged);
  expect(anew.get('old')).toBeUndefined();
  expect(anew.get('later')).toMatchObject({ wish: 'wanted' });
  expect(anew.get('kept')).toMatchObject({ attempts: 3 });
  await anew.close();
});
