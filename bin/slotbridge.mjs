#!/usr/bin/env node
// Plain JavaScript without imports from the package, so that it runs, and can say what is missing, before anything is built.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IN_COMMON = ['shared', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** What is built from what; `mark` is a file that every build writes. */
const BRIDGE = {
  script: 'build:bridge',
  output: 'dist/bridge',
  mark: 'main.js',
  sources: ['bridge', 'vite.bridge.config.ts', ...IN_COMMON],
};
const EXTENSION = {
  script: 'build:extension',
  output: 'dist/extension',
  mark: 'manifest.json',
  sources: ['extension', 'vite.extension.config.ts', ...IN_COMMON],
};

/** The latest change in milliseconds; folders count too, since a removed file changes nothing else. */
function latestChange(path) {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => latestChange(join(path, name))));
}

function isCurrent({ output, mark, sources }) {
  const built = latestChange(join(ROOT, output, mark));
  return built > 0 && built >= Math.max(...sources.map((source) => latestChange(join(ROOT, source))));
}

function build(part) {
  const began = new Date();
  const fresh = join(ROOT, `${part.output}.new-${process.pid}`);
  // Standard output is the command's own.
  console.error(`Building ${part.output} …`);
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', part.script, '--', '--outDir', fresh], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    console.error(stdout, stderr);
    stop(`Building ${part.output} failed. Run "npm ci" in ${ROOT} and try again.`);
  }
  // A source that was changed while we built must count as newer.
  utimesSync(join(fresh, part.mark), began, began);
  if (isCurrent(part)) rmSync(fresh, { recursive: true });
  else putInPlace(fresh, join(ROOT, part.output));
}

/**
 * Swapped as a whole, so that a bridge that starts or runs meanwhile never meets a half-emptied folder. Of two that
 * build at once one finds the other's folder there again and has another go.
 */
function putInPlace(fresh, output) {
  const old = `${output}.old-${process.pid}`;
  for (let triesLeft = 5; ; triesLeft -= 1) {
    try {
      if (existsSync(output)) renameSync(output, old);
      renameSync(fresh, output);
      return;
    } catch (error) {
      if (triesLeft === 0 || !['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Slotbridge needs Node.js 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`);
}
if (!existsSync(join(ROOT, 'node_modules'))) stop(`First run "npm ci" in ${ROOT}.`);
for (const part of process.argv[2] === 'start' ? [BRIDGE, EXTENSION] : [BRIDGE]) {
  if (!isCurrent(part)) build(part);
}
await import(pathToFileURL(join(ROOT, BRIDGE.output, BRIDGE.mark)).href);
