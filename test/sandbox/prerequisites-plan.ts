export type Program = 'Chromium' | 'Radicale' | 'Xandikos';

/** What decides how programs are installed on a computer. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly distribution: 'debian' | 'ubuntu' | 'other';
  readonly isRoot: boolean;
}

type Command = readonly [string, ...string[]];

export interface InstallationPlan {
  /** Commands to run now, in order; null where a person has to decide. */
  readonly automatic: readonly Command[] | null;
  /** The same for a person, one line each. */
  readonly byHand: readonly string[];
}

/** Ubuntu's own `chromium` package is a snap, which containers can't run: there Playwright brings its Chromium. */
const PLAYWRIGHT_CHROMIUM: Command = ['npx', 'playwright-core', 'install', '--with-deps', 'chromium'];

const SERVER_ELSEWHERE: Partial<Record<NodeJS.Platform, (name: string) => string>> = {
  darwin: (name) => `brew install pipx && pipx install ${name} && pipx ensurepath`,
  win32: (name) => `py -m pip install ${name}`,
};

/** How `missing` is installed on `host`: by us on Debian and Ubuntu as root, by the person's own hand elsewhere. */
export function planInstallation(missing: readonly Program[], host: Host): InstallationPlan {
  if (host.platform === 'linux' && host.distribution !== 'other') {
    const commands = aptCommands(missing, host.distribution);
    const sudo = host.isRoot ? '' : 'sudo ';
    return {
      automatic: host.isRoot ? commands : null,
      byHand: commands.map((command) => (command[0] === 'npx' ? '' : sudo) + command.join(' ')),
    };
  }
  return { automatic: null, byHand: missing.map((program) => lineFor(program, host.platform)) };
}

function aptCommands(missing: readonly Program[], distribution: 'debian' | 'ubuntu'): Command[] {
  const packages = missing.flatMap((program) => {
    if (program !== 'Chromium') return [program.toLowerCase()];
    return distribution === 'debian' ? ['chromium', 'fonts-liberation'] : [];
  });
  const install: Command = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  return [
    ...(packages.length > 0 ? [['apt-get', 'update'] as const, install] : []),
    ...(missing.includes('Chromium') && distribution === 'ubuntu' ? [PLAYWRIGHT_CHROMIUM] : []),
  ];
}

function lineFor(program: Program, platform: NodeJS.Platform): string {
  if (program === 'Chromium') return 'npx playwright-core install chromium';
  const name = program.toLowerCase();
  return SERVER_ELSEWHERE[platform]?.(name) ?? `pipx install ${name}`;
}
