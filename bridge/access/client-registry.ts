import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../domain/clock.ts';
import { type Client, createClientFile, readClientFiles, removeClientFile } from './client-file.ts';
import { newToken, proofKey, type RandomBytes, tokenHash } from './token.ts';

/** A revoked client's sockets close within a second. */
const LOOK_EVERY_MS = 400;

export interface RegistryOptions {
  /** The data folder. */
  readonly home: string;
  readonly clock?: Clock;
  readonly randomBytes?: RandomBytes;
  /** Told once of each file in the folder that is no client; it stays where it is. */
  readonly onLeftOut?: (path: string, reason: string) => void;
  /** Told when the folder cannot be read while nobody waits for an answer. */
  readonly onError?: (error: unknown) => void;
}

export interface NewClient {
  readonly name: string;
  readonly madeBy: Client['madeBy'];
  readonly origin: string | null;
}

/** Reads `<home>/clients/`; `watch` is for the running bridge alone. */
export async function openClientRegistry(options: RegistryOptions): Promise<ClientRegistry> {
  await mkdir(join(options.home, 'clients'), { recursive: true, mode: 0o700 });
  const registry = new ClientRegistry(options);
  await registry.refresh();
  return registry;
}

/**
 * Who may ask. The folder is the truth, and other processes change it; what is in memory follows its time stamp, so
 * that a token made or revoked on the command line counts from the next request on.
 */
export class ClientRegistry {
  readonly #folder: string;
  readonly #options: RegistryOptions;
  readonly #listeners = new Set<(client: Client) => void>();
  readonly #reported = new Set<string>();
  #byHash = new Map<string, Client>();
  #seen: bigint | null = null;
  #reading: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#folder = join(options.home, 'clients');
  }

  /** Whose token this is; null for nobody's. The folder is read again only when it has changed. */
  async find(token: string): Promise<Client | null> {
    if (this.#changed()) await this.refresh();
    return this.#byHash.get(tokenHash(token)) ?? null;
  }

  async get(id: string): Promise<Client | null> {
    if (this.#changed()) await this.refresh();
    return this.list().find((client) => client.id === id) ?? null;
  }

  /** As last read, oldest first. */
  list(): Client[] {
    return [...this.#byHash.values()];
  }

  /** Whether an extension with this `Origin` is paired. */
  isPairedOrigin(origin: string): boolean {
    return this.list().some((client) => client.origin === origin);
  }

  /** The token is given this once and stored nowhere. */
  async create({ name, madeBy, origin }: NewClient): Promise<{ client: Client; token: string }> {
    const random = this.#options.randomBytes ?? randomBytes;
    const token = newToken(random);
    const client: Client = {
      version: 1,
      id: random(12).toString('base64url'),
      name,
      madeBy,
      tokenHash: tokenHash(token),
      proofKey: proofKey(token),
      origin,
      createdAt: new Date((this.#options.clock ?? systemClock).now()).toISOString(),
    };
    await createClientFile(this.#folder, client);
    await this.refresh();
    return { client, token };
  }

  async revoke(id: string): Promise<void> {
    await removeClientFile(this.#folder, id);
    await this.refresh();
  }

  /** Calls back with each client that is no longer one. Gives the way to stop. */
  onRevoked(listener: (client: Client) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks for changes by itself from now on, until `close`. */
  watch(): void {
    this.#timer ??= setInterval(() => void this.#poll(), LOOK_EVERY_MS).unref();
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Reads the folder now; readers that come meanwhile wait for a reading that began after they asked. */
  async refresh(): Promise<void> {
    await this.#reading;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  #changed(): boolean {
    // Synchronous on purpose: some microseconds, and no request can slip in on a token that is gone already.
    return this.#stamp() !== this.#seen;
  }

  /** When the folder last changed; 0 where somebody has removed it, and all clients with it. */
  #stamp(): bigint {
    return statSync(this.#folder, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
  }

  async #poll(): Promise<void> {
    try {
      if (this.#changed()) await this.refresh();
    } catch (error) {
      this.#options.onError?.(error);
    }
  }

  async #read(): Promise<void> {
    // The stamp first: a change while we read makes it differ again. A file system's clock ticks every few
    // milliseconds, so a stamp that young does not settle anything yet and is not remembered.
    const stamp = this.#stamp();
    const young = BigInt(Date.now() - 50) * 1_000_000n < stamp;
    const clients = await readClientFiles(this.#folder, (path, reason) => this.#report(path, reason));
    this.#seen = young ? null : stamp;
    this.#replace(clients);
  }

  #replace(clients: Client[]): void {
    const before = this.#byHash;
    this.#byHash = new Map(clients.map((client) => [client.tokenHash, client]));
    for (const [hash, client] of before) {
      if (this.#byHash.has(hash)) continue;
      for (const listener of this.#listeners) listener(client);
    }
  }

  #report(path: string, reason: string): void {
    if (this.#reported.has(path)) return;
    this.#reported.add(path);
    this.#options.onLeftOut?.(path, reason);
  }
}
