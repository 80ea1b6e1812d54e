import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly process: ChildProcess;
  /** The next line on its standard output. */
  line(): Promise<string>;
  /** Ends it at once, with no chance to tidy up, and waits until it is gone. */
  kill9(): Promise<void>;
}

/** Runs a TypeScript program in a process of its own. */
export function startChild(
  program: URL,
  args: readonly string[],
  env: Record<string, string> = {},
  account = {},
): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', program.pathname, ...args], {
    env: { ...process.env, ...env },
    ...account,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill9 = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill9);
  return { process: child, line: async () => (await lines.next()).value ?? '', kill9 };
}
