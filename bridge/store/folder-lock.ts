import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, realpath } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, isMissing, removeIfThere } from './durable-write.ts';
import { type Answer, answerOn, ask, closeServer, type Stage } from './lock-socket.ts';

export interface FolderLock {
  /** From now on tells whoever asks for the holder where its bridge listens. */
  announce(port: number): void;
  release(): Promise<void>;
}

/** Another bridge holds the folder. */
class FolderInUse extends Error {
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(
      `Another Slotbridge (process ${pid}) already uses the data folder ${folder}. ` +
        'Stop that one first, or choose another folder with SLOTBRIDGE_HOME.',
    );
    this.name = 'FolderInUse';
    this.pid = pid;
  }
}

/**
 * Takes the folder for this process, or throws FolderInUse.
 *
 * A lock is a listening socket, since the system closes it the moment its process dies, however it dies: what a killed
 * bridge leaves is a name that nobody answers on, and no process number is ever trusted (they are used again). Each
 * bridge listens on a name of its own and then looks at all the others, so a dead name can be removed without ever
 * hitting a live one. Of several that start at once the lowest name goes on and the others step back.
 */
export function lockFolder(folder: string): Promise<FolderLock> {
  return process.platform === 'win32' ? lockByPipe(folder) : lockBySocket(folder);
}

export type Holder = Pick<Answer, 'pid' | 'port'>;

/** The process that holds the folder now, and the port of its bridge; or null. Takes and changes nothing. */
export async function holderOf(folder: string): Promise<Holder | null> {
  if (process.platform === 'win32') return holderByPipe(folder);
  for (const name of await socketsIn(lockRoom(folder))) {
    const answer = await ask(join(lockRoom(folder), name));
    if (answer) return { pid: answer.pid, port: answer.port };
  }
  return null;
}

const lockRoom = (folder: string) => join(folder, 'lock');

async function lockBySocket(folder: string): Promise<FolderLock> {
  const room = lockRoom(folder);
  await mkdir(room, { recursive: true, mode: 0o700 });
  const name = `${randomBytes(4).toString('hex')}.sock`;
  let stage: Stage = 'starting';
  let listening: number | null = null;
  const server = await answerOn(join(room, name), () => ({ stage, port: listening }));
  const announce = (port: number) => {
    listening = port;
  };
  const lock = { announce, release: () => letGo(server, join(room, name)) };
  try {
    await outlastOthers(folder, name);
    // Listening and being named are two steps; whoever looked in between took this name for a dead one.
    await access(join(room, name));
    stage = 'holding';
    return lock;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Returns when no other live socket is left; throws FolderInUse when one holds the folder or goes first. */
async function outlastOthers(folder: string, own: string): Promise<void> {
  const room = lockRoom(folder);
  for (;;) {
    let othersStarting = false;
    for (const name of await socketsIn(room)) {
      if (name === own) continue;
      const answer = await ask(join(room, name));
      if (!answer) await removeIfThere(join(room, name));
      else if (answer.stage === 'holding' || name < own) throw new FolderInUse(folder, answer.pid);
      else othersStarting = true;
    }
    if (!othersStarting) return;
    await pause(10);
  }
}

async function socketsIn(room: string): Promise<string[]> {
  try {
    return (await readdir(room)).filter((name) => name.endsWith('.sock'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function letGo(server: Server, path: string): Promise<void> {
  await removeIfThere(path);
  await closeServer(server);
}

/** A named pipe has one first owner and no name that outlives it. */
async function lockByPipe(folder: string): Promise<FolderLock> {
  let listening: number | null = null;
  const announce = (port: number) => {
    listening = port;
  };
  try {
    const server = await answerOn(pipeName(folder), () => ({ stage: 'holding', port: listening }));
    return { announce, release: () => closeServer(server) };
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    const holder: Answer | null = await ask(pipeName(folder));
    throw new FolderInUse(folder, holder?.pid ?? 0);
  }
}

async function holderByPipe(folder: string): Promise<Holder | null> {
  try {
    return await ask(pipeName(await realpath(folder)));
  } catch (error) {
    // A folder that is not there yet is held by nobody.
    if (isMissing(error)) return null;
    throw error;
  }
}

function pipeName(folder: string): string {
  const key = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\slotbridge-${key}`;
}
