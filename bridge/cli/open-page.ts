import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The command that opens a page in the person's browser; null where nobody would see it: without a display, in a
 * remote shell on another person's screen, in continuous integration. None goes through a shell that reads the address.
 */
export function openerFor(platform: NodeJS.Platform, env: Environment): readonly [string, ...string[]] | null {
  const hasDisplay = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (env.CI || (env.SSH_CONNECTION && !hasDisplay)) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return hasDisplay ? ['xdg-open'] : null;
}

/** Opens the page and does not wait for the browser; `failed` is called when it cannot be started. */
export function openPage(opener: readonly [string, ...string[]], url: string, failed: () => void): void {
  const [program, ...args] = opener;
  const browser = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  browser.on('error', failed);
  browser.unref();
}
