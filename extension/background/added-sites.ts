import { browserSites, isAddedSite } from '../state/sites.ts';
import { dismiss, isOfAddedSite, type OpenPage } from './open-pages.ts';
import { runOnSites } from './site-scripts.ts';

async function dismissRemoved(pages: ReadonlySet<OpenPage>): Promise<void> {
  for (const page of [...pages].filter(isOfAddedSite)) {
    if (!(await isAddedSite(page.address))) dismiss(page);
  }
}

/**
 * Our scripts run on the addresses of the CRM that the person added, and on a page of one that they took back nothing is
 * shown from then on. Called once in each life of the worker.
 */
export function followSites(pages: ReadonlySet<OpenPage>, onGone: () => void): void {
  void runOnSites(browserSites.list);
  browserSites.onChange(() => {
    void runOnSites(browserSites.list);
    void dismissRemoved(pages).then(onGone);
  });
}
