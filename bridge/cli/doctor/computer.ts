import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { extensionFolder } from '../package-root.ts';
import { type Finding, note, well, wrong } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return well(`Node.js ${version}`);
  return wrong(`Node.js ${version} is too old`, 'Install Node.js 20.19 or newer from https://nodejs.org.');
}

export function timeZone(zone: string, connectionZones: readonly string[]): Finding {
  const others = connectionZones.filter((other) => other !== zone);
  if (others.length === 0) return well(`Time zone of this computer: ${zone}`);
  return note(
    `This computer is in ${zone}, a connection in ${[...new Set(others)].join(', ')}`,
    'All-day events follow the connection. If you have moved for good, change its time zone in the extension.',
  );
}

export async function extensionBuilt(): Promise<Finding> {
  const folder = extensionFolder();
  if (await exists(join(folder, 'manifest.json'))) return well(`The extension is built: ${folder}`);
  return wrong('The extension is not built', 'Run "npm run build:extension" in the folder of Slotbridge.');
}

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

export async function browser(platform: NodeJS.Platform, env: Environment): Promise<Finding> {
  for (const path of browserPaths(platform, env)) {
    if (await exists(path)) return well(`A browser that takes the extension: ${path}`);
  }
  return note(
    'No Chrome, Chromium, Edge or Brave was found',
    `Install Chrome from https://www.google.com/chrome, then load the extension from ${extensionFolder()} on chrome://extensions.`,
  );
}

function browserPaths(platform: NodeJS.Platform, env: Environment): string[] {
  if (platform === 'darwin') return MAC.map((name) => `/Applications/${name}.app`);
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return roots.flatMap((root) => WINDOWS.map((path) => join(root, path)));
  }
  return (env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
