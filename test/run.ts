import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensurePrerequisites } from './sandbox/prerequisites.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The tests that take a picture for the docs. */
function takingPictures(): string[] {
  const folder = 'test/e2e';
  const takes = (file: string) =>
    readFileSync(`${root}${folder}/${file}`, 'utf8')
      .split('\n')
      .some((line) => line.includes('await picture(') && !line.includes("'for looking at'"));
  return readdirSync(`${root}${folder}`)
    .filter((file) => file.endsWith('.test.ts') && takes(file))
    .map((file) => `${folder}/${file}`);
}

/** Runs of single tests in another way than usual: the files, and what tells them. */
const WAYS: Readonly<Record<string, { files: readonly string[]; env: Readonly<Record<string, string>> }>> = {
  '--pictures': {
    files: takingPictures(),
    env: { SLOTBRIDGE_PICTURES: 'docs' },
  },
  '--torture': { files: ['test/bridge/outbox/torture.test.ts'], env: { SLOTBRIDGE_TORTURE_KILLS: '200' } },
};
const asked = process.argv.slice(2);
const way = WAYS[asked[0] ?? ''];
const filters = way?.files ?? asked;
Object.assign(process.env, way?.env);

/** npm's own script when npm started us, so that no shell is needed on any system. */
const npm: readonly [string, ...string[]] = process.env.npm_execpath
  ? [process.execPath, process.env.npm_execpath]
  : ['npm'];

/** What `npm test` runs. `--pictures` retakes those of the docs, `--torture` kills the bridge 200 times. With other arguments, which vitest gets as they are, the checks of the whole are left to the full run. */
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
