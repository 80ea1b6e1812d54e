// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { weekAndDay } from '../../../extension/overlay/features/week-and-day.ts';
import { nothingTold } from '../../../extension/overlay/told.ts';
import { ANYTHING, type Touched } from '../../../extension/overlay/touched.ts';
import type { Cause } from '../../../extension/overlay/view.ts';
import { NOW, readBy, readerOf, showDay } from './drawn-calendar.ts';

const DAY_MS = 86_400_000;
const told = { ...nothingTold(), locationZone: 'America/New_York' };

describe('a week or day of the staff calendar', () => {
  it('keeps its days where only its columns changed, and has others where more did', () => {
    const reader = readerOf(weekAndDay, told, 'loc1');
    const within: Touched = { isOnlyIn: () => true, isAbove: () => false };
    const dayBy = (touched: Touched) => reader.read({ told, picture: null, now: NOW, touched })?.facts().columns;
    showDay('2026-11-23', null);
    expect(dayBy(ANYTHING)).toBe(1);
    showDay('2026-11-24', null, ['a', 'b']);
    expect([dayBy(within), dayBy(ANYTHING)]).toEqual([1, 2]);
  });

  it('is read whole where it was at odds before', () => {
    const reader = readerOf(weekAndDay, told, 'loc1');
    const within: Touched = { isOnlyIn: () => true, isAbove: () => false };
    const isAtOdds = () => reader.read({ told, picture: null, now: NOW, touched: within })?.facts()['at-odds'];
    showDay('2026-11-23', null);
    const [root, column] = ['.fc-timegrid', '.fc-timegrid-col'].map((name) => document.querySelector(name));
    // Hours beside the rows, and over the column another day than its name tells.
    const hours = Array.from({ length: 24 }, (_, at) => {
      const hour = `${String(at).padStart(2, '0')}:00`;
      return `<p data-at="0 ${at * 30} 40 30"><i data-at="0 ${at * 30 + 8} 40 14">${hour}</i></p>`;
    });
    root?.insertAdjacentHTML(
      'beforeend',
      `<b role="columnheader" data-at="50 0 100 20">Tue, November 24, 2026</b>${hours.join('')}`,
    );
    column?.setAttribute('data-at', '50 0 100 720');
    expect(isAtOdds()).toBe(true);
    const heading = document.querySelector('b');
    if (heading) heading.textContent = 'Mon, November 23, 2026';
    expect(isAtOdds()).toBe(false);
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

  it('is asked for with nine days around it at least, and seldom anew while somebody walks through the weeks', () => {
    const views = Array.from({ length: 52 }, (_, week) => {
      const at = Date.UTC(2026, 10, 22) + week * 7 * DAY_MS;
      showDay(new Date(at).toISOString().slice(0, 10), null);
      const view = readBy(weekAndDay, told, 'loc1', NOW).reading?.view;
      return { at, from: view?.from ?? Number.NaN, to: view?.to ?? Number.NaN };
    });
    const tooNarrow = views.filter(({ at, from, to }) => from > at - 9 * DAY_MS || to < at + 10 * DAY_MS);
    expect(tooNarrow).toEqual([]);
    const questions = new Set(views.map(({ from, to }) => `${from} ${to}`));
    // A year has 13 times four weeks, and 52 weeks begin in 13 or 14 of them.
    expect([13, 14]).toContain(questions.size);
    expect(Math.max(...views.map(({ from, to }) => to - from))).toBeLessThan(60 * DAY_MS);
  });
});
