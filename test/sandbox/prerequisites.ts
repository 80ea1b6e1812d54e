import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findBrowser } from './browser-find.ts';
import { type Host, type Program, planInstallation } from './prerequisites-plan.ts';

const RADICALE_COMMANDS = [
  ['radicale', '--version'],
  ['python3', '-m', 'radicale', '--version'],
  ['/usr/bin/python3', '-m', 'radicale', '--version'],
] as const;

const XANDIKOS_COMMANDS = [
  ['xandikos', '--version'],
  ['python3', '-m', 'xandikos', '--version'],
] as const;

/** Which programs beyond npm are needed: a browser, and Radicale and Xandikos as real calendar servers. */
export interface Wanted {
  readonly chromium?: boolean;
  readonly radicale?: boolean;
  readonly xandikos?: boolean;
}

/**
 * Returns once everything wanted is installed. On Debian and Ubuntu as root it installs what is missing; elsewhere, or
 * when that fails, it says once what to run and ends the process with code 1. Nothing is ever left out in silence.
 */
export function ensurePrerequisites(wanted: Wanted): void {
  const missing = missingPrograms(wanted);
  if (missing.length === 0) return;
  const plan = planInstallation(missing, thisHost());
  if (plan.automatic) console.log(`Installing ${missing.join(' and ')}, which the tests and the demo need…`);
  for (const command of plan.automatic ?? []) run(command);
  const stillMissing = missingPrograms(wanted);
  if (stillMissing.length === 0) return;
  const advice = planInstallation(stillMissing, thisHost()).byHand.map((line) => `  ${line}`);
  console.error([`Not found on this computer: ${stillMissing.join(' and ')}. Install with:`, ...advice].join('\n'));
  process.exit(1);
}

function missingPrograms({ chromium = false, radicale = false, xandikos = false }: Wanted): Program[] {
  const programs: Program[] = [];
  if (chromium && findBrowser() === null) programs.push('Chromium');
  if (radicale && !answersToOne(RADICALE_COMMANDS)) programs.push('Radicale');
  if (xandikos && !answersToOne(XANDIKOS_COMMANDS)) programs.push('Xandikos');
  return programs;
}

function answersToOne(commands: readonly (readonly [string, ...string[]])[]): boolean {
  return commands.some(([command, ...parameters]) => spawnSync(command, parameters).status === 0);
}

function thisHost(): Host {
  return { platform: process.platform, distribution: distribution(), isRoot: process.getuid?.() === 0 };
}

function distribution(): Host['distribution'] {
  if (process.platform !== 'linux') return 'other';
  const release = readRelease();
  const ids = /^ID(?:_LIKE)?=.*$/gm;
  const names = (release.match(ids) ?? []).join(' ');
  if (/ubuntu/.test(names)) return 'ubuntu';
  return /debian/.test(names) ? 'debian' : 'other';
}

function readRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** A command that fails is not the end: what counts is whether the programs are there afterwards. */
function run([command, ...parameters]: readonly [string, ...string[]]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, error } = spawnSync(command, parameters, { stdio: 'inherit', env: environment });
  if (error) console.error(`${command}: ${error.message}`);
  else if (status !== 0) console.error(`${[command, ...parameters].join(' ')} ended with code ${status}.`);
}
