import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A bridge in a process of its own that may be killed at any time. */
export interface MortalBridge {
  /** Its address once it listens; null when it died before. */
  readonly ready: Promise<string | null>;
  readonly dead: Promise<unknown>;
  isDead(): boolean;
  /** With no chance to tidy up. */
  kill(): void;
}

export function startMortal(main: string, env: Readonly<Record<string, string>>): MortalBridge {
  const child = spawn(process.execPath, [main, 'start', '--no-open'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const dead = once(child, 'close').then(() => process.off('exit', endWithUs));
  return {
    ready: Promise.race([addressOf(child), dead.then(() => null)]),
    dead,
    isDead: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => void child.kill('SIGKILL'),
  };
}

async function addressOf(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null;
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /listening on (http:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  return null;
}

/** The token that the command prints. */
export async function createToken(main: string, env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [main, 'token', 'create', '--name', 'torture'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let token = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    token += text;
  });
  await once(child, 'close');
  return token.trim();
}
