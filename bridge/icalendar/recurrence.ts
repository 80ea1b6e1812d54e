import type { Interval } from '../../shared/intervals.ts';
import { plainStarts } from './plain-rule.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { lastByCount } from './rule-count.ts';
import { dailyStep, plainStep } from './rule-density.ts';
import { expandRule } from './rule-expansion.ts';
import { MOST_WORK, TooMany, type Work } from './work.ts';

/** Most starts of one rule that are worked out for one window. */
const MOST_STARTS = 20_000;

/**
 * The starts that a rule gives within `window` (both ends included), in wall time: recurrence is counted on the local
 * calendar and clock (RFC 5545 3.3.10), so that no zone is needed until a start becomes an instant. DTSTART counts as
 * the first of COUNT, also when it is not of the rule's pattern; then it is not among the starts.
 *
 * `until` bounds the rule in wall time. What is looked at is taken from `work`; throws TooMany instead of working without
 * bounds.
 */
export function startsOf(
  rule: RecurrenceRule,
  dtstart: number,
  window: Interval,
  until?: number,
  work: Work = { left: MOST_WORK },
): number[] {
  const start = Math.max(window.start, dtstart);
  const end = Math.min(window.end, until ?? Number.POSITIVE_INFINITY);
  if (start > end) return [];
  const step = plainStep(rule) ?? dailyStep(rule);
  if (step) return steps(step, rule.count, dtstart, { start, end });
  const plain = plainStarts(rule, dtstart, { start, end });
  if (plain) return plain;
  const last = rule.count === undefined ? end : Math.min(end, lastByCount(rule, rule.count, dtstart, end, work));
  if (start > last) return [];
  const { count: _counted, until: _until, ...endless } = rule;
  const starts = expandRule(endless, dtstart, { start, end: last }, work);
  if (starts.length > MOST_STARTS) throw tooOften();
  return starts;
}

function steps(step: number, count: number | undefined, dtstart: number, window: Interval): number[] {
  const first = Math.ceil((window.start - dtstart) / step);
  const last = Math.min(Math.floor((window.end - dtstart) / step), (count ?? Number.POSITIVE_INFINITY) - 1);
  if (last - first >= MOST_STARTS) throw tooOften();
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => dtstart + (first + index) * step);
}

function tooOften(): TooMany {
  return new TooMany('it repeats too often to be read');
}
