import { startChild } from '../processes/child.ts';
import type { Spent } from '../processes/spent.ts';
import { percentile, type Result } from '../result.ts';
import { asker } from './asking.ts';
import type { Session } from './session.ts';

const DAY_MS = 24 * 3600 * 1000;
const WARMING = 200;
const ASKED = 2000;

/** The blocked slots of seven days over HTTP, by turns with a bare server that answers the same bytes. */
export async function blockedSlots(session: Session): Promise<Result[]> {
  const { account, bridge, connection } = session;
  const headers = { authorization: `Bearer ${bridge.token}` };
  const from = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const query = `?from=${new Date(from).toISOString()}&to=${new Date(from + 7 * DAY_MS).toISOString()}`;
  const address = `${bridge.url}${connection.path}/blocked-slots`;
  const ours = asker(address, headers);
  await bridge.beginMeasuring();
  const first = await ours.ask(query);
  const answer = await (await fetch(address + query, { headers })).text();
  const child = startChild('bare');
  const bare = asker(await child.ask<string>('serve', answer));
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let time = 0; time < WARMING + ASKED; time += 1) {
    const [oursMs, bareMs] = [await ours.ask(query), await bare.ask()];
    if (time < WARMING) continue;
    times.ours.push(oursMs);
    times.bare.push(bareMs);
  }
  const moving: number[] = [];
  for (let minute = 1; minute <= 200; minute += 1) moving.push(await ours.ask(shifted(from, minute)));
  const { longestTurnMs } = await bridge.measured();
  ours.end();
  bare.end();
  await child.end();
  const eachTime = await askedEachTime(session, from);
  const row = { work: 'blocked slots, 7 days', events: account.events };
  const compared = (share: number) => percentile(times.ours, share) / percentile(times.bare, share);
  const p50 = percentile(times.ours, 0.5);
  // A short answer takes as long as the guards before it.
  const aim = account.events >= 50_000 ? { aim: 1.8 } : {};
  return [
    { ...row, what: 'answer', value: Buffer.byteLength(answer) / 1024, unit: 'KB' },
    { ...row, what: 'the very first', value: first, unit: 'ms' },
    { ...row, what: 'longest turn of the event loop', value: longestTurnMs, unit: 'ms', aim: 50 },
    { ...row, what: 'p50', value: p50, unit: 'ms' },
    { ...row, what: 'p99', value: percentile(times.ours, 0.99), unit: 'ms' },
    { ...row, what: 'p50 of ever other ranges', value: percentile(moving, 0.5), unit: 'ms' },
    { ...row, what: 'p50 × bare server', value: compared(0.5), unit: '', ...aim },
    { ...row, what: 'p99 × bare server', value: compared(0.99), unit: '', ...aim },
    { ...row, what: 'p50 × asking the server each time', value: p50 / eachTime.wallMs, unit: '', aim: 0.001 },
  ];
}

function shifted(from: number, minutes: number): string {
  const start = from + minutes * 60_000;
  return `?from=${new Date(start).toISOString()}&to=${new Date(start + 7 * DAY_MS).toISOString()}`;
}

async function askedEachTime({ account }: Session, from: number): Promise<Spent> {
  const child = startChild('asking-each-time');
  try {
    return await child.ask<Spent>('query', { url: account.url, from, to: from + 7 * DAY_MS });
  } finally {
    await child.end();
  }
}
