import { median, type Result } from '../result.ts';
import { type Session, takeLog } from './session.ts';

interface Look {
  readonly requests: number;
  readonly bytes: number;
  readonly cpuMs: number;
  readonly wallMs: number;
}

const WARMING = 5;
const LOOKS = 20;

/** A look at an account in which nothing changed. */
export async function unchanged(session: Session): Promise<Result[]> {
  const looks = await lookAgain(session, async () => undefined);
  const row = { work: 'nothing changed', events: session.account.events };
  return [
    { ...row, what: 'requests', value: most(looks, 'requests'), unit: '', aim: 1 },
    { ...row, what: 'bytes', value: most(looks, 'bytes') / 1024, unit: 'KB', aim: 4 },
    { ...row, what: 'CPU', value: typical(looks, 'cpuMs'), unit: 'ms', aim: 5 },
  ];
}

/** A look that finds one new event. */
export async function oneChange(session: Session): Promise<Result[]> {
  const looks = await lookAgain(session, () => session.account.caldav.ask('change'));
  const row = { work: 'one event changed', events: session.account.events };
  return [
    { ...row, what: 'requests', value: most(looks, 'requests'), unit: '', aim: 3 },
    { ...row, what: 'bytes', value: most(looks, 'bytes') / 1024, unit: 'KB', aim: 10 },
    { ...row, what: 'CPU', value: typical(looks, 'cpuMs'), unit: 'ms', ...(row.events === 10_000 ? { aim: 15 } : {}) },
  ];
}

/** A look after the server forgot every token. */
export async function tokenLost(session: Session): Promise<Result[]> {
  const { events, caldav } = session.account;
  const looks: Look[] = [];
  for (let time = 0; time < 3; time += 1) {
    await caldav.ask('forgetTokens');
    looks.push(await look(session));
  }
  const row = { work: 'token lost', events };
  return [
    { ...row, what: 'wall', value: median(looks.map(({ wallMs }) => wallMs)), unit: 'ms' },
    { ...row, what: 'CPU an event', value: (1000 * typical(looks, 'cpuMs')) / events, unit: 'µs' },
  ];
}

async function lookAgain(session: Session, before: () => Promise<unknown>): Promise<Look[]> {
  const looks: Look[] = [];
  for (let time = 0; time < WARMING + LOOKS; time += 1) {
    await before();
    const seen = await look(session);
    if (time >= WARMING) looks.push(seen);
  }
  return looks;
}

async function look({ account, bridge, connection }: Session): Promise<Look> {
  await takeLog(account);
  await bridge.beginMeasuring();
  const began = performance.now();
  await connection.sync();
  const wallMs = performance.now() - began;
  const { cpuMs } = await bridge.measured();
  const { seen, bytesSent } = await takeLog(account);
  return { requests: seen.length, bytes: bytesSent, cpuMs, wallMs };
}

function most(looks: readonly Look[], what: keyof Look): number {
  return Math.max(...looks.map((one) => one[what]));
}

function typical(looks: readonly Look[], what: keyof Look): number {
  return median(looks.map((one) => one[what]));
}
