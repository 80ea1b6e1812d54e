import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['radicale'],
  ['python3', '-m', 'radicale'],
  ['/usr/bin/python3', '-m', 'radicale'],
];
const READY_WITHIN_MS = 20_000;

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

async function launch(configuration: string, url: string): Promise<ChildProcess> {
  const failures: string[] = [];
  for (const [program, ...first] of COMMANDS) {
    const server = spawn(program, [...first, '--config', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
    const endWithUs = () => server.kill('SIGKILL');
    process.once('exit', endWithUs);
    server.once('close', () => process.off('exit', endWithUs));
    const failure = await startFailure(server, url);
    if (failure === null) return server;
    await stopProcess(server);
    failures.push(`${program}: ${failure}`);
  }
  throw new Error(
    `Radicale did not start (${failures.join('; ')}). Install it with "apt-get install radicale" or "pip install radicale".`,
  );
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

async function answers(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function stopProcess(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
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

function mkcalendarBody({ name, color }: { name: string; color?: string }): string {
  const colored = color === undefined ? '' : `<A:calendar-color>${escapeXml(color)}</A:calendar-color>`;
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/">' +
    `<set><prop><displayname>${escapeXml(name)}</displayname>${colored}</prop></set></C:mkcalendar>`
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
