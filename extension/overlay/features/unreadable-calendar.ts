import { find } from '../../crm/selectors.ts';
import type { Feature } from '../feature.ts';
import type { Reading, Surroundings } from '../view.ts';

const DAY_MS = 86_400_000;

/** A page that shows neither a grid nor a month after this long is one that we cannot read. */
const MISSING_AFTER_MS = 10_000;

/** A calendar that was not asked for during this time was there, or nobody looked. */
const ASKED_EVERY_MS = 3_000;

/** For how long it has been asked for in vain, each time that it is asked for. */
function missedSince(now: () => number): () => number {
  let first = now();
  let last = first;
  return () => {
    const at = now();
    if (at - last > ASKED_EVERY_MS) first = at;
    last = at;
    return at - first;
  };
}

function read(locationId: string, missedFor: number, { now }: Surroundings): Reading | null {
  const isElsewhere = find('calendarFrame') !== null;
  if (isElsewhere || missedFor < MISSING_AFTER_MS || document.body === null) return null;
  const from = now - (now % DAY_MS);
  const view = { kind: 'staff-grid', locationId, from, to: from + DAY_MS } as const;
  const facts = () => ({
    grids: document.querySelectorAll('[role="grid"], table').length,
    'has-grid': find('grid') !== null,
  });
  return { view, anchor: document.body, isUnreadable: true, facts, marks: () => [], chipCorners: () => [] };
}

/** Says so where the calendar cannot be found in its page. Try: /v2/location/ID/calendars/view */
export const unreadableCalendar: Feature = {
  name: 'unreadable-calendar',
  runsOn: (page) => page.kind === 'staff-calendar',
  init({ page, mark }) {
    if (page.kind !== 'staff-calendar') return;
    // The document may be hours old: the CRM goes from page to page without another.
    const missed = missedSince(() => performance.now());
    mark({
      name: this.name,
      isFallback: true,
      saysNotConnected: true,
      read: (around) => read(page.locationId, missed(), around),
    });
  },
};
