import browser from 'webextension-polyfill';

export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('welcome/index.html') });
}

/** What the toolbar's button shows, for somebody who comes from a page of the CRM. */
export async function openPopupWindow(): Promise<void> {
  const url = browser.runtime.getURL('popup/index.html');
  await browser.windows.create({ url, type: 'popup', width: 380, height: 640 });
}

/** The window in which the Apple ID and its app-specific password are typed; never in a page of the CRM. */
export async function openConnect(asked: Readonly<Record<string, string>> = {}): Promise<void> {
  const query = new URLSearchParams(asked);
  const url = browser.runtime.getURL(`connect/index.html?${query}`);
  await browser.windows.create({ url, type: 'popup', width: 420, height: 560 });
}
