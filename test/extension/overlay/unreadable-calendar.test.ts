// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "handleDisabledFileLoadingAsSuccess": true } }
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageStage } from '../../../extension/overlay/feature.ts';
import { unreadableCalendar } from '../../../extension/overlay/features/unreadable-calendar.ts';
import { spanWords } from '../../../extension/overlay/time-words.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import type { Reader } from '../../../extension/overlay/view.ts';
import { NOON } from './picture.ts';

const PAGE = { kind: 'staff-calendar', locationId: 'loc' } as const;
const AROUND = { told: nothingTold(), picture: null, now: NOON };

function readAfter(ms: number, html: string) {
  vi.spyOn(performance, 'now').mockReturnValue(ms);
  document.body.innerHTML = html;
  const readers: Reader[] = [];
  const stage = { page: PAGE, mark: (reader: Reader) => readers.push(reader) } as unknown as PageStage;
  unreadableCalendar.init(stage, new AbortController().signal);
  return readers[0]?.read(AROUND) ?? null;
}

afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

describe('a staff calendar that cannot be found', () => {
  it('is waited for 10 s, and then called unreadable', () => {
    expect(readAfter(9_999, '<main></main>')).toBeNull();
    expect(readAfter(10_000, '<main></main>')).toMatchObject({ isUnreadable: true });
  });

  it('is no fault of the page where it sits in its own frame', () => {
    expect(readAfter(60_000, '<iframe name="calendar-app"></iframe>')).toBeNull();
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
