import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

interface ContentScript {
  readonly js: readonly string[];
  readonly world?: 'MAIN' | 'ISOLATED';
}

/** Kilobytes, gzipped, that every page of the CRM loads: of the extension's own world and of the page's. */
export async function weightOf(extensionDir: string): Promise<{ readonly content: number; readonly page: number }> {
  const manifest = JSON.parse(await readFile(path.join(extensionDir, 'manifest.json'), 'utf8'));
  const scripts: readonly ContentScript[] = manifest.content_scripts;
  const weigh = async (wanted: readonly ContentScript[]) => {
    const files = wanted.flatMap(({ js }) => js);
    const sizes = await Promise.all(
      files.map(async (file) => gzipSync(await readFile(path.join(extensionDir, file))).length),
    );
    return sizes.reduce((sum, size) => sum + size, 0) / 1024;
  };
  const isInPage = ({ world }: ContentScript) => world === 'MAIN';
  return {
    content: await weigh(scripts.filter((script) => !isInPage(script))),
    page: await weigh(scripts.filter(isInPage)),
  };
}
