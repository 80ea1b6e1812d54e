import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookingNews, BookingOutcome } from '../../../extension/background/messages.ts';
import { createBookingToasts, QUEUED_AFTER_MS } from '../../../extension/overlay/booking-toasts.ts';
import type { Toast } from '../../../extension/overlay/toasts.ts';

let shown: Toast[];
let hear: ReturnType<typeof createBookingToasts>;
beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  hear = createBookingToasts({ show: (toast) => shown.push(toast) });
});
afterEach(() => vi.useRealTimers());

function tell(outcome: BookingOutcome, more: Partial<BookingNews> = {}): void {
  hear({ type: 'booking', booking: { appointmentId: 'a1', title: null, at: null, madeHere: true, outcome, ...more } });
}

const words = () => shown.map((toast) => toast.words);
const WRITTEN = { state: 'written', calendarName: 'Work' } as const;
const FAILED = { state: 'failed', words: 'Work is gone. Choose another calendar.', remedy: 'welcome' } as const;

describe('what is told of a booking', () => {
  it('is that it was added, and in which calendar; it goes by itself', () => {
    tell(WRITTEN);
    expect(shown).toEqual([
      { key: 'a1', tone: 'good', words: 'Added to your iCloud calendar Work.', stays: false, remedy: null },
    ]);
  });

  it('is that its event follows where it had one before', () => {
    tell({ ...WRITTEN, isUpdate: true });
    expect(words()).toEqual(['Updated in your iCloud calendar Work.']);
  });

  it('is said of a calendar without a name and of a removal, too', () => {
    tell({ ...WRITTEN, calendarName: null });
    tell({ state: 'removed' });
    expect(words()).toEqual(['Added to your iCloud calendar.', 'Removed from your iCloud calendar.']);
  });

  it('is one sentence where the booking is written at once, though it waited for a moment', () => {
    tell({ state: 'queued', words: null });
    vi.advanceTimersByTime(QUEUED_AFTER_MS - 100);
    tell(WRITTEN);
    vi.advanceTimersByTime(60_000);
    expect(words()).toEqual(['Added to your iCloud calendar Work.']);
  });

  it('is that it waits where iCloud does not answer, with the reason if there is one', () => {
    tell({ state: 'queued', words: null });
    vi.advanceTimersByTime(QUEUED_AFTER_MS);
    tell({ state: 'queued', words: 'iCloud asks us to slow down.' });
    vi.advanceTimersByTime(QUEUED_AFTER_MS);
    expect(words()).toEqual([
      "Saved. We'll add it to iCloud as soon as it answers.",
      'Saved, but not in iCloud yet. iCloud asks us to slow down.',
    ]);
  });

  it('waits for the person where there is something to do', () => {
    tell({ state: 'waiting-for-bridge' });
    tell(FAILED);
    hear({ type: 'missed-booking' });
    expect(shown.map(({ stays }) => stays)).toEqual([true, true, true]);
    expect(shown[0]?.words).toContain('Start it');
    expect(shown[1]).toMatchObject({ tone: 'failed', words: FAILED.words, remedy: 'welcome' });
    expect(shown[2]?.words).toMatch(/^We may have missed a booking. Look in Calendar/);
  });

  it('is nothing of bookings that another page made, unless they failed', () => {
    tell(WRITTEN, { madeHere: false });
    tell({ state: 'queued', words: null }, { madeHere: false });
    vi.advanceTimersByTime(60_000);
    expect(shown).toEqual([]);
    tell(FAILED, { madeHere: false });
    expect(words()).toEqual([FAILED.words]);
  });

  it('is nothing of what the person did in iCloud', () => {
    tell({ state: 'deleted-in-icloud' });
    tell({ state: 'moved-in-icloud', calendarName: 'Work', to: { start: 0, end: 1 } });
    expect(shown).toEqual([]);
  });

  it('is told of each booking by itself', () => {
    tell({ state: 'queued', words: null });
    tell(WRITTEN, { appointmentId: 'a2' });
    vi.advanceTimersByTime(QUEUED_AFTER_MS);
    expect(shown.map(({ key }) => key)).toEqual(['a2', 'a1']);
  });
});
