import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './extension/manifest.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The extension as `dist/extension`. */
export default defineConfig({
  root: here('extension'),
  plugins: [crx({ manifest })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('dist/extension'),
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { welcome: here('extension/welcome/index.html'), connect: here('extension/connect/index.html') },
    },
  },
});
