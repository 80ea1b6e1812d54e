import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill/implementation';
import type { Interval } from '../../shared/intervals.ts';
import type { Frequency, RecurrenceRule } from './recurrence-rule.ts';
import { DAY, HOUR, MINUTE, SECOND } from './values.ts';

/** The rule repeats more often, or asks for more work, than is read within bounds. */
export class TooMany extends Error {}

/** Most starts of one rule that are worked out for one window. */
export const MOST_STARTS = 20_000;
const MOST_PERIODS = 100_000;
const MOST_CANDIDATES = 300_000;

/**
 * The starts that a rule gives within `window` (both ends included), in wall time: recurrence is counted on the local
 * calendar and clock (RFC 5545 3.3.10), so that no zone is needed until a start becomes an instant. DTSTART counts as
 * the first of COUNT, also when it is not of the rule's pattern.
 *
 * `until` bounds the rule in wall time. Throws TooMany instead of working without bounds.
 */
export function startsOf(rule: RecurrenceRule, dtstart: number, window: Interval, until?: number): number[] {
  const from = Math.max(window.start, dtstart);
  const to = Math.min(window.end, until ?? Number.POSITIVE_INFINITY);
  if (from > to) return [];
  const step = plainStep(rule);
  if (step) return steps(step, rule.count, dtstart, { start: from, end: to });
  if ((perDay(rule) * (to - from + DAY)) / DAY > MOST_STARTS) throw new TooMany('it repeats too often to be read');
  return expand(rule, dtstart, { start: from, end: to });
}

function expand(rule: RecurrenceRule, dtstart: number, window: Interval): number[] {
  const { until: _bounded, skip, byDay, ...parts } = rule;
  const options = {
    ...(Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, Array.isArray(part) ? [...part] : part]),
    ) as { freq: Frequency }),
    ...(byDay && { byDay: [...byDay] }),
    ...(skip && { rscale: 'GREGORIAN', skip }),
    dtstart: Temporal.Instant.fromEpochMilliseconds(dtstart).toZonedDateTimeISO('UTC'),
    tzid: 'UTC',
    includeDtstart: true,
    maxIterations: MOST_PERIODS,
    maxCandidateEvaluations: MOST_CANDIDATES,
  };
  try {
    return new RRuleTemporal(options)
      .between(new Date(window.start), new Date(window.end), true)
      .map((start) => start.epochMilliseconds);
  } catch (error) {
    throw new TooMany('its rule asks for more work than is done', { cause: error });
  }
}

const UNITS = new Map<Frequency, number>([
  ['SECONDLY', SECOND],
  ['MINUTELY', MINUTE],
  ['HOURLY', HOUR],
]);

/** The distance between starts of an hourly, minutely or secondly rule without BYxxx parts; null for any other. */
export function plainStep(rule: RecurrenceRule): number | null {
  const unit = UNITS.get(rule.freq);
  if (!unit || Object.keys(rule).some((part) => part.startsWith('by'))) return null;
  return unit * (rule.interval ?? 1);
}

function steps(step: number, count: number | undefined, dtstart: number, window: Interval): number[] {
  const first = Math.ceil((window.start - dtstart) / step);
  const last = Math.min(Math.floor((window.end - dtstart) / step), (count ?? Number.POSITIVE_INFINITY) - 1);
  if (last - first >= MOST_STARTS) throw new TooMany('it repeats too often to be read');
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => dtstart + (first + index) * step);
}

/** At most so many starts of the rule fall on one day. */
function perDay(rule: RecurrenceRule): number {
  const unit = UNITS.get(rule.freq) ?? DAY;
  const hours = rule.byHour?.length ?? (unit <= HOUR ? 24 : 1);
  const minutes = rule.byMinute?.length ?? (unit <= MINUTE ? 60 : 1);
  const seconds = rule.bySecond?.length ?? (unit <= SECOND ? 60 : 1);
  const periods = Math.max(1, DAY / (unit * (rule.interval ?? 1)));
  const withinPeriod = (unit > HOUR ? hours : 1) * (unit > MINUTE ? minutes : 1) * (unit > SECOND ? seconds : 1);
  return Math.min(hours * minutes * seconds, periods * withinPeriod);
}
