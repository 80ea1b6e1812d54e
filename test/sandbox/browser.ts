import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { loadThroughDevTools } from './browser-devtools.ts';
import { type FoundBrowser, findBrowser } from './browser-find.ts';

const CLOSED_WITHIN_MS = 3_000;
const WORKER_WAIT_MS = 20_000;

export interface BrowserOptions {
  /** The built extension's folder; without one the browser starts bare. */
  readonly extensionDir?: string;
  /** Chromium's `--host-resolver-rules`, as the stand-in CRM gives them. */
  readonly resolverRules: string;
  /** The stand-in CRM's port: its pages then count as public ones, so that Local Network Access applies. */
  readonly crmPort: number;
  readonly headless?: boolean;
  /** Kept after closing when given; else a temporary one, which is removed. */
  readonly userDataDir?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** What the browser's own menus, and so the extension, are in: BCP 47; British English unless given. */
  readonly language?: string;
  readonly timezoneId?: string;
  readonly viewport?: { width: number; height: number };
  /** Another browser than the one that is found. */
  readonly browser?: FoundBrowser;
}

export interface RunningBrowser {
  readonly context: BrowserContext;
  /** Empty when no extension was asked for. */
  readonly extensionId: string;
  /** The extension's service worker; waits for it when it is asleep or was killed, 20 s at most. */
  serviceWorker(): Promise<Worker>;
  /** Opens a page of the extension in a tab, `path` without a leading slash. */
  openExtensionPage(path: string): Promise<Page>;
  /** Ends the service worker as Chromium does when it is idle. Gives false when it was not running. */
  killServiceWorker(): Promise<boolean>;
  close(): Promise<void>;
}

/** Starts a browser with the extension loaded, on a fresh profile unless one is given. Throws when none is installed. */
export async function launchBrowser(options: BrowserOptions): Promise<RunningBrowser> {
  const browser = options.browser ?? findBrowser();
  if (!browser) throw new Error('No Chromium, Chrome, Brave or Edge was found. Set SLOTBRIDGE_BROWSER to one.');
  const profile = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'slotbridge-browser-')));
  const context = await launch(browser, profile, options);
  const extensionId = options.extensionDir ? await loadedExtension(context, browser, options.extensionDir) : '';
  const serviceWorker = () => workerOf(context, extensionId);
  return {
    context,
    extensionId,
    serviceWorker,
    openExtensionPage: async (path) => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    killServiceWorker: () => closeWorkerTarget(context, extensionId),
    close: async () => {
      await context.close();
      if (options.userDataDir === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Times of 24 hours, whatever this computer is set to. */
const languageOf = ({ language = 'en-GB' }: BrowserOptions) => language;

function launch(browser: FoundBrowser, profile: string, options: BrowserOptions): Promise<BrowserContext> {
  const { headless = true, colorScheme, timezoneId, viewport = { width: 1280, height: 800 } } = options;
  const language = languageOf(options);
  return chromium.launchPersistentContext(profile, {
    executablePath: browser.executablePath,
    headless,
    viewport: headless ? viewport : null,
    ignoreHTTPSErrors: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: switches(browser, options, headless),
    // The page's zone is emulated; the extension's worker knows only the process's own.
    env: { ...process.env, LANGUAGE: language, ...(timezoneId ? { TZ: timezoneId } : {}) },
    ...(colorScheme ? { colorScheme } : {}),
    // Of pages, and of what a worker knows of its browser.
    locale: language,
    ...(timezoneId ? { timezoneId } : {}),
  });
}

function switches(browser: FoundBrowser, options: BrowserOptions, headless: boolean): string[] {
  const { extensionDir, resolverRules, crmPort } = options;
  return [
    `--host-resolver-rules=${resolverRules}`,
    `--ip-address-space-overrides=127.0.0.1:${crmPort}=public`,
    `--lang=${languageOf(options)}`,
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...(headless ? ['--headless=new'] : []),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(extensionDir ? extensionSwitches(browser, extensionDir) : []),
  ];
}

function extensionSwitches(browser: FoundBrowser, extensionDir: string): string[] {
  if (browser.branded) return ['--enable-unsafe-extension-debugging'];
  return [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`];
}

async function loadedExtension(context: BrowserContext, browser: FoundBrowser, extensionDir: string): Promise<string> {
  if (browser.branded) return loadThroughDevTools(context, extensionDir);
  const worker = await workerOf(context, '');
  return new URL(worker.url()).host;
}

async function workerOf(context: BrowserContext, extensionId: string): Promise<Worker> {
  const isOurs = (worker: Worker) => worker.url().startsWith(`chrome-extension://${extensionId}`);
  const running = context.serviceWorkers().find(isOurs);
  return running ?? context.waitForEvent('serviceworker', { predicate: isOurs, timeout: WORKER_WAIT_MS });
}

async function closeWorkerTarget(context: BrowserContext, extensionId: string): Promise<boolean> {
  const browser = context.browser();
  if (!browser) throw new Error('This browser has no DevTools connection of its own.');
  const session = await browser.newBrowserCDPSession();
  const worker = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
    );
  };
  const target = await worker();
  if (target) await session.send('Target.closeTarget', { targetId: target.targetId });
  // The browser says that it will close it, and does so a moment later. One that a page wakes at once has the same target.
  const until = Date.now() + CLOSED_WITHIN_MS;
  while (target && Date.now() < until && (await worker())?.targetId === target.targetId) await wait(5);
  await session.detach();
  return target !== undefined;
}
