import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** `starting`: has not yet looked at the others. `holding`: has the folder. */
export type Stage = 'starting' | 'holding';

export interface Answer {
  readonly pid: number;
  readonly stage: Stage;
}

/** sockaddr_un has 104 bytes on macOS and 108 on Linux, with the closing zero. */
const LONGEST_PATH = 103;
const ANSWER_WITHIN_MS = 1_000;

/** Listens on `path` and tells every caller this process's number and its stage. Does not keep the process alive. */
export function answerOn(path: string, stage: () => Stage): Promise<Server> {
  return atShortPath(path, async (short) => {
    const server = createServer((socket) => {
      // A caller that goes away early is no concern of the holder.
      socket.on('error', () => socket.destroy());
      socket.end(`${process.pid} ${stage()}\n`);
    });
    await listening(server, short);
    return server.unref();
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Who answers on `path`; null when nobody does. A process that accepts but says nothing in time (stopped, or busy)
 * is alive all the same and counts as holding, with process number 0.
 */
export function ask(path: string): Promise<Answer | null> {
  return atShortPath(path, (short) => new Promise((resolve, reject) => converse(connect(short), resolve, reject)));
}

function converse(socket: Socket, resolve: (answer: Answer | null) => void, reject: (error: Error) => void): void {
  const silent = { pid: 0, stage: 'holding' } as const;
  let text = '';
  socket.setEncoding('utf8').setTimeout(ANSWER_WITHIN_MS, () => {
    resolve(silent);
    socket.destroy();
  });
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('end', () => resolve(understood(text) ?? silent));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null);
    else if (error.code === 'ECONNRESET' || error.code === 'EAGAIN') resolve(silent);
    else reject(error);
  });
}

function understood(text: string): Answer | null {
  const [, pid, stage] = /^(\d+) (starting|holding)\n$/.exec(text) ?? [];
  return pid && stage ? { pid: Number(pid), stage: stage as Stage } : null;
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}

/**
 * A socket's path is limited to about a hundred bytes, and data folders can lie deeper. Such a one is reached through a
 * short link in a fresh folder of our own, removed again at once; the socket itself still lies in the data folder, so
 * that two bridges with different temporary folders meet.
 */
async function atShortPath<T>(path: string, work: (short: string) => Promise<T>): Promise<T> {
  if (process.platform === 'win32' || Buffer.byteLength(path) <= LONGEST_PATH) return work(path);
  const folder = await mkdtemp(join(tmpdir(), 'sb-'));
  try {
    await symlink(dirname(path), join(folder, 'l'));
    return await work(join(folder, 'l', basename(path)));
  } finally {
    await rm(folder, { recursive: true });
  }
}
