import browser from 'webextension-polyfill';
import type { Connection } from '../../shared/contract/connection.ts';

/** What the person has to do, or null: the badge speaks only then. */
export function actionNeeded(connections: readonly Connection[]): string | null {
  const refused = connections.some(({ status }) => status === 'needs-password');
  if (refused) return 'iCloud needs a new app-specific password';
  return connections.some(({ configured }) => !configured) ? 'Choose which calendars block your time' : null;
}

/** Shows or takes away the badge on the extension's button. */
export async function showBadge(needed: string | null): Promise<void> {
  await browser.action.setBadgeText({ text: needed === null ? '' : '!' });
  await browser.action.setBadgeBackgroundColor({ color: '#B26A00' });
  await browser.action.setTitle({ title: needed === null ? 'Slotbridge' : `Slotbridge: ${needed}` });
}
