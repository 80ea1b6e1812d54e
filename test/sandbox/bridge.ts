import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningBridge, runBridge } from '../../bridge/app/run.ts';
import { openMemory } from '../../bridge/secrets/memory.ts';
import type { SecretStore } from '../../bridge/secrets/secret-store.ts';
import { openDataFolder } from '../../bridge/store/data-folder.ts';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface TestBridge {
  readonly url: string;
  readonly port: number;
  readonly home: string;
  readonly token: string;
  readonly bridge: RunningBridge;
  /** Every line the bridge said at its terminal. */
  readonly said: string[];
  /** A call with the token, over a real socket. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  /** Stops it; the folder stays, so that another can start on it. */
  stop(): Promise<void>;
  /** Stops it and removes the folder. */
  discard(): Promise<void>;
}

export interface TestBridgeOptions {
  readonly caldavUrl: string;
  readonly home?: string;
  readonly port?: number;
  /** Kept from the bridge before, when a restart is tested. */
  readonly secrets?: SecretStore;
  /** How many times as fast as in daily life the CRM's links wait. */
  readonly crmHaste?: number;
  /** The stand-in of HighLevel's API. */
  readonly crmUrl?: string;
}

/** A real bridge on a free port with a folder of its own, passwords in memory, and a client that may ask. */
export async function startBridge(options: TestBridgeOptions): Promise<TestBridge> {
  const home = options.home ?? (await mkdtemp(path.join(tmpdir(), 'slotbridge-home-')));
  const folder = await openDataFolder(home);
  const said: string[] = [];
  const bridge = await runBridge({
    folder,
    secrets: options.secrets ?? openMemory(),
    port: options.port ?? 0,
    caldavUrl: options.caldavUrl,
    crmUrl: options.crmUrl,
    ...(options.crmHaste === undefined ? {} : { crmHaste: options.crmHaste }),
    log: (line) => said.push(line),
  });
  const { token } = await bridge.clients.create({ name: `test ${Date.now()}`, madeBy: 'command', origin: null });
  const url = `http://127.0.0.1:${bridge.port}`;
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= bridge.stop().then(() => folder.release());
    return stopping;
  };
  return {
    url,
    port: bridge.port,
    home,
    token,
    bridge,
    said,
    call: (method, where, body, headers) => call(`${url}${where}`, token, method, body, headers),
    stop,
    discard: async () => {
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function call<T>(
  url: string,
  token: string,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}
