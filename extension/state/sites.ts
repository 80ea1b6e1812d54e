import browser from 'webextension-polyfill';
import { isCrmHost } from '../crm/routes.ts';

/**
 * Addresses of the CRM that the person added, each by its origin. The browser's own list of what the person allowed is
 * the one memory of them: what is taken back in the browser's settings is gone here, too.
 */
export interface Sites {
  /** "https://crm.agency.example", in alphabetical order. */
  list(): Promise<string[]>;
  /** Asks the person through the browser, so only within a click; false where they decline. */
  add(origin: string): Promise<boolean>;
  remove(origin: string): Promise<void>;
  /** Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

const PATTERN = /^(https:\/\/[^*/]+)\/\*$/;
const patternOf = (origin: string) => `${origin}/*`;

/** The added ones among all origins that the extension may reach. Pure. */
export function addedAmong(patterns: readonly string[]): string[] {
  const origins = patterns.flatMap((pattern) => PATTERN.exec(pattern)?.[1] ?? []);
  return origins.filter((origin) => !isCrmHost(new URL(origin).hostname)).sort();
}

/** Whether an address is on a site that the person added and has not taken back. */
export async function isAddedSite(address: string): Promise<boolean> {
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') return false;
  return browser.permissions.contains({ origins: [patternOf(new URL(address).origin)] });
}

/** Does something for a page of such an address: at once on the CRM's own, which needs no question. */
export function onOurSite(address: string, act: () => void): void {
  if (URL.canParse(address) && isCrmHost(new URL(address).hostname)) act();
  else void isAddedSite(address).then((isAdded) => isAdded && act());
}

/** Whether an address is one of the CRM's own, or of a site that the person added and has not taken back. */
export const isOurSite = async (address: string): Promise<boolean> =>
  URL.canParse(address) && (isCrmHost(new URL(address).hostname) || isAddedSite(address));

export const browserSites: Sites = {
  list: async () => addedAmong((await browser.permissions.getAll()).origins ?? []),
  add: (origin) => browser.permissions.request({ origins: [patternOf(origin)] }),
  remove: async (origin) => {
    await browser.permissions.remove({ origins: [patternOf(origin)] });
  },
  onChange(listener) {
    const relay = () => listener();
    browser.permissions.onAdded.addListener(relay);
    browser.permissions.onRemoved.addListener(relay);
    return () => {
      browser.permissions.onAdded.removeListener(relay);
      browser.permissions.onRemoved.removeListener(relay);
    };
  },
};
