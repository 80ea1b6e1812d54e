import type { Runtime } from 'webextension-polyfill';
import { z } from 'zod';
import { PART_FILES, type PartName } from '../overlay/parts.ts';

const NAMES = Object.keys(PART_FILES) as [PartName, ...PartName[]];

const BringMessage = z.strictObject({ type: z.literal('bring-part'), part: z.enum(NAMES) });

/**
 * Runs one of the extension's own files beside the content script that asks for it: in the very document it stands in,
 * and in the extension's own world there. Gives true once it ran, false where the document is gone by then; undefined
 * for what is no such question. No file is open to pages, and which files there are is fixed.
 */
export function bringPart(raw: unknown, sender: Runtime.MessageSender): Promise<boolean> | undefined {
  const { data } = BringMessage.safeParse(raw);
  const { tab, documentId } = sender as chrome.runtime.MessageSender;
  if (!data || tab?.id === undefined || documentId === undefined) return undefined;
  const target = { tabId: tab.id, documentIds: [documentId] };
  const injection = { target, files: [PART_FILES[data.part]], injectImmediately: true };
  return chrome.scripting.executeScript(injection).then(
    () => true,
    () => false,
  );
}
