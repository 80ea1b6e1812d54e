import { defineConfig } from 'vite';

/** The bridge as plain JavaScript for Node, its npm packages left outside. */
export default defineConfig({
  build: {
    ssr: 'bridge/main.ts',
    outDir: 'dist/bridge',
    target: 'node20',
    sourcemap: true,
    emptyOutDir: true,
  },
});
