import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill/implementation';
import type { Interval } from '../../shared/intervals.ts';
import type { Frequency, RecurrenceRule } from './recurrence-rule.ts';

/** The rule repeats more often, or asks for more work, than is read within bounds. */
export class TooMany extends Error {}

/** Periods of the rule that are looked through before it is given up. */
const MOST_PERIODS = 20_000;

/** A rule that neither COUNT nor UNTIL ends. */
export type EndlessRule = Omit<RecurrenceRule, 'count' | 'until'>;

/**
 * The starts of an endless rule within the window, both ends included, in wall time: the rule is worked out as if the
 * local clock were UTC, where rrule-temporal goes straight to the window. DTSTART is there only when it is of the rule's
 * pattern. Throws TooMany.
 */
export function expandRule(rule: EndlessRule, dtstart: number, window: Interval): number[] {
  const { skip, ...parts } = rule;
  const lists = Object.entries(parts).map(([name, part]) => [name, Array.isArray(part) ? [...part] : part]);
  try {
    const endless = new RRuleTemporal({
      ...(Object.fromEntries(lists) as { freq: Frequency }),
      ...(skip && { rscale: 'GREGORIAN', skip }),
      dtstart: Temporal.Instant.fromEpochMilliseconds(dtstart).toZonedDateTimeISO('UTC'),
      tzid: 'UTC',
      maxIterations: MOST_PERIODS,
    });
    return endless.between(new Date(window.start), new Date(window.end), true).map((start) => start.epochMilliseconds);
  } catch (error) {
    throw new TooMany('its rule asks for more work than is done', { cause: error });
  }
}
