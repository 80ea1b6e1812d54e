import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** The static page goes beside the bundle, where the bridge looks for it. */
function copyPage(): Plugin {
  let outDir = '';
  return {
    name: 'copy-page',
    configResolved: ({ root, build }) => {
      outDir = resolve(root, build.outDir);
    },
    closeBundle: () => cp('bridge/app/page', join(outDir, 'page'), { recursive: true }),
  };
}

/** The bridge as plain JavaScript for Node, its npm packages left outside. */
export default defineConfig({
  plugins: [copyPage()],
  publicDir: false,
  build: {
    ssr: 'bridge/main.ts',
    outDir: 'dist/bridge',
    target: 'node20',
    sourcemap: true,
    emptyOutDir: true,
  },
});
