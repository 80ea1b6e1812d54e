import { copyFile, mkdtemp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { inject } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let built: Promise<string> | null = null;

/**
 * The path of the bridge as it is shipped, built from the sources as they are. It starts in a fraction of the time that
 * the sources take, and is built once for all the files that one process tests.
 */
export function builtBridge(): Promise<string> {
  built ??= buildBridge();
  return built;
}

async function buildBridge(): Promise<string> {
  const folder = await mkdtemp(join(inject('folderForBuilds'), 'bridge-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
  // As deep below the package as it is shipped.
  const outDir = join(folder, 'dist', 'bridge');
  await build({ root: ROOT, configFile: join(ROOT, 'vite.bridge.config.ts'), logLevel: 'error', build: { outDir } });
  return join(outDir, 'main.js');
}
