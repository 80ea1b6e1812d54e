import { describe, expect, it } from 'vitest';
import { planInstallation } from './prerequisites-plan.ts';

const both = ['Chromium', 'Radicale'] as const;

describe('what to install', () => {
  it('is done by itself on Debian as root', () => {
    const plan = planInstallation(both, { platform: 'linux', distribution: 'debian', isRoot: true });
    expect(plan.automatic?.map((command) => command.join(' '))).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium fonts-liberation radicale',
    ]);
  });

  it('names the same commands with sudo to a Debian user', () => {
    const plan = planInstallation(['Radicale'], { platform: 'linux', distribution: 'debian', isRoot: false });
    expect(plan).toEqual({
      automatic: null,
      byHand: ['sudo apt-get update', 'sudo apt-get install -y --no-install-recommends radicale'],
    });
  });

  it("takes Playwright's Chromium on Ubuntu, whose own is a snap", () => {
    const plan = planInstallation(['Chromium'], { platform: 'linux', distribution: 'ubuntu', isRoot: true });
    expect(plan.automatic?.map((command) => command.join(' '))).toEqual([
      'npx playwright-core install --with-deps chromium',
    ]);
  });

  it('has a package for either calendar server', () => {
    const plan = planInstallation(['Radicale', 'Xandikos'], {
      platform: 'linux',
      distribution: 'ubuntu',
      isRoot: false,
    });
    expect(plan.byHand).toContain('sudo apt-get install -y --no-install-recommends radicale xandikos');
  });

  it.each([
    ['darwin', 'brew install pipx && pipx install radicale && pipx ensurepath'],
    ['win32', 'py -m pip install radicale'],
    ['freebsd', 'pipx install radicale'],
  ] as const)('is left to the person on %s, even as root', (platform, radicale) => {
    expect(planInstallation(both, { platform, distribution: 'other', isRoot: true })).toEqual({
      automatic: null,
      byHand: ['npx playwright-core install chromium', radicale],
    });
  });
});
