import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** `starting`: has not yet looked at the others. `holding`: has the folder. */
export type Stage = 'starting' | 'holding';

export interface Answer {
  readonly pid: number;
  readonly stage: Stage;
  /** Where its bridge listens on 127.0.0.1; null while that is not known. */
  readonly port: number | null;
}

/** sockaddr_un has 104 bytes on macOS and 108 on Linux, with the closing zero. */
const LONGEST_PATH = 103;
const ANSWER_WITHIN_MS = 1_000;
const SILENT: Answer = { pid: 0, stage: 'holding', port: null };

/** Listens on `path` and tells every caller about this process. Does not keep the process alive. */
export function answerOn(path: string, state: () => Omit<Answer, 'pid'>): Promise<Server> {
  return atShortPath(path, async (short) => {
    const server = createServer((socket) => {
      // A caller that goes away early is no concern of the holder.
      socket.on('error', () => socket.destroy());
      const { stage, port } = state();
      socket.end(`${process.pid} ${stage}${port === null ? '' : ` ${port}`}\n`);
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
  return atShortPath(path, async (short) => {
    for (let again = 0; again < 20; again += 1) {
      const said = await new Promise<Said>((resolve, reject) => converse(connect(short), resolve, reject));
      if (said !== 'hung up') return said;
      // It was just going, such as one that stepped back: a moment later nobody is there.
      await pause(10);
    }
    return SILENT;
  });
}

type Said = Answer | null | 'hung up';

function converse(socket: Socket, resolve: (said: Said) => void, reject: (error: Error) => void): void {
  let text = '';
  socket.setEncoding('utf8').setTimeout(ANSWER_WITHIN_MS, () => {
    resolve(SILENT);
    socket.destroy();
  });
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('end', () => resolve(text === '' ? 'hung up' : (understood(text) ?? SILENT)));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null);
    else if (error.code === 'ECONNRESET') resolve('hung up');
    else if (error.code === 'EAGAIN') resolve(SILENT);
    else reject(error);
  });
}

function understood(text: string): Answer | null {
  const [, pid, stage, port] = /^(\d+) (starting|holding)(?: (\d+))?\n$/.exec(text) ?? [];
  return pid && stage ? { pid: Number(pid), stage: stage as Stage, port: port ? Number(port) : null } : null;
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
