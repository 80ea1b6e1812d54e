import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensurePrerequisites } from './sandbox/prerequisites.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = '--pictures';
const takesPictures = process.argv.includes(PICTURES);
const PICTURED = ['icloud', 'booking-screens', 'booking-notes'].map((name) => `test/e2e/${name}.test.ts`);
const filters = takesPictures ? PICTURED : process.argv.slice(2);
if (takesPictures) process.env.SLOTBRIDGE_PICTURES = 'docs';

/** npm's own script when npm started us, so that no shell is needed on any system. */
const npm: readonly [string, ...string[]] = process.env.npm_execpath
  ? [process.execPath, process.env.npm_execpath]
  : ['npm'];

/** What `npm test` runs. `--pictures` retakes those of the README. With other arguments, which vitest gets as they are, the checks of the whole are left to the full run. */
function main(): void {
  ensurePrerequisites({ chromium: true, radicale: true, xandikos: true });
  if (filters.length === 0) step(...npm, 'run', 'check');
  step(...npm, 'run', 'build');
  step(process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...filters);
}

/** Runs one command in the foreground; ends this process with its code when it fails. */
function step(command: string, ...parameters: string[]): void {
  const { status, error } = spawnSync(command, parameters, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

main();
