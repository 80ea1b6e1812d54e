import { link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ClientName } from '../../shared/contract/access.ts';
import { Instant } from '../../shared/contract/values.ts';
import { isMissing, readIfThere, removeIfThere, syncFolder, writeAndSync } from '../store/durable-write.ts';

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who may ask: one file each, so that the command line and the running bridge never write the same file. */
export const Client = z.strictObject({
  version: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  name: ClientName,
  /** How it came to be: typed a code, or made with `token create`. */
  madeBy: z.enum(['pairing', 'command']),
  tokenHash: Hex32,
  proofKey: Hex32,
  /** `chrome-extension://ID` of a paired extension; null for scripts. */
  origin: z.string().nullable(),
  createdAt: Instant,
});
export type Client = z.infer<typeof Client>;

/** Makes the client's file; it must not exist. Others see it whole or not at all. */
export async function createClientFile(folder: string, client: Client): Promise<void> {
  const path = pathOf(folder, client.id);
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeAndSync(temporary, JSON.stringify(client));
    // Unlike a rename, a link never replaces what is there already.
    await link(temporary, path);
  } finally {
    await removeIfThere(temporary);
  }
  await syncFolder(folder);
}

export async function removeClientFile(folder: string, id: string): Promise<void> {
  await removeIfThere(pathOf(folder, id));
  await syncFolder(folder);
}

/** All clients in the folder, oldest first. Files that are no client are left alone and reported. */
export async function readClientFiles(
  folder: string,
  onLeftOut: (path: string, reason: string) => void,
): Promise<Client[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  const clients = await Promise.all(names.map((name) => readClient(join(folder, name), onLeftOut)));
  return clients.filter((client) => client !== null).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

async function readClient(path: string, onLeftOut: (path: string, reason: string) => void): Promise<Client | null> {
  const text = await readIfThere(path);
  if (text === null) return null;
  const client = understood(text);
  if (!client)
    onLeftOut(path, 'it is not a client of this version. Pair again if one is missing, then delete the file');
  return client;
}

function understood(text: string): Client | null {
  try {
    return Client.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON at all: the caller reports the file.
    return null;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const pathOf = (folder: string, id: string) => join(folder, `${id}.json`);
