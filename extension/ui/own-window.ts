import browser from 'webextension-polyfill';

/** A window of Slotbridge's own, where secrets are typed; never in a page of the CRM. */
export async function openOwnWindow(
  page: 'connect' | 'public-pages',
  asked: Readonly<Record<string, string>>,
): Promise<void> {
  const url = browser.runtime.getURL(`${page}/index.html?${new URLSearchParams(asked)}`);
  await browser.windows.create({ url, type: 'popup', width: 420, height: 560 });
}
