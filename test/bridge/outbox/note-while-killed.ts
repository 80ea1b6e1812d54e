import { accept } from '../../../bridge/domain/outbox/accept.ts';
import { LedgerFile } from '../../../bridge/outbox/ledger-file.ts';
import { booking } from './booked.ts';

/** Notes bookings in the folder given, several at a time and for ever, saying each id once it is on disk. */
const [folder = ''] = process.argv.slice(2);
const ledger = await LedgerFile.open(folder, (file) => process.stdout.write(`damaged ${file}\n`));
for (let number = 0; ; number += 5) {
  const ids = Array.from({ length: 5 }, (_, index) => `apt${number + index}`);
  await Promise.all(
    ids.map(async (id) => {
      const message = { kind: 'appointment', appointment: booking(id), linkedCalendarId: 'home' } as const;
      await ledger.change((latest) => accept(latest, message, Date.now()));
      process.stdout.write(`${id}\n`);
    }),
  );
}
