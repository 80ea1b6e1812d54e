import type { Interval } from '../../shared/intervals.ts';
import { type Ending, lengthOf } from './length.ts';
import type { LocalClock } from './local-clock.ts';
import type { Component } from './resource.ts';
import { plainStep } from './rule-density.ts';

/** From so many starts on, occurrences that leave no gap between them are answered as one. */
const MANY = 1000;

/**
 * An event that begins again before it ends, every few seconds or minutes: one block from its first start within the
 * window to its last end. Null for any other event, and where there are few enough to be named one by one.
 */
export function continuousBlock(master: Component, window: Interval, clock: LocalClock): (Interval & Ending) | null {
  const [rule, ...others] = master.rules ?? [];
  const step = rule && others.length === 0 && !master.allDay ? plainStep(rule) : null;
  if (!rule || !step || master.dates || master.except || master.exceptRules) return null;
  const first = clock.instant(master.start);
  const length = lengthOf(master, clock)(master.start, first).end - first;
  const from = Math.max(first, first + Math.ceil((window.start - first) / step) * step);
  const to = Math.min(window.end, lastStart(master, step, first, clock));
  // Where clocks go back, the hour that occurs twice is blocked twice: nobody is free between two starts of such a series.
  if ((to - from) / step < MANY || length < step) return null;
  return { start: from, end: from + Math.floor((to - from) / step) * step + length, endsBeforeStart: false };
}

function lastStart(master: Component, step: number, first: number, clock: LocalClock): number {
  const rule = master.rules?.[0];
  const byCount = rule?.count === undefined ? Number.POSITIVE_INFINITY : first + (rule.count - 1) * step;
  if (!rule?.until) return byCount;
  const until = rule.until.utc ? rule.until.wall : clock.instant({ wall: rule.until.wall, zone: master.start.zone });
  return Math.min(byCount, until);
}
