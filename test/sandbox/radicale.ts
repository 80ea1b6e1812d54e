import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkcalendarBody } from './mkcalendar-body.ts';
import { answers, freePort, launchServer, stopProcess } from './server-process.ts';

const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['radicale'],
  ['python3', '-m', 'radicale'],
  ['/usr/bin/python3', '-m', 'radicale'],
];

export interface RadicaleOptions {
  /** User name → password. A user's calendars live under `/NAME/`. */
  readonly users: Readonly<Record<string, string>>;
  /** A free port is picked when absent. */
  readonly port?: number;
  /** Kept after `stop()`, so that a second start finds the same data; a temporary one, removed by `stop()`, when absent. */
  readonly folder?: string;
}

export interface Radicale {
  /** With a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Paths look like `/ann/home/1.ics`; each request is made as the user the path belongs to. */
  put(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
  mkcalendar(path: string, properties: { name: string; color?: string }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real Radicale on 127.0.0.1 and resolves once it answers. Throws one clear sentence where it is not installed. */
export async function startRadicale(options: RadicaleOptions): Promise<Radicale> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'slotbridge-radicale-')));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}/`;
  if (await answers(url)) throw new Error(`Something else answers on port ${port} already.`);
  const server = await launch(await writeConfiguration(folder, port, options.users), url);
  const send = sender(url, options.users);
  return {
    url,
    port,
    put: (path, text) => send('PUT', path, text, 'text/calendar; charset=utf-8'),
    delete: (path) => send('DELETE', path),
    mkcalendar: (path, properties) => send('MKCALENDAR', path, mkcalendarBody(properties), 'application/xml'),
    stop: async () => {
      await stopProcess(server);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeConfiguration(folder: string, port: number, users: RadicaleOptions['users']): Promise<string> {
  await mkdir(folder, { recursive: true });
  const passwords = join(folder, 'users');
  const lines = Object.entries(users).map(([name, password]) => `${name}:${password}\n`);
  await writeFile(passwords, lines.join(''), { mode: 0o600 });
  const file = join(folder, 'config');
  await writeFile(
    file,
    `[server]\nhosts = 127.0.0.1:${port}\nmax_connections = 40\n` +
      `[auth]\ntype = htpasswd\nhtpasswd_filename = ${passwords}\nhtpasswd_encryption = plain\ndelay = 0\n` +
      `[storage]\nfilesystem_folder = ${join(folder, 'collections')}\n[logging]\nlevel = warning\n`,
  );
  return file;
}

function launch(configuration: string, url: string): Promise<ChildProcess> {
  const commands = COMMANDS.map(([program, ...first]) => [program, ...first, '--config', configuration] as const);
  const advice = 'Install it with "apt-get install radicale" or "pip install radicale".';
  return launchServer({ name: 'Radicale', commands, url, advice });
}

function sender(url: string, users: RadicaleOptions['users']) {
  return async (method: string, path: string, body?: string, type?: string): Promise<void> => {
    const name = decodeURIComponent(path.split('/')[1] ?? '');
    const credentials = Buffer.from(`${name}:${users[name] ?? ''}`, 'utf8').toString('base64');
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Basic ${credentials}`, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`Radicale answered ${method} ${path} with ${answer.status}: ${said.slice(0, 200)}`);
  };
}
