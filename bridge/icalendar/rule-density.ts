import type { Frequency, RecurrenceRule } from './recurrence-rule.ts';
import { DAY, HOUR, MINUTE, SECOND } from './values.ts';

const UNITS = new Map<Frequency, number>([
  ['SECONDLY', SECOND],
  ['MINUTELY', MINUTE],
  ['HOURLY', HOUR],
]);

/** An hour, a minute or a second for rules that count these, a day for all others; milliseconds. */
export function unitOf(freq: Frequency): number {
  return UNITS.get(freq) ?? DAY;
}

/** The distance between starts of an hourly, minutely or secondly rule without BYxxx parts; null for any other. */
export function plainStep(rule: RecurrenceRule): number | null {
  const unit = UNITS.get(rule.freq);
  if (!unit || Object.keys(rule).some((part) => part.startsWith('by'))) return null;
  return unit * (rule.interval ?? 1);
}

/** The same for a daily rule, on the local clock. */
export function dailyStep(rule: RecurrenceRule): number | null {
  if (rule.freq !== 'DAILY' || Object.keys(rule).some((part) => part.startsWith('by'))) return null;
  return DAY * (rule.interval ?? 1);
}

/** At most so many starts of the rule fall on one day. */
export function startsPerDay(rule: RecurrenceRule): number {
  const unit = unitOf(rule.freq);
  const hours = rule.byHour?.length ?? (unit <= HOUR ? 24 : 1);
  const minutes = rule.byMinute?.length ?? (unit <= MINUTE ? 60 : 1);
  const seconds = rule.bySecond?.length ?? (unit <= SECOND ? 60 : 1);
  const periods = Math.max(1, DAY / (unit * (rule.interval ?? 1)));
  const withinPeriod = (unit > HOUR ? hours : 1) * (unit > MINUTE ? minutes : 1) * (unit > SECOND ? seconds : 1);
  return Math.min(hours * minutes * seconds, Math.ceil(periods) * withinPeriod);
}
