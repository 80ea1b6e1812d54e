import { describe, expect, it } from 'vitest';
import { readStaffGrid, yOf } from '../../../extension/crm/staff-grid.ts';
import { storedPage } from './stored-page.ts';

describe('the geometry of the staff grid', () => {
  it('reads days and rows, and takes the axis for no day', () => {
    const grid = readStaffGrid(storedPage('staff-week'));
    expect(grid?.columns.map(({ date }) => date.day)).toEqual([23, 24]);
    expect(grid?.edges().map(({ minutes }) => minutes)).toEqual([420, 450, 480, 510]);
  });

  it('reads them as FullCalendar marked them up until its version 5', () => {
    const grid = readStaffGrid(storedPage('staff-week-older'));
    expect(grid?.isNamed).toBe(true);
    expect(grid?.columns.map(({ date }) => date.day)).toEqual([23, 24]);
    expect(grid?.edges().map(({ minutes }) => minutes)).toEqual([420, 450, 480]);
  });

  it('finds no grid in a month', () => {
    const page = storedPage('staff-week');
    page.querySelector('.fc-timegrid')?.remove();
    expect(readStaffGrid(page)).toBeNull();
  });

  it('places a time between the lines around it, and holds times beyond at the edges', () => {
    const edges = [
      { minutes: 420, top: 100 },
      { minutes: 450, top: 130 },
      { minutes: 480, top: 190 },
    ];
    expect([yOf(435, edges), yOf(465, edges), yOf(60, edges), yOf(1000, edges)]).toEqual([115, 160, 100, 190]);
  });
});
