import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { builtBridge } from '../../sandbox/built-bridge.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

type Env = Readonly<Record<string, string>>;

/** No keychain of the computer that tests run on is ever touched. */
const BASE: Env = { SLOTBRIDGE_SECRETS: 'memory', SLOTBRIDGE_PORT: '0', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none' };

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly process: ChildProcess;
  /** All it has said so far, on both streams. */
  said(): string;
  /** Waits for something on standard output. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<Ended>;
}

export async function slotbridge(args: readonly string[], env: Env): Promise<Running> {
  const child = spawn(process.execPath, [await builtBridge(), ...args], {
    env: { ...process.env, ...BASE, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  let isOver = false;
  const closed = once(child, 'close').then(() => {
    isOver = true;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const seen = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(out);
      if (match) return match;
      if (isOver) throw new Error(`It ended without saying ${pattern}:\n${out}${err}`);
      await Promise.race([once(child.stdout, 'data'), closed]);
    }
  };
  const ended = async () => {
    await closed;
    return { code: child.exitCode, out, err };
  };
  return { process: child, said: () => out + err, seen, ended };
}

/** Runs a command to its end. */
export async function run(args: readonly string[], env: Env): Promise<Ended> {
  return (await slotbridge(args, env)).ended();
}

export interface Bridge extends Running {
  readonly home: string;
  readonly port: number;
  readonly env: Env;
  call(method: string, path: string, token?: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

/** A bridge in a process of its own, ready to be asked. */
export async function startedBridge(more: Env = {}): Promise<Bridge> {
  const env = { SLOTBRIDGE_HOME: await temporaryFolder(), ...more };
  const running = await slotbridge(['start', '--no-open'], env);
  const [, port = ''] = await running.seen(/^Slotbridge is listening on http:\/\/127\.0\.0\.1:(\d+)$/m);
  const call: Bridge['call'] = async (method, path, token, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  return { ...running, home: env.SLOTBRIDGE_HOME, port: Number(port), env: { ...env, SLOTBRIDGE_PORT: port }, call };
}

/** A port on which another program listens; it accepts and says nothing of use. */
export async function takenPort(): Promise<number> {
  const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
