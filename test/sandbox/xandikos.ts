import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkcalendarBody } from './mkcalendar-body.ts';
import { freePort, launchServer, stopProcess } from './server-process.ts';

const COMMANDS: readonly (readonly [string, ...string[]])[] = [['xandikos'], ['python3', '-m', 'xandikos']];

export interface XandikosOptions {
  /** The only user; any password will do, since Xandikos leaves that to the server before it. */
  readonly user: string;
  /** Where it lives on its host, such as `/dav`; the root when left out. */
  readonly prefix?: string;
}

export interface Xandikos {
  /** With the prefix and a slash at the end. */
  readonly url: string;
  /** Where the calendars of the user are, from the root of the host: `/dav/ann/calendars/`. */
  readonly home: string;
  /** Paths are from the root of the host, such as `/dav/ann/calendars/work/1.ics`. */
  put(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
  mkcalendar(path: string, properties: { name: string; color?: string }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real Xandikos on 127.0.0.1 and resolves once it answers. Throws one clear sentence where it is not installed. */
export async function startXandikos({ user, prefix = '' }: XandikosOptions): Promise<Xandikos> {
  const folder = await mkdtemp(join(tmpdir(), 'slotbridge-xandikos-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${prefix}/`;
  const options = ['-d', folder, '-l', '127.0.0.1', '-p', String(port), '--defaults'];
  const place = ['--current-user-principal', `/${user}/`, ...(prefix === '' ? [] : ['--route-prefix', prefix])];
  const commands = COMMANDS.map(([program, ...first]) => [program, ...first, ...options, ...place] as const);
  const server = await launchServer({
    name: 'Xandikos',
    commands,
    url,
    advice: 'Install it with "apt-get install xandikos" or "pip install xandikos".',
  });
  return {
    url,
    home: `${prefix}/${user}/calendars/`,
    put: (path, text) => send(url, 'PUT', path, text, 'text/calendar; charset=utf-8'),
    delete: (path) => send(url, 'DELETE', path),
    mkcalendar: (path, properties) => send(url, 'MKCALENDAR', path, mkcalendarBody(properties), 'application/xml'),
    stop: async () => {
      await stopProcess(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function send(url: string, method: string, path: string, body?: string, type?: string): Promise<void> {
  const answer = await fetch(new URL(path, url), {
    method,
    headers: type === undefined ? {} : { 'content-type': type },
    ...(body === undefined ? {} : { body }),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`Xandikos answered ${method} ${path} with ${answer.status}: ${said.slice(0, 200)}`);
}
