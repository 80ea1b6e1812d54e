import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** A browser on this computer. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** Branded Chrome and Edge ignore `--load-extension` since 137; there DevTools has to load the extension. */
  readonly branded: boolean;
}

/**
 * The first of: `SLOTBRIDGE_BROWSER`, Chromium, Playwright's own Chromium, Brave, Chrome, Edge. Null when there is none.
 * Throws when `SLOTBRIDGE_BROWSER` names a file that can't be run, rather than taking another browser in silence.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): FoundBrowser | null {
  const chosen = environment.SLOTBRIDGE_BROWSER;
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`SLOTBRIDGE_BROWSER is ${chosen}, which is no program that can be run.`);
    return describe(chosen);
  }
  const path = candidates(environment).find(isExecutable);
  return path === undefined ? null : describe(path);
}

function describe(executablePath: string): FoundBrowser {
  const branded = /google.?chrome|chrome\.exe|microsoft.?edge|msedge/i.test(executablePath);
  return { executablePath, branded: branded && !/chromium|ms-playwright/i.test(executablePath) };
}

function candidates(environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') return [chromium.executablePath(), ...macApplications()];
  if (process.platform === 'win32') return [chromium.executablePath(), ...windowsPrograms(environment)];
  const names = [
    'chromium',
    'chromium-browser',
    'brave-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const folders = ['/usr/bin', ...(environment.PATH ?? '').split(delimiter), '/snap/bin'].filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const isChromium = (path: string) => /chromium/.test(path);
  return [...onPath.filter(isChromium), chromium.executablePath(), ...onPath.filter((path) => !isChromium(path))];
}

function macApplications(): string[] {
  const programs = ['Chromium', 'Brave Browser', 'Google Chrome', 'Microsoft Edge'];
  const folders = ['/Applications', join(homedir(), 'Applications')];
  return programs.flatMap((name) => folders.map((folder) => join(folder, `${name}.app/Contents/MacOS/${name}`)));
}

function windowsPrograms(environment: NodeJS.ProcessEnv): string[] {
  const programs = [
    'Chromium\\Application\\chrome.exe',
    'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  const folders = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
  return programs.flatMap((program) => folders.filter((f) => f !== undefined).map((folder) => join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
