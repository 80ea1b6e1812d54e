import { startChild } from '../processes/child.ts';
import type { Spent } from '../processes/spent.ts';
import { median, type Result } from '../result.ts';
import { type Account, type Session, startSession } from './session.ts';

/** Beyond this many events tsdav with node-ical takes minutes. */
const MOST_FOR_TSDAV = 10_000;

/** One run of it takes as long as five of ours. */
const MOST_RUNS_OF_TSDAV = 3;

/** The first sync against the same requests alone and against tsdav with node-ical, each in a new process. */
export async function firstSync(session: Session, repeat: number): Promise<Result[]> {
  const { account } = session;
  const runs = await pairedRuns(account, 0, repeat, session);
  const { events } = account;
  const row = { work: 'first sync', events };
  const results: Result[] = [
    { ...row, what: 'wall', value: median(runs.map(({ bridge }) => bridge.wallMs)), unit: 'ms' },
    { ...row, what: 'requests', value: session.requests.length, unit: '' },
    aimed({ ...row, what: '× transport alone', value: ratio(runs), unit: '' }, 10_000, 3.5),
    aimed({ ...row, what: 'CPU an event', value: cpuEach(runs, events), unit: 'ms' }, 10_000, 0.2),
  ];
  if (events > MOST_FOR_TSDAV) return results;
  const rivals: Spent[] = [];
  for (let run = 0; run < Math.min(repeat, MOST_RUNS_OF_TSDAV); run += 1)
    rivals.push(await withTsdav(account, 'first'));
  const share = median(runs.map(({ bridge }) => bridge.wallMs)) / median(rivals.map(({ wallMs }) => wallMs));
  return [...results, aimed({ ...row, what: '× tsdav and node-ical', value: share, unit: '' }, 10_000, 0.2)];
}

/** The same with 120 ms before each answer. */
export async function distantFirstSync(account: Account, repeat: number): Promise<Result[]> {
  const runs = await pairedRuns(account, 120, repeat);
  const row = { work: 'first sync, 120 ms', events: account.events };
  const aim = account.events <= 1000 ? 1.5 : 1.9;
  return [
    { ...row, what: 'wall', value: median(runs.map(({ bridge }) => bridge.wallMs)), unit: 'ms' },
    { ...row, what: '× transport alone', value: ratio(runs), unit: '', aim },
  ];
}

interface PairedRun {
  readonly bridge: Spent;
  readonly transport: Spent;
}

async function pairedRuns(account: Account, latencyMs: number, repeat: number, first?: Session): Promise<PairedRun[]> {
  const runs: PairedRun[] = [];
  for (let run = 0; run < repeat; run += 1) {
    // The server has compressed every answer once before anything counts.
    const session = run === 0 && first ? first : await startSession(account, latencyMs);
    const transport = await replay(account, session, latencyMs);
    runs.push({ bridge: session.firstSync, transport });
    if (session !== first) await session.end();
  }
  return runs;
}

async function replay({ url, caldav }: Account, { requests }: Session, latencyMs: number): Promise<Spent> {
  const transport = startChild('transport');
  try {
    await caldav.ask('latency', latencyMs);
    return await transport.ask<Spent>('replay', { url, requests });
  } finally {
    await caldav.ask('latency', 0);
    await caldav.ask('takeLog');
    await transport.end();
  }
}

async function withTsdav({ url, caldav }: Account, question: 'first'): Promise<Spent> {
  const tsdav = startChild('tsdav');
  try {
    return await tsdav.ask<Spent>(question, { url });
  } finally {
    await caldav.ask('takeLog');
    await tsdav.end();
  }
}

function ratio(runs: readonly PairedRun[]): number {
  return median(runs.map(({ bridge, transport }) => bridge.wallMs / transport.wallMs));
}

function cpuEach(runs: readonly PairedRun[], events: number): number {
  return median(runs.map(({ bridge }) => bridge.cpuMs)) / events;
}

function aimed(result: Result, events: number, aim: number): Result {
  return result.events === events ? { ...result, aim } : result;
}
