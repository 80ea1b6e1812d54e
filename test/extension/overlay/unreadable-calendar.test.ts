// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "handleDisabledFileLoadingAsSuccess": true } }
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageStage } from '../../../extension/overlay/feature.ts';
import { unreadableCalendar } from '../../../extension/overlay/features/unreadable-calendar.ts';
import { spanWords } from '../../../extension/overlay/time-words.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import { ANYTHING } from '../../../extension/overlay/touched.ts';
import type { Reader } from '../../../extension/overlay/view.ts';
import { NOON } from './picture.ts';

const PAGE = { kind: 'staff-calendar', locationId: 'loc' } as const;
const AROUND = { told: nothingTold(), picture: null, now: NOON, touched: ANYTHING };

/** What is read each second from the page's entry on. The document itself is an hour old by then. */
function readEachSecond(html: string) {
  let at = 3_600_000;
  vi.spyOn(performance, 'now').mockImplementation(() => at);
  document.body.innerHTML = html;
  const readers: Reader[] = [];
  const stage = { page: PAGE, mark: (reader: Reader) => readers.push(reader) } as unknown as PageStage;
  unreadableCalendar.init(stage, new AbortController().signal);
  return (seconds: number, from = 1) =>
    Array.from({ length: seconds }, (_, index) => {
      at += index === 0 ? from * 1000 : 1000;
      return readers[0]?.read(AROUND)?.isUnreadable ?? null;
    });
}

afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

describe('a staff calendar that cannot be found', () => {
  it('is waited for 10 s from the page’s entry, however old its document is, and then called unreadable', () => {
    const read = readEachSecond('<main></main>');
    expect(read(9)).toEqual(Array(9).fill(null));
    expect(read(2)).toEqual([true, true]);
  });

  it('is waited for anew where it was there meanwhile', () => {
    const read = readEachSecond('<main></main>');
    read(8);
    expect(read(10, 30)).toEqual(Array(10).fill(null));
    expect(read(1)).toEqual([true]);
  });

  it('is no fault of the page where it sits in its own frame', () => {
    expect(readEachSecond('<iframe name="calendar-app"></iframe>')(15)).toEqual(Array(15).fill(null));
  });
});

describe('the words for a span of time', () => {
  const at = (iso: string) => Date.parse(iso);

  it('are "All day" for a whole day of the zone alone, also when it has 25 hours', () => {
    const berlin = (from: string, to: string) => spanWords({ start: at(from), end: at(to) }, 'Europe/Berlin');
    expect(berlin('2026-11-22T23:00:00Z', '2026-11-23T23:00:00Z')).toBe('All day');
    expect(berlin('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe('All day');
    expect(berlin('2026-11-22T23:00:00Z', '2026-11-24T23:00:00Z')).not.toContain('All day');
    expect(berlin('2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z')).not.toContain('All day');
  });
});
