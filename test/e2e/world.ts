import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { SecretStore } from '../../bridge/secrets/secret-store.ts';
import { startBridge, type TestBridge } from '../sandbox/bridge.ts';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { DEFAULT_IDS } from '../sandbox/crm/default-state.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const EXTENSION = `${ROOT}dist/extension`;

const LOOKS = `${ROOT}test-output/pictures`;

/** Those of the docs only when asked for, so that an ordinary run leaves the checkout as it was. */
const PICTURES = process.env.SLOTBRIDGE_PICTURES === 'docs' ? `${ROOT}docs/pictures` : LOOKS;

/** The zone of the sub-account, of the person and of the browser, unless a test wants them to differ. */
export const ZONE = 'America/New_York';

export const STAFF = `https://app.gohighlevel.com/v2/location/${DEFAULT_IDS.location}/calendars/view`;
export const WIDGET = `https://api.leadconnectorhq.com/widget/booking/${DEFAULT_IDS.consultation}`;

export interface World {
  readonly crm: Crm;
  readonly bridge: TestBridge;
  readonly browser: RunningBrowser;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly caldavUrl: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { width: number; height: number };
  /** What the browser's own menus are in, BCP 47. */
  readonly language?: string;
  /** Kept by a test that stops the bridge and starts another on its folder. */
  readonly secrets?: SecretStore;
}

/** The stand-in CRM, a real bridge on a free port, and Chromium with the built extension. */
export async function startWorld({ caldavUrl, secrets, ...look }: WorldOptions): Promise<World> {
  if (!existsSync(`${EXTENSION}/manifest.json`)) throw new Error('Build the extension first: npm run build');
  const crm = await startCrm({ timeZone: ZONE });
  const bridge = await startBridge({ caldavUrl, ...(secrets ? { secrets } : {}) });
  const browser = await launchBrowser({
    extensionDir: EXTENSION,
    resolverRules: crm.resolverRules,
    crmPort: crm.port,
    timezoneId: ZONE,
    ...look,
  });
  return {
    crm,
    bridge,
    browser,
    stop: async () => {
      await browser.close();
      await bridge.discard();
      await crm.stop();
    },
  };
}

/**
 * Saves a picture of what is seen, or of its upper pixels alone; `npm test -- --pictures` puts those of the docs where
 * they show them, never those that are for looking at alone.
 */
export async function picture(
  page: Page,
  name: string,
  use: 'for the docs' | 'for looking at' = 'for the docs',
  height?: number,
): Promise<void> {
  const folder = use === 'for the docs' ? PICTURES : LOOKS;
  await mkdir(folder, { recursive: true });
  // Marks and what stands beside them fade in.
  if (use === 'for the docs') await page.waitForTimeout(200);
  const { width = 0 } = page.viewportSize() ?? {};
  const clip = height === undefined ? {} : { clip: { x: 0, y: 0, width, height } };
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled', ...clip });
}
