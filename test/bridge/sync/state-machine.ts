import { expect } from 'vitest';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import { type Interval, merge } from '../../../shared/intervals.ts';
import { event } from '../rest/connected.ts';
import { blockedTimes, type Watching } from './bridge-on.ts';
import type { CalendarServer } from './calendar-server.ts';
import type { Happening } from './happenings.ts';
import { HiddenTimes } from './hidden-times.ts';

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
  readonly #hidden = new HiddenTimes();
  #chosen: readonly number[];

  constructor(server: CalendarServer, watching: Watching, calendars: readonly string[]) {
    this.#server = server;
    this.#watching = watching;
    this.#calendars = calendars;
    this.#events = calendars.map(() => new Map());
    this.#chosen = calendars.map((_, index) => index);
  }

  async run(list: readonly Happening[]): Promise<void> {
    for (const happening of list) {
      await this.#do(happening);
      await this.#nothingKnownIsFree();
    }
    await this.#quiet();
  }

  async #do(happening: Happening): Promise<void> {
    switch (happening.do) {
      case 'put':
        return this.#put(happening.calendar, happening.name, happening.hour);
      case 'remove':
        return this.#remove(happening.calendar, happening.name);
      case 'move':
        return this.#move(happening.calendar, happening.name);
      case 'empty':
        for (const name of [...this.#eventsOf(happening.calendar).keys()]) await this.#remove(happening.calendar, name);
        return;
      case 'recreate':
        return this.#recreate(happening.calendar, happening.seen);
      case 'rename':
        return this.#server.rename?.(this.#calendarAt(happening.calendar), happening.to);
      case 'choose':
        return this.#choose(happening.chosen);
      case 'fault':
        return this.#break(happening);
      case 'hide':
        return this.#hide(happening.reportsOnly, happening.times);
      case 'heal':
        return this.#heal();
      case 'sync':
        return this.#sync();
      case 'edit while syncing':
        return this.#editWhileSyncing(happening.calendar, happening.name, happening.hour);
      case 'restart':
        this.#hidden.forget();
        return this.#watching.restart();
      case 'crash':
        this.#hidden.forget();
        return this.#watching.crash();
      case 'quiet':
        return this.#quiet();
    }
  }

  async #put(calendar: number, name: number | string, hour: number): Promise<void> {
    this.#hidden.forget();
    const file = typeof name === 'string' ? name : `${calendar}-${name}.ics`;
    const interval = { start: FIRST_HOUR + hour * HOUR, end: FIRST_HOUR + (hour + 1) * HOUR };
    await this.#server.put(this.#calendarAt(calendar), file, event(file, utc(interval.start), utc(interval.end)));
    this.#eventsOf(calendar).set(file, { interval, since: Date.now() });
  }

  async #remove(calendar: number, name: number | string): Promise<void> {
    const file = typeof name === 'string' ? name : `${calendar}-${name}.ics`;
    if (!this.#eventsOf(calendar).delete(file)) return;
    this.#hidden.forget();
    await this.#server.remove(this.#calendarAt(calendar), file);
  }

  async #move(calendar: number, name: number): Promise<void> {
    const file = `${calendar}-${name}.ics`;
    const found = this.#eventsOf(calendar).get(file);
    if (!found) return;
    await this.#remove(calendar, file);
    await this.#put(1 - calendar, `moved-${file}`, (found.interval.start - FIRST_HOUR) / HOUR);
  }

  async #recreate(calendar: number, seen: boolean): Promise<void> {
    await this.#reveal();
    this.#eventsOf(calendar).clear();
    await this.#server.drop(this.#calendarAt(calendar));
    if (seen) await this.#watching.sync();
    await this.#server.create(this.#calendarAt(calendar));
  }

  async #choose(chosen: readonly number[]): Promise<void> {
    await this.#reveal();
    const names = chosen.map((index) => this.#calendarAt(index));
    let isTaken = await this.#watching.choose(names);
    // It was made anew since the last look: the next good one finds it.
    if (!isTaken && (await this.#watching.sync()).error === undefined) {
      isTaken = await this.#watching.choose(names);
      expect(isTaken).toBe(true);
    }
    if (isTaken) this.#chosen = chosen;
  }

  async #break({ fault, value, strikes, times }: Happening & { do: 'fault' }): Promise<void> {
    const where = typeof strikes === 'number' ? { path: `/${this.#calendarAt(strikes)}/` } : {};
    const what = strikes === 'reports' ? { method: 'REPORT' } : {};
    this.#server.faults?.set(fault, value as never, { ...where, ...what, ...(times === null ? {} : { times }) });
  }

  /** What a server hides from the first look on, or between two answers of one, cannot be missed: it begins after one. */
  async #hide(reportsOnly: boolean, times: number | null): Promise<void> {
    await this.#quiet();
    this.#hidden.begin(blockedTimes(await this.#watching.answer(RANGE)));
    const strikes = { ...(reportsOnly ? { method: 'REPORT' } : {}), ...(times === null ? {} : { times }) };
    this.#server.faults?.set('empty-calendar', true, strikes);
    await this.#sync();
  }

  async #heal(): Promise<void> {
    this.#server.faults?.clear();
    if (!this.#hidden.end()) return;
    for (const events of this.#events)
      for (const [file, { interval }] of events) events.set(file, { interval, since: Date.now() });
  }

  /** Before what makes the bridge read a calendar for the first time. */
  async #reveal(): Promise<void> {
    if (this.#hidden.now) await this.#heal();
  }

  /** What could not be read is not known. */
  async #sync(): Promise<void> {
    this.#hidden.countLook();
    const { calendars } = await this.#watching.sync();
    if (!calendars.some(({ error }) => error)) return;
    expect((await this.#watching.answer(RANGE)).complete, JSON.stringify(calendars)).toBe(false);
  }

  async #editWhileSyncing(calendar: number, name: number, hour: number): Promise<void> {
    const syncing = this.#watching.sync();
    await this.#put(calendar, name, hour);
    await this.#nothingKnownIsFree();
    await syncing;
  }

  /** At no moment is a time free in an answer marked complete, while the server has an event there since before the check. */
  async #nothingKnownIsFree(): Promise<void> {
    const events = this.#chosen.flatMap((index) => [...this.#eventsOf(index).values()]);
    const answer = await this.#watching.answer(RANGE);
    const blocked = blockedTimes(answer);
    this.#hidden.expectStillBlocked(blocked);
    if (!answer.complete || this.#hidden.now) return;
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
    const there = this.#chosen.flatMap((index) => [...this.#eventsOf(index).values()]);
    const expected = merge(there.map(({ interval }) => interval));
    const answer: BlockedSlots = await this.#watching.answer(RANGE);
    expect({ complete: answer.complete, blocked: blockedTimes(answer) }).toEqual({ complete: true, blocked: expected });
    for (const calendar of this.#chosen.map((index) => this.#calendarAt(index))) {
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
