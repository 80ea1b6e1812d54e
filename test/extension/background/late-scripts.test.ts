import { afterEach, expect, it, vi } from 'vitest';
import { runInOpenPages } from '../../../extension/background/late-scripts.ts';
import { eventually } from '../../sandbox/eventually.ts';

const SITE = 'https://crm.agency.example';
const DECLARED = [{ js: ['overlay/content.iife.js'] }];

afterEach(() => vi.unstubAllGlobals());

/** A browser with those tabs of the site; gives what was put into them. `answers` tells when a tab lets scripts run. */
function browserWith(tabIds: readonly number[], answers: (tabId: number) => Promise<unknown>): string[] {
  const put: string[] = [];
  const isHere = (tabId: number) => put.some((one) => one.startsWith(`${tabId} `));
  const executeScript = async ({ target, files }: { target: { tabId: number }; files?: string[] }) => {
    const result = { origin: SITE, isHere: isHere(target.tabId) };
    await answers(target.tabId);
    if (files) put.push(...files.map((file) => `${target.tabId} ${file}`));
    return [{ result, documentId: `document of ${target.tabId}` }];
  };
  vi.stubGlobal('chrome', { tabs: { query: async () => tabIds.map((id) => ({ id })) }, scripting: { executeScript } });
  return put;
}

it('puts scripts into an open page once, though it is looked at again before they run', async () => {
  const put = browserWith([1], () => new Promise((resolve) => setTimeout(resolve, 20)));
  await Promise.all([runInOpenPages([SITE], DECLARED), runInOpenPages([SITE], DECLARED)]);
  expect(put).toEqual(['1 overlay/content.iife.js']);
});

it('is held up in no other page by one that does not answer', async () => {
  const put = browserWith([2, 3], (tabId) => (tabId === 2 ? new Promise(() => undefined) : Promise.resolve()));
  void runInOpenPages([SITE], DECLARED);
  await eventually(() => expect(put).toEqual(['3 overlay/content.iife.js']));
  put.length = 0;
  void runInOpenPages([SITE], DECLARED);
  await eventually(() => expect(put).toEqual(['3 overlay/content.iife.js']));
});
