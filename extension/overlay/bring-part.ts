import { arrivedParts, type BringPart, type PartName } from './parts.ts';

/** Waits before each further attempt, the last one for all that follow: a worker that was just ended comes back soon. */
const AGAIN_AFTER_MS = [250, 1000, 5000, 15_000];

/** What a content script asks of the worker, which alone may run a file of the extension in a page. */
export const bringMessage = (part: PartName) => ({ type: 'bring-part', part }) as const;

/**
 * Gives the parts by name, each asked for once. Where the worker gives no answer it is asked again; a part that does not
 * come before the signal ends never comes.
 */
export function createBringPart(signal: AbortSignal): BringPart {
  const coming = new Map<PartName, Promise<unknown>>();

  async function ask(name: PartName, attempt = 0): Promise<unknown> {
    const isBrought = await chrome.runtime.sendMessage(bringMessage(name)).catch(() => false);
    const part = arrivedParts()[name];
    if (isBrought === true && part) return part;
    const wait = AGAIN_AFTER_MS[Math.min(attempt, AGAIN_AFTER_MS.length - 1)];
    await new Promise((resolve) => setTimeout(resolve, wait));
    return signal.aborted ? new Promise(() => undefined) : ask(name, attempt + 1);
  }

  return ((name: PartName) => {
    const known = coming.get(name) ?? ask(name);
    coming.set(name, known);
    return known;
  }) as BringPart;
}
