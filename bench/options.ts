import { parseArgs } from 'node:util';
import { ROWS, type RowName } from './rows/rows.ts';

export interface Options {
  readonly rows: readonly RowName[];
  readonly sizes: readonly number[];
  readonly seed: number;
  /** Where the results go as JSON, if anywhere. */
  readonly json: string | undefined;
  readonly repeat: number;
}

const SIZES: ReadonlyMap<string, number> = new Map([
  ['1k', 1000],
  ['10k', 10_000],
  ['50k', 50_000],
]);

/** Words are rows or sizes in any order; without a row all of them are measured, without a size each. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      repeat: { type: 'string', default: '3' },
      json: { type: 'string' },
    },
  });
  const sizes = positionals.flatMap((word) => SIZES.get(word) ?? []);
  const rows = positionals.filter((word) => isRow(word));
  const unknown = positionals.find((word) => !SIZES.has(word) && !isRow(word));
  if (unknown !== undefined) {
    throw new Error(`"${unknown}" is neither a row (${ROWS.join(', ')}) nor a size (${[...SIZES.keys()].join(', ')}).`);
  }
  return {
    rows: rows.length > 0 ? rows : ROWS,
    sizes: sizes.length > 0 ? sizes : [...SIZES.values()],
    seed: Number(values.seed),
    repeat: Number(values.repeat),
    json: values.json,
  };
}

function isRow(word: string): word is RowName {
  return (ROWS as readonly string[]).includes(word);
}
