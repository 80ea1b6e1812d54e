import { fork } from 'node:child_process';
import path from 'node:path';
import type { Presence } from '../bridge/domain/cadence.ts';
import { startLinkedDay } from '../test/bridge/crm/linked-day.ts';
import { asChild } from './processes/child.ts';
import { spentOn } from './processes/spent.ts';
import type { Result } from './result.ts';

const HOUR = 3_600_000;
const TICK_MS = 1000;
const BOOKINGS = 200;

/** What keeping the CRM's availability right costs in an hour in which nothing happens, by a clock that runs faster. */
export async function crmIdle(): Promise<Result[]> {
  const source = path.join(import.meta.dirname, 'highlevel-process.ts');
  const highLevel = asChild(fork(source, { serialization: 'advanced', execArgv: ['--import', 'tsx'] }));
  let now = Date.now();
  try {
    const served = await highLevel.ask<{ url: string; token: string }>('serve', {
      bookings: BOOKINGS,
      from: now + HOUR,
    });
    const day = startLinkedDay(served, { now: () => now });
    const hour = async (presence: Presence) => {
      day.presence = presence;
      for (const end = now + HOUR; now < end; now += TICK_MS) await day.tick();
    };
    await hour('none');
    const results: Result[] = [];
    for (const [presence, what] of [
      ['none', 'no page open'],
      ['visible', 'a page open'],
    ] as const) {
      await highLevel.ask('traffic');
      const calls = day.calls();
      const { cpuMs } = await spentOn(() => hour(presence));
      const bytes = await highLevel.ask<number>('traffic');
      const row = { work: `CRM, idle, ${what}`, events: BOOKINGS };
      results.push({ ...row, what: 'calls an hour', value: day.calls() - calls, unit: '' });
      results.push({ ...row, what: 'data an hour', value: bytes / 1024, unit: 'KB' });
      results.push({ ...row, what: 'processor an hour', value: cpuMs / 1000, unit: 's' });
    }
    await day.stop();
    return results;
  } finally {
    await highLevel.end();
  }
}
