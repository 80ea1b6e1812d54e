import fc from 'fast-check';
import { expect } from 'vitest';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import { type Interval, merge } from '../../../shared/intervals.ts';
import type { FaultName } from '../../sandbox/icloud/faults/table.ts';
import { event } from '../rest/connected.ts';
import { blockedTimes, type Watching } from './bridge-on.ts';
import type { CalendarServer } from './calendar-server.ts';

export type Action =
  | { readonly do: 'put'; readonly calendar: number; readonly name: number; readonly hour: number }
  | { readonly do: 'remove'; readonly calendar: number; readonly name: number }
  | { readonly do: 'move'; readonly calendar: number; readonly name: number }
  | { readonly do: 'empty'; readonly calendar: number }
  | { readonly do: 'fault'; readonly fault: number; readonly reportsOnly: boolean }
  | { readonly do: 'heal' }
  | { readonly do: 'sync' }
  | { readonly do: 'edit while syncing'; readonly calendar: number; readonly name: number; readonly hour: number }
  | { readonly do: 'restart' }
  | { readonly do: 'crash' }
  | { readonly do: 'quiet' };

const FAULTS: readonly [FaultName, unknown][] = [
  ['throttle-403', true],
  ['error-500', true],
  ['html-answer', true],
  ['cut-before', true],
  ['truncated-xml', true],
  ['refuse-sync-token', true],
  ['sync-unsupported', true],
  ['silent-full-list', true],
  ['paging-507', 2],
  ['ghost-hrefs', ['ghost.ics']],
  ['missing-hrefs', 1],
  ['empty-calendar', true],
  ['number-of-matches-within-limits', 1],
  ['cdata', true],
];

const calendar = fc.nat({ max: 1 });
const name = fc.nat({ max: 5 });
const hour = fc.nat({ max: 40 });

/** What may happen, in about the mixture of a bad week. */
export function actions(withFaults: boolean): fc.Arbitrary<Action[]> {
  const put = fc.record({ do: fc.constant('put' as const), calendar, name, hour });
  const fault = fc.record({
    do: fc.constant('fault' as const),
    fault: fc.nat({ max: FAULTS.length - 1 }),
    reportsOnly: fc.boolean(),
  });
  const one = fc.oneof(
    { weight: 6, arbitrary: put },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), calendar, name }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), calendar, name }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('empty' as const), calendar }) },
    { weight: withFaults ? 4 : 0, arbitrary: fault },
    { weight: withFaults ? 2 : 0, arbitrary: fc.constant({ do: 'heal' as const }) },
    { weight: 6, arbitrary: fc.constant({ do: 'sync' as const }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('edit while syncing' as const), calendar, name, hour }) },
    { weight: 1, arbitrary: fc.constantFrom({ do: 'restart' as const }, { do: 'crash' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'quiet' as const }) },
  );
  return fc.array(one, { minLength: 4, maxLength: 25 });
}

const FIRST_HOUR = Date.UTC(2026, 11, 7);
const HOUR = 3600_000;
const RANGE = 'from=2026-12-06T00:00:00Z&to=2026-12-12T00:00:00Z';

interface ServerEvent {
  readonly interval: Interval;
  /** Since when the server shows it as it is. */
  readonly since: number;
}

/** Does what it is told to the server and the bridge, and compares what the bridge says with what it did. */
export class Machine {
  readonly #server: CalendarServer;
  readonly #watching: Watching;
  readonly #calendars: readonly string[];
  readonly #events: Map<string, ServerEvent>[];
  /** While the server hides what it has, nobody can know. */
  #hiding = false;

  constructor(server: CalendarServer, watching: Watching, calendars: readonly string[]) {
    this.#server = server;
    this.#watching = watching;
    this.#calendars = calendars;
    this.#events = calendars.map(() => new Map());
  }

  async run(list: readonly Action[]): Promise<void> {
    for (const action of list) {
      await this.#do(action);
      await this.#nothingKnownIsFree();
    }
    await this.#quiet();
  }

  async #do(action: Action): Promise<void> {
    switch (action.do) {
      case 'put':
        return this.#put(action.calendar, action.name, action.hour);
      case 'remove':
        return this.#remove(action.calendar, action.name);
      case 'move':
        return this.#move(action.calendar, action.name);
      case 'empty':
        for (const name of [...this.#eventsOf(action.calendar).keys()]) await this.#remove(action.calendar, name);
        return;
      case 'fault':
        return this.#break(action.fault, action.reportsOnly);
      case 'heal':
        return this.#heal();
      case 'sync':
        await this.#watching.sync();
        return;
      case 'edit while syncing':
        return this.#editWhileSyncing(action.calendar, action.name, action.hour);
      case 'restart':
        return this.#watching.restart();
      case 'crash':
        return this.#watching.crash();
      case 'quiet':
        return this.#quiet();
    }
  }

  async #put(calendar: number, name: number | string, hour: number): Promise<void> {
    const file = typeof name === 'string' ? name : `${calendar}-${name}.ics`;
    const interval = { start: FIRST_HOUR + hour * HOUR, end: FIRST_HOUR + (hour + 1) * HOUR };
    await this.#server.put(this.#calendarAt(calendar), file, event(file, utc(interval.start), utc(interval.end)));
    this.#eventsOf(calendar).set(file, { interval, since: Date.now() });
  }

  async #remove(calendar: number, name: number | string): Promise<void> {
    const file = typeof name === 'string' ? name : `${calendar}-${name}.ics`;
    if (!this.#eventsOf(calendar).delete(file)) return;
    await this.#server.remove(this.#calendarAt(calendar), file);
  }

  async #move(calendar: number, name: number): Promise<void> {
    const file = `${calendar}-${name}.ics`;
    const found = this.#eventsOf(calendar).get(file);
    if (!found) return;
    await this.#remove(calendar, file);
    await this.#put(1 - calendar, `moved-${file}`, (found.interval.start - FIRST_HOUR) / HOUR);
  }

  async #break(index: number, reportsOnly: boolean): Promise<void> {
    const [fault, value] = FAULTS[index] ?? ['cdata', true];
    // A server that begins to hide things between two answers of one attempt cannot be seen through.
    if (fault === 'empty-calendar') await this.#watching.sync();
    this.#server.faults?.set(fault, value as never, reportsOnly ? { method: 'REPORT' } : {});
    if (fault === 'empty-calendar') this.#hiding = true;
  }

  async #heal(): Promise<void> {
    this.#server.faults?.clear();
    if (!this.#hiding) return;
    this.#hiding = false;
    for (const events of this.#events)
      for (const [file, { interval }] of events) events.set(file, { interval, since: Date.now() });
  }

  async #editWhileSyncing(calendar: number, name: number, hour: number): Promise<void> {
    const syncing = this.#watching.sync();
    await this.#put(calendar, name, hour);
    await this.#nothingKnownIsFree();
    await syncing;
  }

  /** At no moment is a time free in an answer marked complete, while the server has an event there since before the check. */
  async #nothingKnownIsFree(): Promise<void> {
    const events = this.#events.flatMap((some) => [...some.values()]);
    const answer = await this.#watching.answer(RANGE);
    if (!answer.complete || this.#hiding) return;
    const blocked = blockedTimes(answer);
    for (const { interval, since } of events) {
      if (since >= Date.parse(answer.checkedAt ?? '')) continue;
      const covered = blocked.some(({ start, end }) => start <= interval.start && interval.end <= end);
      expect(covered, `${new Date(interval.start).toISOString()} is blocked in ${JSON.stringify(answer)}`).toBe(true);
    }
  }

  /** Nothing is wrong and nothing changes: after some looks the bridge equals the server. */
  async #quiet(): Promise<void> {
    await this.#heal();
    let last = await this.#watching.sync();
    for (let looks = 0; looks < 4 && last.calendars.some(({ error }) => error); looks++) {
      last = await this.#watching.sync();
    }
    const expected = merge(this.#events.flatMap((events) => [...events.values()].map(({ interval }) => interval)));
    const answer: BlockedSlots = await this.#watching.answer(RANGE);
    expect({ complete: answer.complete, blocked: blockedTimes(answer) }).toEqual({ complete: true, blocked: expected });
    for (const calendar of this.#calendars) {
      expect(await this.#watching.copyOnDisk(calendar)).toEqual(await this.#server.etags(calendar));
    }
  }

  #calendarAt(index: number): string {
    return this.#calendars[index] ?? '';
  }

  #eventsOf(index: number): Map<string, ServerEvent> {
    return this.#events[index] ?? new Map();
  }
}

function utc(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
