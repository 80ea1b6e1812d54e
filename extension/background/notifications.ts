import browser from 'webextension-polyfill';
import type { Connection } from '../../shared/contract/connection.ts';
import { openConnect } from './windows.ts';
import { BROKEN } from './words.ts';

const PREFIX = 'needs-password ';

/** Says that a connection no longer works; a click opens the window in which a new password is typed. */
export async function notifyBroken({ id, locationName }: Connection): Promise<void> {
  await browser.notifications.create(PREFIX + id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/128.png'),
    title: locationName ? BROKEN.titleNamed(locationName) : BROKEN.title,
    message: BROKEN.message,
  });
}

/** Takes away what is no longer so. */
export async function clearMended(connections: readonly Connection[]): Promise<void> {
  const broken = connections.filter(({ status }) => status === 'needs-password').map(({ id }) => PREFIX + id);
  const shown = Object.keys(await browser.notifications.getAll());
  for (const one of shown.filter((name) => name.startsWith(PREFIX) && !broken.includes(name))) {
    await browser.notifications.clear(one);
  }
}

/** Called once in each life of the worker. */
export function answerNotifications(): void {
  browser.notifications.onClicked.addListener((name) => {
    if (!name.startsWith(PREFIX)) return;
    void openConnect({ connection: name.slice(PREFIX.length) });
    void browser.notifications.clear(name);
  });
}
