import type { GridAgreement } from './grid-agreement.ts';
import { dayWindow } from './staff-grid.ts';
import type { StaffMonth } from './staff-month.ts';

const isWithin = ({ x, y }: { x: number; y: number }, { left, right, top, bottom }: DOMRectReadOnly) =>
  x >= left && x < right && y >= top && y < bottom;

/** Whether the month, read in that zone, draws something in the days in which the page's own calls say that there are appointments. */
export function monthAgreement(month: StaffMonth, zone: string, listed: ReadonlySet<number>): GridAgreement {
  const points = month.events.map((event) => {
    const { left, top, width, height } = event.getBoundingClientRect();
    return { x: left + Math.min(width / 2, 8), y: top + height / 2 };
  });
  const windows = month.days.map(({ element, date }) => {
    const box = element.getBoundingClientRect();
    return { ...dayWindow(date, zone), isDrawn: points.some((point) => isWithin(point, box)) };
  });
  const told = [...listed].flatMap((at) => windows.find(({ start, end }) => start <= at && at < end) ?? []);
  return { drawn: points.length, told: told.length, agreeing: told.filter(({ isDrawn }) => isDrawn).length };
}
