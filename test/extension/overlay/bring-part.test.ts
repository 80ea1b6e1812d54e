import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBringPart } from '../../../extension/overlay/bring-part.ts';
import { arrivedParts, offerPart } from '../../../extension/overlay/parts.ts';

const openPage = vi.fn();
const sendMessage = vi.fn();
let life: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('chrome', { runtime: { sendMessage } });
  sendMessage.mockReset();
  delete (arrivedParts() as Record<string, unknown>).page;
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const arrives = async () => {
  offerPart('staff-page', openPage);
  return true;
};

describe('a part that is brought into the page', () => {
  it('is asked of the worker once, however often it is wanted', async () => {
    sendMessage.mockImplementation(arrives);
    const bring = createBringPart(life.signal);
    expect(await Promise.all([bring('staff-page'), bring('staff-page')])).toEqual([openPage, openPage]);
    expect(await bring('staff-page')).toBe(openPage);
    expect(sendMessage.mock.calls).toEqual([[{ type: 'bring-part', part: 'staff-page' }]]);
  });

  it('is asked for again where the worker gave no answer, or the part did not come', async () => {
    sendMessage.mockRejectedValueOnce(new Error('The worker was ended.')).mockResolvedValueOnce(true);
    sendMessage.mockImplementation(arrives);
    const wanted = createBringPart(life.signal)('staff-page');
    await vi.advanceTimersByTimeAsync(250);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await wanted).toBe(openPage);
  });

  it('is not asked for any more once the script has left', async () => {
    sendMessage.mockResolvedValue(false);
    void createBringPart(life.signal)('staff-page');
    await vi.advanceTimersByTimeAsync(0);
    life.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });
});
