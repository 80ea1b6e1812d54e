import { z } from 'zod';
import { openDurableFile } from '../../../bridge/store/durable-file.ts';

/** Counts up in the file given, for ever, saying each number once it is saved. The filler makes writes take a while. */
const [path = ''] = process.argv.slice(2);
const filler = 'x'.repeat(300_000);
const file = await openDurableFile({
  path,
  schema: z.strictObject({ count: z.number(), filler: z.string() }),
  empty: () => ({ count: 0, filler }),
});
for (;;) {
  await file.update((draft) => {
    draft.count += 1;
  });
  process.stdout.write(`${file.data.count}\n`);
}
