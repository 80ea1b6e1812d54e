import { expect, it } from 'vitest';
import { ownColumns } from '../../../extension/crm/own-columns.ts';
import { readStaffGrid } from '../../../extension/crm/staff-grid.ts';
import { storedPage } from './stored-page.ts';

const ANN = { userId: 'aNn5Pq8rTs2Uv7Wx1Yz3', userName: 'Ann Porter' };

/** The stored week with both of its columns on one day, each a person's. */
function dayByPerson(...resources: string[]) {
  const page = storedPage('staff-week');
  page.querySelectorAll<HTMLElement>('.fc-timegrid-col[data-date]').forEach((column, index) => {
    column.dataset.date = '2026-11-23';
    if (resources[index]) column.dataset.resourceId = resources[index];
  });
  const grid = readStaffGrid(page);
  if (!grid) throw new Error('No grid is found.');
  return grid;
}

it('are all of them where each is another day', () => {
  const grid = readStaffGrid(storedPage('staff-week'));
  expect(grid && ownColumns(grid, ANN)).toBe(grid?.columns);
});

it('are those of the user where a day has a column for each person', () => {
  const grid = dayByPerson(ANN.userId, 'bEn9Cd4Ef6Gh1Jk3Lm7N');
  expect(ownColumns(grid, ANN)).toEqual([grid.columns[0]]);
});

it('are told by their heading as well', () => {
  const grid = dayByPerson('7', '8');
  grid.root.insertAdjacentHTML(
    'afterbegin',
    '<table><tr><th data-resource-id="7">Ben Castillo</th><th data-resource-id="8"> Ann Porter </th></tr></table>',
  );
  expect(ownColumns(grid, ANN)).toEqual([grid.columns[1]]);
});

it('are not known where nothing tells whose they are', () => {
  expect([ownColumns(dayByPerson(), ANN), ownColumns(dayByPerson('7', '8'), ANN)]).toEqual([null, null]);
});

it('are not known where two columns of one day claim to be theirs', () => {
  expect(ownColumns(dayByPerson(ANN.userId, ANN.userId), ANN)).toBeNull();
});
