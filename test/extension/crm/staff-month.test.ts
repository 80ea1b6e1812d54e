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

  it('is not the row of whole days above a week', () => {
    expect(readStaffMonth(storedPage('staff-week'))).toBeNull();
  });
});

describe('the list of appointments', () => {
  const iso = (owner: string, zone = 'America/New_York') =>
    readAppointmentRows(owner, zone, storedPage('appointments-list')).map(({ start, end }) =>
      [start, end].map((at) => new Date(at).toISOString()),
    );

  it("is read for its owner's rows that stand, in the given zone", () => {
    expect(iso('Ann Porter')).toEqual([
      ['2026-11-24T15:00:00.000Z', '2026-11-24T15:30:00.000Z'],
      ['2026-11-24T19:00:00.000Z', '2026-11-24T19:30:00.000Z'],
    ]);
    expect(iso('Ann Porter', 'Europe/Berlin')[0]?.[0]).toBe('2026-11-24T09:00:00.000Z');
    expect(iso('Ben Castillo')).toEqual([['2026-11-24T17:00:00.000Z', '2026-11-24T17:30:00.000Z']]);
    expect(iso('Ann')).toEqual([]);
  });
});
