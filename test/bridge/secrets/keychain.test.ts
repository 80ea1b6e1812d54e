import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';

const run = promisify(execFile);
const PROGRAM = new URL('./use-keychain.ts', import.meta.url).pathname;
const NO_BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

async function step(args: string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', PROGRAM, ...args], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

const has = (program: string) => spawnSync('which', [program]).status === 0;
const withKeyring = process.platform === 'linux' && has('dbus-run-session') && has('gnome-keyring-daemon');

describe.runIf(process.platform === 'linux')('a computer with no keychain that answers', () => {
  it('refuses the keychain named outright, in a sentence with a way out', async () => {
    const answer = await step(['get', 'a'], NO_BUS);
    expect(answer).toContain('refused: BridgeError: The keychain of this computer does not answer.');
    expect(answer).toContain('SLOTBRIDGE_SECRETS=file');
  });

  it('keeps passwords in memory when the choice is ours, and says so and how to keep them', async () => {
    const answer = await step(['auto'], NO_BUS);
    expect(answer).toContain('memory false Passwords are kept only until the bridge stops');
    expect(answer).toContain('SLOTBRIDGE_PASSPHRASE');
  });
});

if (withKeyring) {
  describe('the Secret Service', () => {
    it('keeps a password from one process to the next until it is deleted', async () => {
      const script = [
        'printf unlock | gnome-keyring-daemon --unlock --components=secrets >&2',
        '"$NODE" --import tsx "$PROGRAM" set connection-1 abcd-efgh',
        '"$NODE" --import tsx "$PROGRAM" get connection-1',
        '"$NODE" --import tsx "$PROGRAM" delete connection-1',
        '"$NODE" --import tsx "$PROGRAM" delete connection-1',
        '"$NODE" --import tsx "$PROGRAM" auto',
      ].join(' && ');
      const home = await temporaryFolder();
      const env = { ...process.env, NODE: process.execPath, PROGRAM, HOME: home, XDG_DATA_HOME: home };
      const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', script], { env });
      expect(stdout.trim().split('\n')).toEqual(['abcd-efgh', 'abcd-efgh', 'null', 'null', 'keychain true null']);
    });
  });
} else {
  console.info('The real Secret Service was not tried: install gnome-keyring and dbus for that.');
}
