import { inTurn } from '../state/in-turn.ts';

type Registered = chrome.scripting.RegisteredContentScript;

/** A content script as the manifest declares it. */
export interface Declared {
  readonly js?: readonly string[];
  readonly run_at?: Registered['runAt'];
  readonly all_frames?: boolean;
  readonly world?: Registered['world'];
}

/** What runs on the CRM's own addresses, as it is to run on each site: the manifest's scripts, in its order. Pure. */
export function scriptsFor(sites: readonly string[], declared: readonly Declared[]): Registered[] {
  return sites.flatMap((site) =>
    declared.map(({ js = [], run_at = 'document_idle', all_frames = false, world = 'ISOLATED' }, index) => ({
      id: `${index} ${site}`,
      matches: [`${site}/*`],
      js: [...js],
      runAt: run_at,
      allFrames: all_frames,
      world,
      persistAcrossSessions: true,
    })),
  );
}

const isSame = (one: Registered) => (other: Registered) =>
  one.id === other.id && JSON.stringify(one.js) === JSON.stringify(other.js);

/** What is to be taken out and what is to be added, so that what is there becomes what is wanted. Pure. */
export function difference(there: readonly Registered[], wanted: readonly Registered[]) {
  return {
    gone: there.filter((one) => !wanted.some(isSame(one))).map(({ id }) => id),
    missing: wanted.filter((one) => !there.some(isSame(one))),
  };
}

/** What the manifest runs on the CRM's own addresses. */
export const declaredScripts = () => (chrome.runtime.getManifest().content_scripts ?? []) as Declared[];

/**
 * Makes the browser run our scripts on those sites and on no others. It remembers them by itself over its own restarts,
 * and forgets them when the extension is updated: done at each start of the worker, and whenever a site comes or goes.
 */
export function runOnSites(sites: () => Promise<readonly string[]>): Promise<void> {
  return inTurn('site-scripts', async () => {
    const wanted = scriptsFor(await sites(), declaredScripts());
    const { gone, missing } = difference(await chrome.scripting.getRegisteredContentScripts(), wanted);
    if (gone.length > 0) await chrome.scripting.unregisterContentScripts({ ids: gone });
    if (missing.length > 0) await chrome.scripting.registerContentScripts(missing);
  });
}
