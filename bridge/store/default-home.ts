import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where this platform's programs keep their data; used when `SLOTBRIDGE_HOME` names no folder. */
export function defaultHome(platform: NodeJS.Platform, env: Environment): string {
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home(env), 'AppData', 'Roaming'), 'Slotbridge');
  if (platform === 'darwin') return posix.join(home(env), 'Library', 'Application Support', 'Slotbridge');
  return posix.join(absolute(env.XDG_DATA_HOME) ?? posix.join(home(env), '.local', 'share'), 'slotbridge');
}

function home(env: Environment): string {
  const folder = env.HOME || env.USERPROFILE;
  if (folder) return folder;
  throw new Error('There is no home folder in the environment. Say where to keep data with SLOTBRIDGE_HOME.');
}

/** The XDG base directory specification has relative paths ignored. */
function absolute(path: string | undefined): string | null {
  return path?.startsWith('/') ? path : null;
}
