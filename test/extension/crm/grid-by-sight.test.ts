import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { gridBySight } from '../../../extension/crm/grid-by-sight.ts';
import { hourOf } from '../../../extension/crm/hour-axis.ts';
import { readStaffGrid } from '../../../extension/crm/staff-grid.ts';

const LANGUAGES = ['en-US'];

/** Without layout: each element stands where its attribute `at` says, as left, top, width and height. */
function page(html: string): Document {
  const window = new Window();
  window.document.body.innerHTML = html;
  for (const element of window.document.querySelectorAll('*')) {
    const [x = 0, y = 0, width = 0, height = 0] = (element.getAttribute('at') ?? '').split(' ').map(Number);
    element.getBoundingClientRect = () => new window.DOMRect(x, y, width, height);
  }
  return window.document as unknown as Document;
}

const HOURS = ['9am', '10am', '11am', '12pm', '1pm'];
/** An hour is 60 pixels high and 9am begins at 100; labels are 16 pixels high, `above` is how far they reach above it. */
const hours = (above: number, names = HOURS, left = 10) =>
  names.map((name, index) => `<p at="${left} ${100 + 60 * index - above} 30 16">${name}</p>`).join('');
const heads = (...days: string[]) =>
  days.map((day, index) => `<i role="columnheader" at="${50 + 100 * index} 60 100 30">${day}</i>`).join('');
const cells = (count: number, at = '100 ', height = 300) =>
  Array.from(
    { length: count },
    (_, index) => `<b role="gridcell" at="${50 + 100 * index} ${at}100 ${height}"></b>`,
  ).join('');
const week = ({ above = 8, days = ['Sun 22', 'Mon 23'], labels = hours(above), body = cells(2), more = '' } = {}) =>
  page(`<h2>Nov 22 – 28, 2026</h2><main>${heads(...days)}<div>${labels}</div>${body}${more}</main>`);
const read = (given: Parameters<typeof week>[0] = {}) => gridBySight(week(given).body, LANGUAGES);
const lines = (grid: ReturnType<typeof read>) => grid?.edges().map(({ minutes, top }) => [minutes / 60, top]);

describe('a grid of which no name is known', () => {
  const EVERY = [9, 10, 11, 12, 13, 14].map((hour) => [hour, 100 + 60 * (hour - 9)]);

  it.each([
    ['on their lines', 8],
    ['with their tops at the lines', 0],
  ])('is read where hours stand %s', (_where, above) => {
    const grid = read({ above });
    expect(lines(grid)).toEqual(EVERY);
    expect(grid?.columns.map(({ date }) => date.day)).toEqual([22, 23]);
    expect(grid?.root.tagName).toBe('MAIN');
  });

  it('is read where hours stand somewhere in rows that begin at the lines', () => {
    const rows = HOURS.map(
      (name, index) => `<div at="0 ${100 + 60 * index} 50 60"><p at="10 ${105 + 60 * index} 30 16">${name}</p></div>`,
    );
    expect(lines(read({ labels: rows.join('') }))).toEqual(EVERY);
  });

  it('goes on above its first hour and below its last one', () => {
    const grid = read({ body: cells(2, '40 ', 390) });
    expect(lines(grid)?.[0]).toEqual([8, 40]);
    expect(lines(grid)?.at(-1)).toEqual([14.5, 430]);
  });

  it('takes the hours of its own appointments for no hours beside it', () => {
    const inColumn = HOURS.map((name, index) => `<u at="60 ${102 + 60 * index} 40 12">${name}</u>`).join('');
    expect(lines(read({ more: inColumn }))).toEqual(EVERY);
    expect(lines(read({ more: inColumn.replaceAll('<u', '<a').replaceAll('</u', '</a') }))).toEqual(EVERY);
  });
});

describe('a grid is not read by sight', () => {
  it.each([
    ['where an hour stands at another place than the others tell', { labels: hours(8).replace('152', '156') }],
    [
      'where the hours do not say which half of the day they are in',
      { labels: hours(8, ['9', '10', '11', '12', '1']) },
    ],
    [
      'where two rows of hours tell different zones',
      { labels: hours(8) + hours(8, ['3pm', '4pm', '5pm', '6pm', '7pm'], 0) },
    ],
    ['where there are too few hours', { labels: hours(8, ['9am', '10am', '11am']) }],
    ['where its columns begin at no half hour', { body: cells(2, '112 ') }],
    ['where no column stands under a day', { body: cells(1) }],
    [
      'where its columns are not as high as each other',
      { body: `${cells(1)}<b role="gridcell" at="150 100 100 330"></b>` },
    ],
    ['where one of its days has no number', { days: ['Sun 22', 'Mon', 'Tue 24'], body: cells(3) }],
    ['where nothing tells the days', { days: ['Sun', 'Mon'] }],
    ['where days and title do not go together', { days: ['Sun 23', 'Mon 24'] }],
  ])('%s', (_why, change) => {
    expect(read(change)).toBeNull();
  });

  it('where labels may stand on their lines as well as half an hour below them', () => {
    const low = HOURS.map((name, index) => `<p at="10 ${100 + 16 * index} 30 16">${name}</p>`).join('');
    expect(read({ labels: low, body: cells(2, '100 ', 80) })).toBeNull();
  });
});

describe('the month and the year of a grid', () => {
  const numbers = Array.from({ length: 31 }, (_, day) => `<button>${day + 1}</button>`).join('');
  const leafed = `<aside><h3>March 2026</h3><div>${numbers}</div></aside>`;
  const day = (around: string) =>
    gridBySight(
      page(`${around}<main>${heads('Sun 22')}<div>${hours(8)}</div>${cells(1)}</main>`).body,
      LANGUAGES,
    )?.columns.map(({ date }) => [date.year, date.month, date.day]);

  it('are not those of a small calendar beside it, which may be leafed to another month', () => {
    expect(day(leafed)).toBeUndefined();
    expect(day(`<header><h2>November 2026</h2></header>${leafed}`)).toEqual([[2026, 11, 22]]);
  });

  it('are not those of something that stands below its days', () => {
    expect(day('<h2 at="400 20 100 20">March 2026</h2>')).toEqual([[2026, 3, 22]]);
    expect(day('<h2 at="400 120 100 20">March 2026</h2>')).toBeUndefined();
  });
});

describe('a grid of known names', () => {
  const named = (date: string, time: string) =>
    page(`<h2>Nov 22 – 28, 2026</h2><div class="fc-timegrid">${heads('Sun 22')}<div>${hours(8)}</div>
      ${HOURS.map((_, index) => `<s class="fc-timegrid-slot-lane" data-time="${String(Number(time) + index).padStart(2, '0')}:00:00" at="50 ${100 + 60 * index} 100 60"></s>`).join('')}
      <b role="gridcell" class="fc-timegrid-col" data-date="${date}" at="50 100 100 300"></b></div>`);

  it('is what can be seen of it', () => {
    expect(readStaffGrid(named('2026-11-22', '9'))).toMatchObject({ isNamed: true, isAtOdds: false });
  });

  it.each([
    ['another day', '2026-11-23', '9'],
    ['another hour', '2026-11-22', '8'],
  ])('is at odds with itself where a name tells %s than what stands there', (_what, date, time) => {
    expect(readStaffGrid(named(date, time))).toMatchObject({ isNamed: true, isAtOdds: true });
  });
});

describe('an hour beside a grid', () => {
  it.each([
    ['7am', 420],
    ['12 AM', 0],
    ['12:30pm', 750],
    ['07:00', 420],
    ['7 Uhr', 420],
    ['午前7時', 420],
    ['14時', 840],
  ])('%s is read', (text, minutes) => {
    expect(hourOf(text, ['en', 'ja'])).toBe(minutes);
  });

  it.each(['7', '22 Nov', 'all-day', 'GMT-5', '7am – 8am', ''])('"%s" is none', (text) => {
    expect(hourOf(text, ['en'])).toBeNull();
  });
});
