import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, type RunningBrowser } from './browser.ts';
import { inShadow } from './browser-devtools.ts';
import { findBrowser } from './browser-find.ts';
import { type Crm, startCrm } from './crm/crm.ts';
import { DEFAULT_IDS } from './crm/default-state.ts';

const WIDGET = `https://api.leadconnectorhq.com/widget/booking/${DEFAULT_IDS.consultation}`;
const LAUNCH_MS = 60_000;

let crm: Crm;
let folder: string;
let extensionDir: string;

beforeAll(async () => {
  crm = await startCrm();
  folder = await mkdtemp(join(tmpdir(), 'slotbridge-extension-'));
  extensionDir = join(folder, 'dist');
  await writeTinyExtension(extensionDir);
});
afterAll(async () => {
  await crm.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An extension with a worker that counts its starts, a page, and an overlay in a closed shadow root. */
async function writeTinyExtension(dir: string): Promise<void> {
  await mkdir(dir);
  const manifest = {
    manifest_version: 3,
    name: 'Tiny',
    version: '1',
    permissions: ['storage'],
    background: { service_worker: 'worker.js' },
    content_scripts: [{ matches: ['https://api.leadconnectorhq.com/*'], js: ['overlay.js'] }],
  };
  const worker = `
    chrome.runtime.onMessage.addListener((_message, _sender, answer) => answer('awake'));
    self.startedAt = Date.now();
  `;
  const overlay = `
    const host = document.createElement('tiny-overlay');
    host.attachShadow({ mode: 'closed' }).innerHTML = '<p class="mark">Busy</p><p class="mark">Maybe</p>';
    document.documentElement.append(host);
  `;
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(dir, 'worker.js'), worker);
  await writeFile(join(dir, 'overlay.js'), overlay);
  await writeFile(join(dir, 'page.html'), '<title>Tiny page</title><p>Hello</p>');
}

function launch(more: object = {}): Promise<RunningBrowser> {
  return launchBrowser({ extensionDir, resolverRules: crm.resolverRules, crmPort: crm.port, ...more });
}

async function openWidget(browser: RunningBrowser) {
  const page = await browser.context.newPage();
  await page.goto(WIDGET);
  await page.waitForSelector('li.widgets-time-slot');
  return page;
}

describe('the browser of the tests', { timeout: 120_000 }, () => {
  let browser: RunningBrowser;
  beforeAll(async () => {
    browser = await launch({ timezoneId: 'Asia/Kolkata', colorScheme: 'dark', language: 'es-ES' });
  }, LAUNCH_MS);
  afterAll(() => browser.close());

  it('loads the extension, whose pages and worker can be reached', async () => {
    const page = await browser.openExtensionPage('page.html');
    expect(await page.title()).toBe('Tiny page');
    expect(page.url()).toBe(`chrome-extension://${browser.extensionId}/page.html`);
    expect((await browser.serviceWorker()).url()).toContain(browser.extensionId);
  });

  it('reads what a content script has put into a closed shadow root, which the page itself cannot', async () => {
    const page = await openWidget(browser);
    const fromPage = await page.evaluate(() => document.querySelector('tiny-overlay')?.shadowRoot ?? null);
    expect(fromPage).toBeNull();
    const texts = await inShadow(
      page,
      (root, selector) => [...root.querySelectorAll(selector)].map((mark) => mark.textContent),
      { context: browser.context, hostSelector: 'tiny-overlay', argument: '.mark' },
    );
    expect(texts).toEqual([['Busy', 'Maybe']]);
  });

  it('passes on what goes wrong inside a shadow root', async () => {
    const page = await openWidget(browser);
    const look = () => {
      throw new Error('no such mark');
    };
    await expect(inShadow(page, look, { context: browser.context })).rejects.toThrow('no such mark');
  });

  it('ends the worker, which comes back when it is needed', async () => {
    const first = await (await browser.serviceWorker()).evaluate('self.startedAt');
    expect(await browser.killServiceWorker()).toBe(true);
    expect(await browser.killServiceWorker()).toBe(false);
    const page = await browser.openExtensionPage('page.html');
    expect(await page.evaluate('chrome.runtime.sendMessage("wake up")')).toBe('awake');
    expect(await (await browser.serviceWorker()).evaluate('self.startedAt')).toBeGreaterThan(Number(first));
  });

  it('gives page and worker the wished zone, and the page language and colours', async () => {
    const page = await openWidget(browser);
    const zone = 'Intl.DateTimeFormat().resolvedOptions().timeZone';
    expect(await page.evaluate(zone)).toMatch(/^Asia\/(Kolkata|Calcutta)$/);
    expect(await (await browser.serviceWorker()).evaluate(zone)).toMatch(/^Asia\/(Kolkata|Calcutta)$/);
    expect(await page.evaluate('navigator.language')).toBe('es-ES');
    expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true);
  });

  it('treats the CRM as a public site, whose pages may not reach this computer', async () => {
    let reached = 0;
    const local = createServer((_request, response) => {
      reached += 1;
      response.end('local');
    });
    await new Promise<void>((resolve) => local.listen(0, '127.0.0.1', resolve));
    const page = await browser.context.newPage();
    await page.goto('https://api.leadconnectorhq.com/no-page-and-so-no-policy');
    const reach = (url: string) => fetch(url, { mode: 'no-cors' }).then(String, (error) => String(error));
    const { port } = local.address() as AddressInfo;
    expect(await page.evaluate(reach, `http://127.0.0.1:${port}/`)).toContain('TypeError');
    expect(reached).toBe(0);
    local.closeAllConnections();
    await new Promise((resolve) => local.close(resolve));
  });
});

describe('branded Chrome, which takes an extension only through DevTools', () => {
  it('has it loaded just the same', { timeout: 120_000 }, async () => {
    const browser = await launch({ browser: { ...findBrowser()!, branded: true } });
    try {
      const page = await openWidget(browser);
      expect(browser.extensionId).toMatch(/^[a-p]{32}$/);
      expect(
        await inShadow(page, (root) => root.textContent, { context: browser.context, hostSelector: 'tiny-overlay' }),
      ).toEqual(['BusyMaybe']);
    } finally {
      await browser.close();
    }
  });
});

describe('finding a browser', () => {
  it('takes the named program, and tells Chrome from Chromium by its name', () => {
    expect(findBrowser({ SLOTBRIDGE_BROWSER: process.execPath })).toEqual({
      executablePath: process.execPath,
      branded: false,
    });
  });

  it('says so when the named program is none, rather than taking another', () => {
    expect(() => findBrowser({ SLOTBRIDGE_BROWSER: join(folder, 'missing') })).toThrow(/SLOTBRIDGE_BROWSER/);
  });
});
