import { type BridgeState, bridgeFetch } from '../extension/ui/in-memory-bridge.ts';
import { launchBrowser, type RunningBrowser } from '../sandbox/browser.ts';
import { type Crm, startCrm } from '../sandbox/crm/crm.ts';
import { startStateBridge } from './state-bridge.ts';
import { EXTENSION } from './world.ts';

export interface StateWorld {
  readonly browser: RunningBrowser;
  readonly crm: Crm;
  stop(): Promise<void>;
}

export interface StateWorldOptions {
  /** The bridge's answers, where they are more than the state tells. */
  readonly answer?: typeof fetch;
  readonly timeZone?: string;
  /** What the extension has stored beside its pairing. */
  readonly stored?: object;
}

/** Chromium with the built extension, paired with a bridge that is nothing but `state`. */
export async function startStateWorld(state: BridgeState, options: StateWorldOptions = {}): Promise<StateWorld> {
  const { answer = bridgeFetch(state), timeZone = 'Europe/Berlin', stored = {} } = options;
  const bridge = await startStateBridge(state, answer);
  const crm = await startCrm({});
  const browser = await launchBrowser({
    extensionDir: EXTENSION,
    resolverRules: crm.resolverRules,
    crmPort: crm.port,
    timezoneId: timeZone,
  });
  const worker = await browser.serviceWorker();
  const pairing = { port: state.port, clientId: 'c', token: 't' };
  await worker.evaluate((values) => chrome.storage.local.set(values), { pairing, ...stored });
  return {
    browser,
    crm,
    stop: async () => {
      await browser.close();
      await crm.stop();
      await bridge.stop();
    },
  };
}
