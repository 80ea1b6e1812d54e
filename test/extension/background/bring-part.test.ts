import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bringPart } from '../../../extension/background/bring-part.ts';

const executeScript = vi.fn();
const sender = { id: 'ours', tab: { id: 7 }, frameId: 3, documentId: 'D1' } as never;

beforeEach(() => {
  vi.stubGlobal('chrome', { scripting: { executeScript } });
  executeScript.mockReset().mockResolvedValue([]);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what a page may have brought into it', () => {
  it("is a file of the extension's own, into the very document that asks", async () => {
    expect(await bringPart({ type: 'bring-part', part: 'details' }, sender)).toBe(true);
    expect(executeScript.mock.calls).toEqual([
      [
        {
          target: { tabId: 7, documentIds: ['D1'] },
          files: ['overlay/details-part.iife.js'],
          injectImmediately: true,
        },
      ],
    ]);
  });

  it('is nothing else: no other name, no file, no word more', () => {
    const messages = [
      { type: 'bring-part', part: 'worker' },
      { type: 'bring-part', part: '__proto__' },
      { type: 'bring-part', part: 'details', files: ['background/worker.js'] },
      { type: 'bookings' },
      null,
    ];
    expect(messages.map((message) => bringPart(message, sender))).toEqual(messages.map(() => undefined));
    expect(bringPart({ type: 'bring-part', part: 'details' }, {} as never)).toBeUndefined();
    expect(executeScript).not.toHaveBeenCalled();
  });

  it('is told not to have come where the document is gone', async () => {
    executeScript.mockRejectedValue(new Error('No document with id D1'));
    expect(await bringPart({ type: 'bring-part', part: 'staff-page' }, sender)).toBe(false);
  });
});
