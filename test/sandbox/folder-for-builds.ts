import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly folderForBuilds: string;
  }
}

/** One for the whole run, since the processes that build into it end without a word. */
export default async function makeFolderForBuilds(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'slotbridge-built-'));
  project.provide('folderForBuilds', folder);
  return () => rm(folder, { recursive: true, force: true });
}
