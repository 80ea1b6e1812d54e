import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { besidePath, isLeftOver, readIfThere, removeIfThere, writeDurably } from './durable-write.ts';

/** Told when a file could not be used and was set aside: where it is now, and what was wrong with it. */
export type OnDamaged = (path: string, reason: string) => void;

export interface JsonFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly onDamaged?: OnDamaged | undefined;
  /** Brings what an older version wrote to today's shape; may throw. */
  readonly upgrade?: ((stored: unknown) => unknown) | undefined;
}

/** Thrown by an upgrade when the file is sound but not ours to touch, such as one from a newer version. */
export class NotOursToTouch extends Error {}

/**
 * lowdb's two functions over one JSON file. `write` is atomic and durable. `read` gives null where there is no file;
 * a damaged one is never overwritten: it is renamed to `<name>.damaged-<time>`, reported, and null is given.
 */
export function jsonFile<T>(options: JsonFileOptions<T>): Adapter<T> {
  return {
    read: () => readChecked(options),
    write: (data) => writeDurably(options.path, JSON.stringify(data)),
  };
}

/** Makes the folder and removes temporary files of writers that were killed. Only one process may own the file. */
export async function prepareFolder(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const names = await readdir(dirname(path));
  await Promise.all(
    names.filter((name) => isLeftOver(name, path)).map((name) => removeIfThere(besidePath(path, name))),
  );
}

async function readChecked<T>(options: JsonFileOptions<T>): Promise<T | null> {
  const text = await readIfThere(options.path);
  if (text === null) return null;
  const result = parse(text, options);
  if ('data' in result) return result.data;
  await setAside(options, result.reason);
  return null;
}

type Parsed<T> = { data: T } | { reason: string };

function parse<T>(text: string, { schema, upgrade }: JsonFileOptions<T>): Parsed<T> {
  try {
    const stored: unknown = JSON.parse(text);
    const checked = schema.safeParse(upgrade ? upgrade(stored) : stored);
    return checked.success ? { data: checked.data } : { reason: whatIsWrong(checked.error) };
  } catch (error) {
    if (error instanceof NotOursToTouch) throw error;
    // The parser's own message quotes the text, and the text may be private.
    if (error instanceof SyntaxError) return { reason: 'it is not JSON' };
    return { reason: `it could not be brought to this version: ${String(error)}` };
  }
}

/** Paths and kinds alone: values may be private. */
export function whatIsWrong(error: z.ZodError): string {
  const places = error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.code}`);
  return `it has not the expected shape (${places.join('; ')})`;
}

async function setAside<T>({ path, onDamaged }: JsonFileOptions<T>, reason: string): Promise<void> {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(path, aside);
  onDamaged?.(aside, reason);
}
