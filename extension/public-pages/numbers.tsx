import type { Crm } from '../../shared/contract/crm.ts';
import { ageInWords } from '../ui/age.ts';
import { clockTime, dayInWords } from '../ui/day-and-time.ts';
import { passErrorInWords } from '../words/crm-words.ts';
import { callsInWords, WORDS } from './words.ts';

interface NumbersProps {
  crm: Crm;
  now: number;
  timeZone: string;
}

/** How many blocks stand, wait, failed and were left open; whose they are, how old that is, how much was asked. */
export function Numbers({ crm, now, timeZone }: NumbersProps) {
  const { standing, pending, failed, leftOpen } = crm.blocks;
  return (
    <>
      <dl class="numbers">
        <Tile label={WORDS.standing} count={standing} />
        <Tile label={WORDS.pending} count={pending} />
        <Tile label={WORDS.failed} count={failed} isBad={failed > 0} />
        <Tile label={WORDS.leftOpen} count={leftOpen} />
      </dl>
      {failed > 0 && <p class="secondary">{WORDS.failedMeans}</p>}
      {leftOpen > 0 && <p class="secondary">{WORDS.leftOpenMeans}</p>}
      <dl class="facts">
        <Fact label={WORDS.subAccount} value={crm.locationName} />
        <Fact label={WORDS.user} value={crm.userName} />
        <Fact label={WORDS.lastGood} value={lastGood(crm, now, timeZone)} />
        <Fact label={WORDS.lastPass} value={passErrorInWords(crm.lastPass, crm.missingScopes)} />
        <Fact label={WORDS.calls} value={crm.limits && callsInWords(crm.limits)} />
      </dl>
    </>
  );
}

function Tile({ label, count, isBad = false }: { label: string; count: number; isBad?: boolean }) {
  return (
    <div class={isBad ? 'number bad' : 'number'}>
      <dt class="secondary">{label}</dt>
      <dd>{count}</dd>
    </div>
  );
}

interface FactProps {
  label: string;
  value: string | null;
}

function Fact({ label, value }: FactProps) {
  if (value === null) return null;
  return (
    <div>
      <dt class="secondary">{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function lastGood({ lastGoodAt }: Crm, now: number, timeZone: string): string {
  if (lastGoodAt === null) return WORDS.never;
  const at = Date.parse(lastGoodAt);
  return `${dayInWords(at, now, timeZone)} ${clockTime(at, timeZone)}, ${ageInWords(now - at)}`;
}
