import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openerFor, openPage } from '../../../bridge/cli/open-page.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

describe('The page is opened', () => {
  it.each([
    ['darwin', {}, ['open']],
    ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler']],
    ['linux', { DISPLAY: ':0' }, ['xdg-open']],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
    ['linux', { DISPLAY: 'localhost:10.0', SSH_CONNECTION: '192.0.2.1 50000 192.0.2.2 22' }, ['xdg-open']],
  ] as const)('on %s with %o by its own command', (platform, env, opener) => {
    expect(openerFor(platform, env)).toEqual(opener);
  });

  it.each([
    ['linux', {}, 'without a display'],
    ['linux', { DISPLAY: ':0', CI: 'true' }, 'in continuous integration'],
    ['darwin', { CI: '1' }, 'in continuous integration'],
    ['darwin', { SSH_CONNECTION: '192.0.2.1 50000 192.0.2.2 22' }, 'in a remote shell'],
    ['linux', { SSH_CONNECTION: '192.0.2.1 50000 192.0.2.2 22' }, 'in a remote shell'],
  ] as const)('not on %s with %o: %s nobody would see it', (platform, env, _where) => {
    expect(openerFor(platform, env)).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('with the address as one argument, whatever stands in it', async () => {
    const folder = await temporaryFolder();
    const program = join(folder, 'browser');
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s|' "$#" "$@" > "${folder}/half" && mv "${folder}/half" "${folder}/asked"\n`,
    );
    await chmod(program, 0o755);
    const address = 'http://127.0.0.1:4823/#extension=%2Fa b";$(touch x)&`y`';
    openPage([program, 'first'], address, () => expect.unreachable());
    await eventually(async () => {
      expect(await readFile(join(folder, 'asked'), 'utf8')).toBe(`2|first|${address}|`);
    });
  });

  it('or it is told that there is no such program, and nothing is thrown', async () => {
    const failed = vi.fn();
    openPage(['slotbridge-has-no-such-browser'], 'http://127.0.0.1:4823/', failed);
    await eventually(() => expect(failed).toHaveBeenCalledOnce());
  });
});
