import { afterEach, beforeEach, vi } from 'vitest';
import type { CrmPage } from '../../../extension/crm/routes.ts';
import type { Feature, PageStage } from '../../../extension/overlay/feature.ts';
import { ageing } from '../../../extension/overlay/knowledge.ts';
import type { Told } from '../../../extension/overlay/told.ts';
import { ANYTHING } from '../../../extension/overlay/touched.ts';
import type { Reader } from '../../../extension/overlay/view.ts';
import { HOUR, pictureWith, source } from './picture.ts';

const LOS_ANGELES = 'America/Los_Angeles';
/** Monday, 23 November 2026, 09:00 in Los Angeles and 12:00 in New York. */
export const NOW = Date.UTC(2026, 10, 23, 17);
const life = new AbortController();

beforeEach(() => {
  document.elementFromPoint = () => null;
  document.elementsFromPoint = () => [];
  // Rows of 30 px an hour from midnight on, one column; whatever has a place of its own says so.
  HTMLElement.prototype.getBoundingClientRect = function rect(this: HTMLElement) {
    const [left = 0, top = 0, width = 100, height = 30] = (this.dataset.at ?? '')
      .split(' ')
      .filter(Boolean)
      .map(Number);
    return new DOMRect(left, top, width, height);
  };
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

/** A day's grid; `line` is the hour at which now is drawn; with `people` a column of 100 px for each, by their ids. */
export function showDay(date: string, line: number | null, people: readonly string[] = []): void {
  const rows = Array.from({ length: 24 }, (_, hour) => {
    const time = `${String(hour).padStart(2, '0')}:00:00`;
    return `<tr><td class="fc-timegrid-slot fc-timegrid-slot-lane" data-time="${time}" data-at="0 ${hour * 30} 100 30"></td></tr>`;
  });
  const now = line === null ? '' : `<i class="fc-timegrid-now-indicator-line" data-at="0 ${line * 30} 100 1"></i>`;
  const column = (at: number, id: string) =>
    `<td class="fc-timegrid-col" data-date="${date}" ${id} data-at="${at * 100} 0 100 720">${now}</td>`;
  const columns =
    people.length === 0 ? column(0, '') : people.map((id, at) => column(at, `data-resource-id="${id}"`)).join('');
  document.body.innerHTML = `<div class="fc"><div class="fc-timegrid" data-at="0 0 ${100 * (people.length || 1)} 720"><table>${rows.join('')}</table><table><tr>${columns}</tr></table></div></div>`;
}

/** What a feature reads the page of one sub-account by. */
export function readerOf(feature: Feature, told: Told, locationId: string): Reader {
  const readers: Reader[] = [];
  const page: CrmPage = { kind: 'staff-calendar', locationId };
  feature.init({ page, told, mark: (one: Reader) => readers.push(one) } as unknown as PageStage, life.signal);
  const [reader] = readers;
  if (!reader) throw new Error(`${feature.name} reads nothing there.`);
  return reader;
}

/** What is read by a feature of the page of one sub-account, and where it marks an event. */
export function readBy(feature: Feature, told: Told, locationId: string, start: number) {
  // The connection's zone is that of the browser, which differs from the sub-account's.
  const around = { told, picture: { timeZone: LOS_ANGELES }, now: NOW, touched: ANYTHING };
  const reading = readerOf(feature, told, locationId).read(around);
  const slot = { start, end: start + HOUR, kind: 'busy' as const, sources: [source(start, start + HOUR)] };
  const range = { start: start - 50 * HOUR, end: start + 50 * HOUR };
  const picture = pictureWith({ range, checkedAt: NOW, slots: [slot] });
  const moment = { picture, ageing: ageing({ picture, trouble: null, wokenAt: NOW }, NOW), now: NOW };
  const drawing = { cause: 'motion', now: NOW, ours: document.createElement('div') } as const;
  const marks = reading?.marks(moment, drawing) ?? [];
  return { reading, moment, marks: marks.filter(({ kind }) => kind !== 'not-known') };
}
