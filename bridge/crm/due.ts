import type { Presence } from '../domain/cadence.ts';
import { type CallCount, lookEveryMs, retryLookMs } from '../domain/crm/budget.ts';
import { isUnsettled } from '../domain/crm/observe.ts';
import type { BlockLedger } from '../domain/crm/own-blocks.ts';
import type { LinkMemory } from './pass.ts';
import type { Patience } from './patience.ts';

export interface Watched {
  readonly memory: Pick<LinkMemory, 'lookedAt' | 'blocksListedAt'>;
  readonly ledger: BlockLedger;
  readonly count: CallCount;
  readonly presence: Presence;
  readonly patience: Pick<Patience, 'haste' | 'recheckMs'>;
  /** In so many passes in a row something could not be written. */
  readonly failures: number;
}

/** Whether it is time to look at the CRM again. A clock that was set back holds up nothing. */
export function isLookDue({ memory, ledger, count, presence, patience, failures }: Watched, now: number): boolean {
  const { lookedAt, blocksListedAt } = memory;
  if (lookedAt === null || now < lookedAt) return true;
  const usual = lookEveryMs(presence, count, now);
  // What failed is not left for as long as nobody looks, nor tried again with every look.
  const every = failures > 0 ? retryLookMs(failures) : usual;
  if (now - lookedAt >= every / patience.haste) return true;
  const listedAgo = now - (blocksListedAt ?? 0);
  return isUnsettled(ledger) && (listedAgo >= patience.recheckMs || listedAgo < 0);
}
