// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { weekAndDay } from '../../../extension/overlay/features/week-and-day.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import { ANYTHING, type Touched } from '../../../extension/overlay/touched.ts';
import type { Cause } from '../../../extension/overlay/view.ts';
import { NOW, readBy, readerOf, showDay } from './drawn-calendar.ts';

const WITHIN: Touched = { isOnlyIn: () => true, isBeside: () => false };
const told = { ...nothingTold(), locationZone: 'America/New_York' };

/** The day's grid by its name, with what is to be seen of it: the hours beside its rows, and over its column that heading. */
function showSeenDay(date: string, heading: string): void {
  showDay(date, null);
  const hours = Array.from({ length: 24 }, (_, at) => {
    const hour = `${String(at).padStart(2, '0')}:00`;
    return `<p data-at="0 ${at * 30} 40 30"><i data-at="0 ${at * 30 + 8} 40 14">${hour}</i></p>`;
  });
  const over = `<b role="columnheader" data-at="50 0 100 20">${heading}</b>`;
  document.querySelector('.fc-timegrid')?.insertAdjacentHTML('beforeend', `${over}${hours.join('')}`);
  document.querySelector('.fc-timegrid-col')?.setAttribute('data-at', '50 0 100 720');
}

describe('a week or day of the staff calendar', () => {
  const reading = () => {
    const reader = readerOf(weekAndDay, told, 'loc1');
    return (touched: Touched) => reader.read({ told, picture: null, now: NOW, touched })?.facts() ?? {};
  };

  it('that was read in both ways keeps its days where only its columns changed', () => {
    const read = reading();
    showSeenDay('2026-11-23', 'Mon, November 23, 2026');
    expect(read(ANYTHING)).toMatchObject({ columns: 1, 'at-odds': false });
    showDay('2026-11-24', null, ['a', 'b']);
    expect([read(WITHIN).columns, read(ANYTHING).columns]).toEqual([1, 2]);
  });

  it('that was read in one way, or at odds with itself, is read again whatever changed', () => {
    const read = reading();
    showDay('2026-11-24', null, ['a', 'b']);
    expect(read(ANYTHING).columns).toBe(2);
    showSeenDay('2026-11-23', 'Tue, November 24, 2026');
    expect(read(WITHIN)).toMatchObject({ columns: 1, 'at-odds': true });
    showSeenDay('2026-11-23', 'Mon, November 23, 2026');
    expect(read(WITHIN)['at-odds']).toBe(false);
  });

  it('is measured anew where something moved or was read, and while time alone goes by each three seconds', () => {
    showDay('2026-11-23', 9);
    const start = Date.UTC(2026, 10, 23, 18);
    const { reading, moment } = readBy(weekAndDay, told, 'loc1', start);
    const rows = document.querySelectorAll<HTMLElement>('[data-time]');
    const leftAt = (cause: Cause, afterMs: number) => {
      const column = document.querySelector<HTMLElement>('.fc-timegrid-col');
      column?.setAttribute('data-at', `${afterMs} 0 100 ${rows.length * 30}`);
      const drawing = { cause, now: NOW + afterMs, ours: document.createElement('div') };
      return reading?.marks({ ...moment, now: NOW + afterMs }, drawing).find(({ kind }) => kind === 'busy')?.box.left;
    };
    expect([leftAt('motion', 10), leftAt('time', 20), leftAt('reading', 30)]).toEqual([11, 11, 31]);
    expect([leftAt('time', 2000), leftAt('time', 3029), leftAt('time', 3030)]).toEqual([31, 31, 3031]);
  });
});
