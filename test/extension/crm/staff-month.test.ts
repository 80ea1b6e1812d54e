import { describe, expect, it } from 'vitest';
import { readAppointmentRows } from '../../../extension/crm/appointment-rows.ts';
import { readStaffMonth } from '../../../extension/crm/staff-month.ts';
import { storedPage } from './stored-page.ts';

describe('the month view of the staff calendar', () => {
  it('is read day by day', () => {
    const month = readStaffMonth(storedPage('staff-month'));
    expect(month?.days.length).toBe(28);
    expect(month?.days[0]?.date).toEqual({ year: 2026, month: 11, day: 1 });
  });

  it('is read in its older markup, where numbers stand apart from days', () => {
    const month = readStaffMonth(storedPage('staff-month-older'));
    expect([month?.days.length, month?.numbers.length, month?.isAtOdds]).toEqual([42, 42, false]);
    expect(month?.days.at(-1)?.date).toEqual({ year: 2026, month: 12, day: 12 });
  });

  /** As wide as a day of a calendar, which a stored page does not tell. */
  function renamed(change: (text: string) => string = (text) => text): Document {
    const page = storedPage('staff-month-renamed');
    page.body.innerHTML = change(page.body.innerHTML);
    for (const cell of page.querySelectorAll<HTMLElement>('[role="gridcell"]'))
      cell.getBoundingClientRect = () => ({ width: 140 }) as DOMRect;
    return page;
  }

  it('is read by its texts and roles where everything is called by new names', () => {
    const month = readStaffMonth(renamed());
    expect([month?.days.length, month?.isAtOdds]).toEqual([42, false]);
    expect(month?.days[23]?.date).toEqual({ year: 2026, month: 11, day: 24 });
    expect(month?.events.map(({ textContent }) => textContent)).toEqual(['10am', 'Ada']);
  });

  it('is read by them also where it stands in a cell of something larger, and not where it has more days than a month', () => {
    const page = renamed();
    const [outer, cell] = ['grid', 'gridcell'].map((role) => {
      const element = page.createElement('div');
      element.setAttribute('role', role);
      return element;
    });
    const grid = page.querySelector('.x5');
    if (outer) grid?.replaceWith(outer);
    if (cell && grid) {
      outer?.append(cell);
      cell.append(grid);
      grid.removeAttribute('role');
    }
    expect(readStaffMonth(page)?.days.length).toBe(42);
    const aWeekMore = (text: string) => {
      const [last] = text.match(/<div role="row">(?:(?!role="row")[\s\S])*$/) ?? [];
      return text.replace(
        last ?? '',
        `<div role="row">${'<div role="gridcell"><div><a>5</a></div></div>'.repeat(7)}</div>${last}`,
      );
    };
    expect(readStaffMonth(renamed(aWeekMore))).toBeNull();
  });

  it.each([
    ['its heading names a month that has other days', (text: string) => text.replace('November', 'December')],
    ['its heading names a month that begins on another weekday', (text: string) => text.replace('2026', '2025')],
    ['its columns are of other weekdays', (text: string) => text.replace('Sun', 'Mon')],
    ['a number is another one', (text: string) => text.replace('<a>12</a>', '<a>13</a>')],
  ])('is at odds with itself where %s', (_what, change) => {
    expect(readStaffMonth(renamed(change))).toMatchObject({ days: [], isAtOdds: true });
  });

  it.each([
    ['numbers', (page: Document) => page.querySelector('.fc-daygrid-day-number')?.replaceChildren('9')],
    ['heading', (page: Document) => page.body.insertAdjacentHTML('afterbegin', '<h2>March 2031</h2>')],
  ])('is at odds with itself where its data and its %s differ', (what, spoil) => {
    const page = storedPage(what === 'numbers' ? 'staff-month' : 'staff-month-older');
    if (what === 'heading') page.querySelector('h2')?.remove();
    expect(readStaffMonth(page)?.isAtOdds).toBe(false);
    spoil(page);
    expect(readStaffMonth(page)?.isAtOdds).toBe(true);
  });

  it('is read beside a week that is out of sight, and not beside one that is shown', () => {
    const page = storedPage('staff-month');
    page.body.insertAdjacentHTML(
      'beforeend',
      '<table><tr><td class="fc-timegrid-col" data-date="2026-11-23"></td></tr></table>',
    );
    expect(readStaffMonth(page)?.days.length).toBe(28);
    const column = page.querySelector<HTMLElement>('.fc-timegrid-col');
    Object.assign(column ?? {}, { getBoundingClientRect: () => ({ width: 140 }) });
    expect(readStaffMonth(page)).toBeNull();
    column?.closest('table')?.setAttribute('role', 'dialog');
    expect(readStaffMonth(page)?.days.length).toBe(28);
  });

  it('is not the row of whole days above a week', () => {
    expect(readStaffMonth(storedPage('staff-week'))).toBeNull();
  });
});

describe('the list of appointments', () => {
  const iso = (owner: string, zone = 'America/New_York') =>
    readAppointmentRows(owner, zone, storedPage('appointments-list'))?.rows.map(({ start, end }) =>
      [start, end].map((at) => new Date(at).toISOString()),
    ) ?? [];

  it("is read for its owner's rows that stand, in the given zone", () => {
    expect(iso('Ann Porter')).toEqual([
      ['2026-11-24T15:00:00.000Z', '2026-11-24T15:30:00.000Z'],
      ['2026-11-24T19:00:00.000Z', '2026-11-24T19:30:00.000Z'],
    ]);
    expect(iso('Ann Porter', 'Europe/Berlin')[0]?.[0]).toBe('2026-11-24T09:00:00.000Z');
    expect(iso('Ben Castillo')).toEqual([['2026-11-24T17:00:00.000Z', '2026-11-24T17:30:00.000Z']]);
    expect(iso('Ann')).toEqual([]);
  });

  it('counts the rows whose time cannot be read, so that none is passed over in silence', () => {
    const page = storedPage('appointments-list');
    const [first] = page.querySelectorAll('td:nth-child(3)');
    if (first) first.textContent = '24/11/2026, 10:00 AM';
    expect(readAppointmentRows('Ann Porter', 'America/New_York', page)).toMatchObject({ unread: 1, isNamed: true });
    expect(readAppointmentRows('Ben Castillo', 'America/New_York', page)).toMatchObject({ unread: 0 });
  });

  it("tells two of its owner's rows of one time apart", () => {
    const page = storedPage('appointments-list');
    const [first] = page.querySelectorAll('tbody tr');
    first?.after(first.cloneNode(true));
    const rows = readAppointmentRows('Ann Porter', 'America/New_York', page)?.rows ?? [];
    expect(rows.map(({ start }) => new Date(start).getUTCHours())).toEqual([15, 15, 19]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
  });

  it.each([
    ['Cancelled order: call back', 2],
    ['Invalid card', 2],
    ['Annulé', 1],
    ['Inválida ▾', 1],
  ])('takes a row for cancelled by a cell that says that alone: %s', (text, count) => {
    const page = storedPage('appointments-list');
    page.querySelector('td')?.replaceChildren(text);
    expect(readAppointmentRows('Ann Porter', 'America/New_York', page)?.rows.length).toBe(count);
  });

  it('is read by its roles where it is no table', () => {
    const page = storedPage('appointments-list');
    const cells = ['Ada', 'Nov 24, 2026, 10:00 AM to 10:30 AM', 'Ann Porter', 'Confirmed'];
    const row = cells.map((text) => `<p role="cell"><i>${text}</i></p>`).join('');
    page.body.innerHTML = `<div role="table"><div role="row">${row}</div></div>`;
    const list = readAppointmentRows('Ann Porter', 'America/New_York', page);
    expect(list).toMatchObject({ unread: 0, isNamed: false, rows: [{ start: Date.UTC(2026, 10, 24, 15) }] });
  });
});
