import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './extension/manifest.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The extension as `dist/extension`. With `--mode test` it goes to `dist/extension-test`, where the overlay's shadow
 * root is open, so that a browser driver can look inside.
 */
export default defineConfig(({ mode }) => ({
  root: here('extension'),
  plugins: [crx({ manifest })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __OPEN_SHADOW__: JSON.stringify(mode === 'test') },
  build: {
    outDir: here(mode === 'test' ? 'dist/extension-test' : 'dist/extension'),
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { welcome: here('extension/welcome/index.html'), connect: here('extension/connect/index.html') },
    },
  },
}));
