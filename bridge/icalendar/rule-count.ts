import type { RecurrenceRule } from './recurrence-rule.ts';
import { startsPerDay } from './rule-density.ts';
import { expandRule } from './rule-expansion.ts';
import { longestPeriod } from './rule-walk.ts';
import { DAY } from './values.ts';
import type { Work } from './work.ts';

const known = new Map<string, number>();
/** Last starts that are remembered; they are cheap to find again. */
const MOST_KNOWN = 5000;
const STARTS_AT_ONCE = 1000;
const LONGEST_STRIDE = 3653 * DAY;
/** BYSETPOS is read with a whole period on both sides, so that short strides would read the same days again and again. */
const PERIODS_AT_ONCE = 10;

/**
 * The last start that COUNT allows, in wall time, or infinity where COUNT makes no difference before `end`. DTSTART is
 * the first, also when it is not of the rule's pattern (RFC 5545 3.3.10). Throws TooMany.
 */
export function lastByCount(rule: RecurrenceRule, count: number, dtstart: number, end: number, work: Work): number {
  // So many starts need so many days, whatever else the rule says.
  if (dtstart + (Math.floor((count - 1) / startsPerDay(rule)) - 1) * DAY > end) return Number.POSITIVE_INFINITY;
  const key = JSON.stringify([rule, dtstart]);
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const last = countUp(rule, count, dtstart, end, work);
  if (known.size >= MOST_KNOWN) known.clear();
  if (last !== Number.POSITIVE_INFINITY) known.set(key, last);
  return last;
}

function countUp(rule: RecurrenceRule, count: number, dtstart: number, end: number, work: Work): number {
  const { count: _counted, until: _until, ...endless } = rule;
  const least = rule.bySetPos ? PERIODS_AT_ONCE * longestPeriod(rule.freq) : DAY;
  const stride = Math.min(LONGEST_STRIDE, Math.max(least, Math.floor(STARTS_AT_ONCE / startsPerDay(rule)) * DAY));
  let found = 0;
  for (let from = dtstart; from <= end; from += stride) {
    const starts = expandRule(endless, dtstart, { start: from, end: from + stride - 1 }, work);
    if (from === dtstart && starts[0] !== dtstart) starts.unshift(dtstart);
    const last = starts[count - found - 1];
    if (last !== undefined) return last;
    found += starts.length;
  }
  return Number.POSITIVE_INFINITY;
}
