import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { BUILT } from './build.ts';
import type { Question, Reply } from './channel.ts';

/** One process of the benchmark. */
export interface Child {
  readonly process: ChildProcess;
  ask<T>(question: string, argument?: unknown): Promise<T>;
  end(): Promise<void>;
}

type Program = 'caldav' | 'transport' | 'tsdav' | 'asking-each-time' | 'bare';

export function startChild(program: Program): Child {
  return asChild(fork(path.join(BUILT, `${program}-process.js`), { serialization: 'advanced' }));
}

export function asChild(process: ChildProcess): Child {
  let last = 0;
  const waiting = new Map<number, (reply: Reply) => void>();
  process.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  process.on('exit', (code) => {
    for (const [id, resolve] of waiting) resolve({ id, error: `The process ended with ${code}.` });
  });
  const ask = async <T>(question: string, argument?: unknown): Promise<T> => {
    const id = ++last;
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(id, resolve);
      process.send({ id, ask: question, argument } satisfies Question);
    });
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.value as T;
  };
  return { process, ask, end: () => endOf(process) };
}

async function endOf(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
}
