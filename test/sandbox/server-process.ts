import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const READY_WITHIN_MS = 20_000;

export interface ServerLaunch {
  readonly name: string;
  /** Tried in this order. */
  readonly commands: readonly (readonly [string, ...string[]])[];
  /** Answers once the server is ready. */
  readonly url: string;
  /** What to do where none of the commands works. */
  readonly advice: string;
}

/** Starts a server that ends with us, and resolves once it answers. Throws one clear sentence where it does not. */
export async function launchServer({ name, commands, url, advice }: ServerLaunch): Promise<ChildProcess> {
  const failures: string[] = [];
  for (const [program, ...parameters] of commands) {
    const server = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
    const endWithUs = () => server.kill('SIGKILL');
    process.once('exit', endWithUs);
    server.once('close', () => process.off('exit', endWithUs));
    const failure = await startFailure(server, url);
    if (failure === null) return server;
    await stopProcess(server);
    failures.push(`${program}: ${failure}`);
  }
  throw new Error(`${name} did not start (${failures.join('; ')}). ${advice}`);
}

/** Null once the server answers; else why it does not. */
async function startFailure(server: ChildProcess, url: string): Promise<string | null> {
  let failure: string | null = null;
  let said = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-500);
  });
  server.once('error', (error) => {
    failure = error.message;
  });
  server.once('exit', (code) => {
    failure ??= `ended with code ${code} ${said.trim()}`;
  });
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(50)) {
    if (failure !== null) return failure;
    if ((await answers(url)) && failure === null) return null;
  }
  return 'did not answer in time';
}

export async function answers(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export async function stopProcess(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}

/** Below those that systems hand out by themselves: no server that asks for any port is given one of these. */
const PORTS = { first: 20_000, ofEach: 1_000, parts: 10 };

/** Test files run in several processes, and no two of these draw from the same part. */
const first = PORTS.first + (Number(process.env.VITEST_POOL_ID ?? 0) % PORTS.parts) * PORTS.ofEach;
let drawn = randomInt(PORTS.ofEach);

/** A port that was free a moment ago. Throws when none of many is. */
export async function freePort(): Promise<number> {
  let refusal: unknown;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    drawn = (drawn + 1) % PORTS.ofEach;
    const port = first + drawn;
    try {
      const probe = createServer().listen(port, '127.0.0.1');
      await once(probe, 'listening');
      probe.close();
      await once(probe, 'close');
      return port;
    } catch (error) {
      refusal = error;
    }
  }
  throw new Error(`None of 50 ports could be had: ${refusal}`, { cause: refusal });
}
