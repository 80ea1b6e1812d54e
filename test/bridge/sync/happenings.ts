import fc from 'fast-check';
import type { FaultName, FaultValues } from '../../sandbox/icloud/faults/table.ts';

/** What happens to the calendars, to the server or to the bridge, one thing at a time. */
export type Happening =
  | { readonly do: 'put'; readonly calendar: number; readonly name: number; readonly hour: number }
  | { readonly do: 'remove'; readonly calendar: number; readonly name: number }
  | { readonly do: 'move'; readonly calendar: number; readonly name: number }
  | { readonly do: 'empty'; readonly calendar: number }
  /** Deleted and made anew at the same address; in between somebody may look. */
  | { readonly do: 'recreate'; readonly calendar: number; readonly seen: boolean }
  | { readonly do: 'rename'; readonly calendar: number; readonly to: string }
  | { readonly do: 'choose'; readonly chosen: readonly number[] }
  | ({ readonly do: 'fault' } & Fault)
  /** Every calendar seems empty from now on, or for some requests, and somebody looks. */
  | { readonly do: 'hide'; readonly reportsOnly: boolean; readonly times: number | null }
  | { readonly do: 'heal' }
  | { readonly do: 'sync' }
  | { readonly do: 'edit while syncing'; readonly calendar: number; readonly name: number; readonly hour: number }
  | { readonly do: 'restart' }
  | { readonly do: 'crash' }
  | { readonly do: 'quiet' };

interface Fault {
  readonly fault: FaultName;
  readonly value: FaultValues[FaultName];
  /** Everything, the reports alone, or all that concerns one calendar. */
  readonly strikes: 'everything' | 'reports' | 0 | 1;
  /** It goes by itself after so many requests; null: it stays. */
  readonly times: number | null;
}

const FAULTS: readonly [FaultName, FaultValues[FaultName]][] = [
  ['throttle-403', true],
  ['throttle-503', 0],
  ['error-500', true],
  ['html-answer', true],
  ['slow', 20],
  ['cut-before', true],
  ['cut-after', true],
  ['truncated-xml', true],
  ['root-404', true],
  ['bare-principal-href', true],
  ['refuse-sync-token', true],
  ['sync-unsupported', true],
  ['silent-full-list', true],
  ['paging-507', 2],
  ['ghost-hrefs', ['ghost.ics']],
  ['missing-hrefs', 1],
  ['number-of-matches-within-limits', 1],
  ['cdata', true],
];

const calendar = fc.nat({ max: 1 });
const name = fc.nat({ max: 5 });
const hour = fc.nat({ max: 40 });

const times = fc.constantFrom(null, 1, 2, 3);
const fault = fc
  .record({
    kind: fc.constantFrom(...FAULTS),
    strikes: fc.constantFrom('everything' as const, 'reports' as const, 0 as const, 1 as const),
    times,
  })
  .map(({ kind: [fault, value], ...when }): Happening => ({ do: 'fault', fault, value, ...when }));

const hide = fc.record({ do: fc.constant('hide' as const), reportsOnly: fc.boolean(), times });
const put = fc.record({ do: fc.constant('put' as const), calendar, name, hour });
const recreate = fc.record({ do: fc.constant('recreate' as const), calendar, seen: fc.boolean() });
const rename = fc.record({
  do: fc.constant('rename' as const),
  calendar,
  to: fc.constantFrom('2024', 'true', '', '🎉 & <mehr>'),
});
const choose = fc.record({ do: fc.constant('choose' as const), chosen: fc.constantFrom([0], [1], [0, 1]) });

/** In about the mixture of a bad week; without faults for a server where nothing can be made to go wrong. */
export function happenings(withFaults: boolean): fc.Arbitrary<Happening[]> {
  const one: fc.Arbitrary<Happening> = fc.oneof(
    { weight: 6, arbitrary: put },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), calendar, name }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), calendar, name }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('empty' as const), calendar }) },
    { weight: 1, arbitrary: recreate },
    { weight: withFaults ? 1 : 0, arbitrary: rename },
    { weight: 1, arbitrary: choose },
    { weight: withFaults ? 5 : 0, arbitrary: fault },
    { weight: withFaults ? 2 : 0, arbitrary: hide },
    { weight: withFaults ? 2 : 0, arbitrary: fc.constant({ do: 'heal' as const }) },
    { weight: 7, arbitrary: fc.constant({ do: 'sync' as const }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('edit while syncing' as const), calendar, name, hour }) },
    { weight: 1, arbitrary: fc.constantFrom({ do: 'restart' as const }, { do: 'crash' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'quiet' as const }) },
  );
  return fc.array(one, { minLength: 4, maxLength: 25 });
}
