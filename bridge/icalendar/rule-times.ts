import type { RecurrenceRule } from './recurrence-rule.ts';
import { unitOf } from './rule-density.ts';
import { DAY, HOUR, MINUTE, SECOND } from './values.ts';
import { spend, type Work } from './work.ts';

/** The times that a rule allows on a day that begins at `midnight`, in milliseconds after it; sorted. */
export type TimesOfDay = (midnight: number) => readonly number[];

/**
 * The times of day of a rule (RFC 5545 3.3.10): BYHOUR, BYMINUTE and BYSECOND, and as in DTSTART what they leave open;
 * an hourly, minutely or secondly rule takes all, as INTERVAL counts them from DTSTART. Each time that is looked at is
 * taken from `work`; throws TooMany.
 */
export function timesOfDay(rule: RecurrenceRule, dtstart: number, work: Work): TimesOfDay {
  const { interval = 1 } = rule;
  const unit = unitOf(rule.freq);
  const begin = Math.floor(dtstart / unit);
  const counts = (time: number) => unit === DAY || (Math.floor(time / unit) - begin) % interval === 0;
  let all: readonly number[] | null = null;
  return (midnight) => {
    // Not before a day needs them: a rule that never matches a day costs none of its 86,400 seconds.
    all ??= possibleTimes(rule, dtstart);
    spend(work, all.length);
    return all.filter((time) => counts(midnight + time));
  };
}

function possibleTimes(rule: RecurrenceRule, dtstart: number): number[] {
  const unit = unitOf(rule.freq);
  return product(
    rule.byHour ?? (unit <= HOUR ? upTo(24) : [part(dtstart, DAY, HOUR)]),
    rule.byMinute ?? (unit <= MINUTE ? upTo(60) : [part(dtstart, HOUR, MINUTE)]),
    rule.bySecond ?? (unit <= SECOND ? upTo(60) : [part(dtstart, MINUTE, SECOND)]),
  );
}

function product(hours: readonly number[], minutes: readonly number[], seconds: readonly number[]): number[] {
  return hours
    .flatMap((hour) => minutes.flatMap((minute) => seconds.map((second) => (hour * 60 + minute) * 60 + second)))
    .map((second) => second * SECOND)
    .sort((a, b) => a - b);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function part(wall: number, whole: number, unit: number): number {
  return Math.floor((((wall % whole) + whole) % whole) / unit);
}
