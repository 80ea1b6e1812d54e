import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function execute(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
    child.stdin?.end();
  });
}

/** What a build does here: writes a file that says which text its source had. */
const BUILD = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const [source, mark, , folder] = process.argv.slice(2);
console.log('chatter of the build');
const text = readFileSync(source, 'utf8');
if (text.includes('broken')) { console.log('cannot build this'); process.exit(1); }
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/' + mark, 'console.log(' + JSON.stringify(text) + ', process.argv.slice(2).join(" "))');
`;

/** A package laid out like this one, with the real starter and a build of two lines. */
async function smallPackage() {
  const root = await temporaryFolder();
  for (const folder of ['bin', 'bridge', 'extension', 'node_modules']) await mkdir(join(root, folder));
  await copyFile(join(ROOT, 'bin', 'slotbridge.mjs'), join(root, 'bin', 'slotbridge.mjs'));
  await writeFile(join(root, 'build.mjs'), BUILD);
  await writeFile(join(root, 'bridge', 'main.ts'), 'one');
  await writeFile(join(root, 'extension', 'manifest.ts'), 'one');
  const scripts = {
    'build:bridge': 'node build.mjs bridge/main.ts main.js',
    'build:extension': 'node build.mjs extension/manifest.ts manifest.json',
  };
  await writeFile(join(root, 'package.json'), JSON.stringify({ type: 'module', scripts }));
  const start = (...args: string[]) => execute(process.execPath, [join(root, 'bin', 'slotbridge.mjs'), ...args]);
  return { root, start };
}

/** As if it had been written an hour before all else. */
async function anHourAgo(...paths: string[]): Promise<void> {
  const then = new Date(Date.now() - 3_600_000);
  for (const path of paths) await utimes(path, then, then);
}

describe('the starter', () => {
  it('builds the bridge when it is missing, and standard output is the command’s own', async () => {
    const { root, start } = await smallPackage();
    const { code, out, err } = await start('token', 'list');
    expect({ code, out }).toEqual({ code: 0, out: 'one token list\n' });
    expect(err).toBe('Building dist/bridge …\n');
    expect(await readdir(join(root, 'dist'))).toEqual(['bridge']);
  });

  it('builds nothing that is newer than its sources', async () => {
    const { start } = await smallPackage();
    await start('help');
    expect((await start('help')).err).toBe('');
  });

  it('builds again after a source has changed, come or gone', async () => {
    const { root, start } = await smallPackage();
    await writeFile(join(root, 'bridge', 'other.ts'), '');
    await start('help');
    await writeFile(join(root, 'bridge', 'main.ts'), 'two');
    expect((await start('help')).out).toBe('two help\n');
    await rm(join(root, 'bridge', 'other.ts'));
    expect((await start('help')).err).toContain('Building dist/bridge');
    expect(await readdir(join(root, 'dist'))).toEqual(['bridge']);
  });

  it('builds the extension too for a start, and only then', async () => {
    const { root, start } = await smallPackage();
    await start('help');
    expect((await start('start')).err).toBe('Building dist/extension …\n');
    await writeFile(join(root, 'extension', 'manifest.ts'), 'two');
    expect((await start('doctor')).err).toBe('');
    expect((await start('start')).err).toBe('Building dist/extension …\n');
  });

  it('stops with what the build said and a way out when it fails, and leaves what was built', async () => {
    const { root, start } = await smallPackage();
    await start('help');
    await writeFile(join(root, 'bridge', 'main.ts'), 'broken');
    const { code, out, err } = await start('help');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('cannot build this');
    expect(err).toContain('Building dist/bridge failed. Run "npm ci"');
    expect(await readdir(join(root, 'dist'))).toEqual(['bridge']);
    await writeFile(join(root, 'bridge', 'main.ts'), 'one');
    await anHourAgo(join(root, 'bridge', 'main.ts'), join(root, 'bridge'), join(root, 'package.json'));
    expect((await start('help')).out).toBe('one help\n');
  });

  it('says to run npm ci where nothing is installed', async () => {
    const { root, start } = await smallPackage();
    await rm(join(root, 'node_modules'), { recursive: true });
    expect(await start('help')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('First run "npm ci"') });
  });

  it('started several times at once builds and runs each time', async () => {
    const { root, start } = await smallPackage();
    const all = await Promise.all([1, 2, 3].map((number) => start('help', String(number))));
    expect(all.map(({ out }) => out)).toEqual(['one help 1\n', 'one help 2\n', 'one help 3\n']);
    expect(await readdir(join(root, 'dist'))).toEqual(['bridge']);
  });
});

describe('npx slotbridge', () => {
  it('works in the package’s folder with no registry to ask, an empty cache and nobody to answer a question', async () => {
    const cache = await temporaryFolder();
    const env = {
      ...process.env,
      npm_config_cache: cache,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_yes: 'false',
    };
    const { code, out } = await execute('npx', ['slotbridge', 'help'], { cwd: ROOT, env });
    expect(code).toBe(0);
    expect(out).toMatch(/^Slotbridge blocks the slots/);
  });
});
