import { inTurn } from '../state/in-turn.ts';
import { clears, unreadPages, withPage } from '../state/page-health.ts';
import type { PageHealth } from './messages.ts';

/** Keeps which kinds of pages could not be read, for the popup. Says nothing to anybody. */
export async function hearHealth({ feature, isReadable, facts }: PageHealth, now: number): Promise<void> {
  await inTurn('unreadPages', async () => {
    const known = (await unreadPages.read()) ?? [];
    if (isReadable && !known.some((page) => clears(feature, page.feature))) return;
    await unreadPages.write(withPage(known, { feature, at: now, facts }, isReadable));
  });
}
