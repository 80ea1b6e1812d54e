import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import { build, defineConfig, type Plugin } from 'vite';
import manifest from './extension/manifest.ts';
import { PART_FILES } from './extension/overlay/parts.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function standalone(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root: here('extension'),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'chrome120',
      lib: { entry: here(`extension/${file}`), formats: ['iife'], name: 'slotbridge', fileName: () => file },
    },
  });
  const output = Array.isArray(built) ? built.flatMap((one) => one.output) : 'output' in built ? built.output : [];
  const code = output.find((one) => one.type === 'chunk')?.code;
  if (code === undefined) throw new Error(`${file} could not be built.`);
  return code;
}

/** What the worker brings into a page on demand. Not by the plugin above, which would open these files to all sites. */
function parts(): Plugin {
  return {
    name: 'slotbridge-parts',
    apply: 'build',
    async generateBundle() {
      for (const fileName of Object.values(PART_FILES)) {
        const source = await standalone(fileName.replace(/\.js$/, '.ts'));
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/** The extension as `dist/extension`. */
export default defineConfig({
  root: here('extension'),
  plugins: [crx({ manifest }), parts()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('dist/extension'),
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        welcome: here('extension/welcome/index.html'),
        connect: here('extension/connect/index.html'),
        'public-pages': here('extension/public-pages/index.html'),
      },
    },
  },
});
