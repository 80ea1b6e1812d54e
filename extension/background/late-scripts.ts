import { inTurn } from '../state/in-turn.ts';
import type { Declared } from './site-scripts.ts';

interface Looked {
  readonly origin: string;
  readonly isHere: boolean;
}

/** Runs in a page, in the extension's own world there: it sees nothing but that. The sign is the overlay's. */
function look(): Looked {
  return { origin: location.origin, isHere: Symbol.for('slotbridge') in globalThis };
}

/** The frames of that site in a tab in which nothing of ours runs. */
async function bareFrames(tabId: number, site: string): Promise<string[]> {
  const frames = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: look });
  return frames.flatMap(({ result, documentId }) => (result?.origin === site && !result.isHere ? documentId : []));
}

/** Two looks at a tab would both find it bare, so each waits for the one before; a tab that does not answer holds up itself alone. */
function runIn(tabId: number, site: string, declared: readonly Declared[]): Promise<void> {
  return inTurn(`late-scripts:${tabId}`, async () => {
    const documentIds = await bareFrames(tabId, site);
    if (documentIds.length === 0) return;
    for (const { js = [], world = 'ISOLATED' } of declared) {
      await chrome.scripting.executeScript({
        target: { tabId, documentIds },
        files: [...js],
        world,
        injectImmediately: true,
      });
    }
  });
}

/**
 * Runs our scripts in pages of those sites that stand open without them: the browser brings them to pages that are loaded
 * after a site was added, and not always to those with which it starts. A page that goes away meanwhile needs none.
 */
export async function runInOpenPages(sites: readonly string[], declared: readonly Declared[]): Promise<void> {
  for (const site of sites) {
    const tabs = await chrome.tabs.query({ url: `${site}/*` });
    const gone = () => undefined;
    await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : runIn(id, site, declared).catch(gone))));
  }
}
