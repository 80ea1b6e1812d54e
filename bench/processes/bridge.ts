import { execFile, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { BRIDGE, BUILT } from './build.ts';
import { asChild } from './child.ts';

export interface Measured {
  readonly cpuMs: number;
  /** By the clock, other programs' share included. */
  readonly longestBlockMs: number;
  /** By the processor, where it tells. */
  readonly longestTurnMs: number;
  readonly peakMb: number;
  readonly residentMb: number;
}

/** The bridge itself, as `npm start` runs it, in a process and a data folder of its own. */
export interface BenchBridge {
  readonly url: string;
  readonly token: string;
  call<T>(method: string, where: string, body?: unknown): Promise<T>;
  beginMeasuring(): Promise<void>;
  measured(): Promise<Measured>;
  end(): Promise<void>;
}

const execute = promisify(execFile);

export async function startBridge(caldavUrl: string): Promise<BenchBridge> {
  const home = await mkdtemp(path.join(tmpdir(), 'slotbridge-bench-'));
  const env = {
    ...process.env,
    SLOTBRIDGE_HOME: home,
    SLOTBRIDGE_PORT: '0',
    SLOTBRIDGE_SECRETS: 'memory',
    SLOTBRIDGE_CALDAV_URL: caldavUrl,
  };
  const { stdout } = await execute(process.execPath, [BRIDGE, 'token', 'create', '--name', 'bench'], { env });
  const token = stdout.trim();
  const child = fork(BRIDGE, ['start', '--no-open'], {
    env,
    execArgv: ['--import', path.join(BUILT, 'measuring-process.js')],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { ask, end } = asChild(child);
  const url = await addressIn(child.stdout);
  return {
    url,
    token,
    call: (method, where, body) => call(`${url}${where}`, token, method, body),
    beginMeasuring: () => ask('begin'),
    measured: () => ask('read'),
    end: async () => {
      await end();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function addressIn(stdout: NodeJS.ReadableStream | null): Promise<string> {
  if (stdout === null) throw new Error('The bridge has no output.');
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const address = /listening on (http:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    stdout.resume();
    return address;
  }
  throw new Error('The bridge ended before it was ready.');
}

async function call<T>(url: string, token: string, method: string, body: unknown): Promise<T> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}
