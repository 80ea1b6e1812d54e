import { browserSites, isAddedSite } from '../state/sites.ts';
import { runInOpenPages } from './late-scripts.ts';
import { dismiss, isOfAddedSite, type OpenPage } from './open-pages.ts';
import { declaredScripts, runOnSites } from './site-scripts.ts';

/**
 * After the start of each life of the worker. While the browser itself starts it may load a page of a site before it has
 * read which of our scripts it is to run there.
 */
const LOOK_AFTER_MS = [0, 1_000, 3_000, 10_000];

async function dismissRemoved(pages: ReadonlySet<OpenPage>): Promise<void> {
  for (const page of [...pages].filter(isOfAddedSite)) {
    if (!(await isAddedSite(page.address))) dismiss(page);
  }
}

async function runNow(): Promise<void> {
  await runOnSites(browserSites.list);
  await runInOpenPages(await browserSites.list(), declaredScripts());
}

/**
 * Our scripts run on the addresses of the CRM that the person added, and on a page of one that they took back nothing is
 * shown from then on. Called once in each life of the worker.
 */
export function followSites(pages: ReadonlySet<OpenPage>, onGone: () => void): void {
  for (const wait of LOOK_AFTER_MS) setTimeout(() => void runNow(), wait);
  browserSites.onChange(() => {
    void runNow();
    void dismissRemoved(pages).then(onGone);
  });
}
