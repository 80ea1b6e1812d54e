import { cp } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';

/** The static page goes beside the bundle, where the bridge looks for it. */
function copyPage(): Plugin {
  return {
    name: 'copy-page',
    closeBundle: () => cp('bridge/app/page', 'dist/bridge/page', { recursive: true }),
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
