import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { crmIdle } from './crm-idle.ts';
import { crmPage } from './crm-page.ts';
import { growth } from './growth.ts';
import { type Options, readOptions } from './options.ts';
import { buildProcesses } from './processes/build.ts';
import { startChild } from './processes/child.ts';
import { meets, type Result } from './result.ts';
import { blockedSlots } from './rows/blocked-slots.ts';
import { distantFirstSync, firstSync } from './rows/first-sync.ts';
import { live } from './rows/live.ts';
import { eventLoop, memory } from './rows/resources.ts';
import type { RowName } from './rows/rows.ts';
import { type Account, type Session, startSession } from './rows/session.ts';
import { oneChange, tokenLost, unchanged } from './rows/steady.ts';
import { table } from './table.ts';

type Row = (session: Session, options: Options) => Promise<Result[]> | Result[];

const BY_SESSION: readonly (readonly [RowName, Row])[] = [
  ['memory', memory],
  ['event-loop', eventLoop],
  ['unchanged', unchanged],
  ['one-change', oneChange],
  ['blocked-slots', blockedSlots],
  ['live', live],
  ['token-lost', tokenLost],
  ['first-sync', (session, { repeat }) => firstSync(session, repeat)],
];

/** These take as long at any size. */
const ONE_SIZE = 10_000;

/** The others know of no size. */
const isOfAccount = (row: RowName) => row !== 'crm-idle' && row !== 'page';

async function measure(events: number, options: Options): Promise<Result[]> {
  const caldav = startChild('caldav');
  try {
    const url = await caldav.ask<string>('serve', { events, seed: options.seed, now: Date.now() });
    return await measureAccount({ events, url, caldav }, options);
  } finally {
    await caldav.end();
  }
}

async function measureAccount(account: Account, options: Options): Promise<Result[]> {
  const wanted = (row: RowName) => options.rows.includes(row) && isMeasuredAt(row, account.events, options);
  const results: Result[] = [];
  if (BY_SESSION.some(([name]) => wanted(name))) {
    const session = await startSession(account);
    for (const [name, row] of BY_SESSION) {
      if (wanted(name)) results.push(...noted(await row(session, options)));
    }
    await session.end();
  }
  if (wanted('first-sync-120')) results.push(...noted(await distantFirstSync(account, options.repeat)));
  return results;
}

function isMeasuredAt(row: RowName, events: number, { sizes }: Options): boolean {
  if (row === 'live') return events === ONE_SIZE || sizes.length === 1;
  if (row === 'first-sync-120') return events <= ONE_SIZE || sizes.length === 1;
  return true;
}

/** Told at once, since the whole takes minutes. */
function noted(results: Result[]): Result[] {
  for (const { work, events, what, value, unit } of results) {
    console.error(`${work}, ${events} events, ${what}: ${value.toFixed(3)} ${unit}`);
  }
  return results;
}

const NOTES = `
× transport alone: the bridge's own requests, sent by Node's fetch and their answers thrown away.
× tsdav and node-ical: smartCollectionSync, then every text read with node-ical.
× asking the server each time: for each answer every calendar is fetched and expanded with ical.js, nothing is kept.
× bare server: node:http answering the very bytes that the bridge answers, asked by turns with it.
A turn is measured by the processor, a block by the clock: on a busy machine other programs lengthen that one, and wall
times and ratios too. It was quiet when the load before was well below the number of processors.`;

/** How many programs wanted a processor in the last minute. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

const options = readOptions(process.argv.slice(2));
const before = load();
await buildProcesses();
const began = performance.now();
const results: Result[] = [];
for (const size of options.rows.some(isOfAccount) ? options.sizes : []) results.push(...(await measure(size, options)));
if (options.rows.includes('crm-idle')) results.push(...noted(await crmIdle()));
if (options.rows.includes('page')) results.push(...noted(await crmPage()));
results.push(...noted(growth(results)));
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, seed ${options.seed}`);
console.log(`Load before: ${before}, after: ${load()}; it took ${minutes} minutes\n`);
console.log(table(results));
console.log(NOTES);
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (!results.every(meets)) console.error('\nSome aims were missed; on a busy machine run the row again.');
