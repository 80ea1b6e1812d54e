import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the processes lie once they are plain JavaScript, so that none of them pays for being translated as it runs. */
export const BUILT = path.join(ROOT, 'dist', 'bench');
export const BRIDGE = path.join(BUILT, 'bridge', 'main.js');

export async function buildProcesses(): Promise<void> {
  const sources = path.join(ROOT, 'bench');
  const programs = (await readdir(sources)).filter((name) => name.endsWith('-process.ts'));
  const input = Object.fromEntries(programs.map((name) => [name.slice(0, -3), path.join(sources, name)]));
  const common = { target: 'node20', emptyOutDir: true } as const;
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ...common, ssr: true, outDir: BUILT, rolldownOptions: { input } },
  });
  const bridge = { ...common, outDir: path.dirname(BRIDGE) };
  await build({ root: ROOT, configFile: path.join(ROOT, 'vite.bridge.config.ts'), logLevel: 'error', build: bridge });
}

/** Builds the extension as a person gets it, and gives its folder. */
export async function buildExtension(): Promise<string> {
  const outDir = path.join(BUILT, 'extension');
  const configFile = path.join(ROOT, 'vite.extension.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir } });
  return outDir;
}
