// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readStaffGrid } from '../../../extension/crm/staff-grid.ts';
import { dialogTimes } from '../../../extension/overlay/features/dialog-times.ts';
import { monthCounts } from '../../../extension/overlay/features/month-counts.ts';
import { weekAndDay } from '../../../extension/overlay/features/week-and-day.ts';
import { nothingTold, type Told } from '../../../extension/overlay/told.ts';
import { NOW, readBy, showDay } from './drawn-calendar.ts';

function showMonth(): void {
  const days = Array.from({ length: 28 }, (_, n) => {
    const date = `2027-02-${String(n + 1).padStart(2, '0')}`;
    return `<td class="fc-daygrid-day" data-date="${date}" data-at="${(n % 7) * 100} ${Math.floor(n / 7) * 100} 100 100"><span class="fc-daygrid-day-number">${n + 1}</span></td>`;
  });
  const weeks = [0, 7, 14, 21].map((from) => `<tr>${days.slice(from, from + 7).join('')}</tr>`);
  document.body.innerHTML = `<div class="fc"><div class="fc-dayGridMonth-view"><table class="fc-daygrid"><tbody>${weeks.join('')}</tbody></table></div></div>`;
}

const toldOfNewYork = (): Told => ({ ...nothingTold(), locationZone: 'America/New_York' });

const topOf = (told: Told, locationId: string, start: number) =>
  readBy(weekAndDay, told, locationId, start).marks.map(({ box }) => box.top);

describe('a CRM that shows Los Angeles for a sub-account of New York', () => {
  it('is read the same on an empty day that tells nothing as on the day that has the line for now', () => {
    const told = toldOfNewYork();
    showDay('2026-11-23', 9);
    expect(readStaffGrid()?.columns.length).toBe(1);
    // 10:00 in Los Angeles.
    expect(topOf(told, 'loc1', Date.UTC(2026, 10, 23, 18))).toEqual([300]);
    showDay('2026-11-30', null);
    expect(topOf(told, 'loc1', Date.UTC(2026, 10, 30, 18))).toEqual([300]);
    // Of another sub-account that says nothing.
    expect(topOf(told, 'loc2', Date.UTC(2026, 10, 30, 18))).toEqual([390]);
  });

  it('is read by the line again once that tells of another zone', () => {
    const told = toldOfNewYork();
    showDay('2026-11-23', 9);
    topOf(told, 'loc1', NOW);
    showDay('2026-11-23', 12);
    expect(topOf(told, 'loc1', Date.UTC(2026, 10, 23, 18))).toEqual([390]);
    showDay('2026-11-30', null);
    expect(topOf(told, 'loc1', Date.UTC(2026, 10, 30, 18))).toEqual([390]);
  });

  it('is not marked at all while nothing was borne out and it asks for days of Los Angeles', () => {
    const told = toldOfNewYork();
    const asked = { startTime: Date.UTC(2026, 10, 30, 8) };
    told.calls = [{ method: 'POST', path: '/calendars/events/loc1/search/', at: NOW, asked, events: [] }];
    showDay('2026-11-30', null);
    const { reading, marks } = readBy(weekAndDay, told, 'loc1', Date.UTC(2026, 10, 30, 18));
    expect([reading?.isUnreadable, marks.length]).toEqual([true, 0]);
  });

  it('has its events on the days of Los Angeles in an empty month as well', () => {
    const told = toldOfNewYork();
    showDay('2026-11-23', 9);
    topOf(told, 'loc1', NOW);
    showMonth();
    // 22:00 on the 9th in Los Angeles, 01:00 on the 10th in New York.
    const { marks } = readBy(monthCounts, told, 'loc1', Date.UTC(2027, 1, 10, 6));
    expect(marks.map(({ key }) => key)).toEqual([`day ${Date.UTC(2027, 1, 9, 8)}`]);
  });

  it('has its dialog read in the same zone', () => {
    const told = toldOfNewYork();
    showDay('2026-11-23', 9);
    topOf(told, 'loc1', NOW);
    document.body.innerHTML = `<div id="book-appointment" class="hr-modal" role="dialog" aria-modal="true">
      <label>Date <input id="date-picker-standard" type="date" value="2026-11-24"></label>
      <div><label>Slot <span id="slot-picker-standard"><input readonly value="09:00 AM"></span></label></div>
      <button type="button" id="save-appointment-button">Book appointment</button></div>
      <div role="listbox"><div class="n-base-select-option">09:00 AM</div><div class="n-base-select-option">10:00 AM</div></div>`;
    const { marks } = readBy(dialogTimes, told, 'loc1', Date.UTC(2026, 10, 24, 18));
    // 10:00 in Los Angeles is the one of the two that is taken.
    expect(marks.map(({ key }) => key)).toEqual([expect.stringContaining(String(Date.UTC(2026, 10, 24, 18)))]);
  });
});

describe('a CRM that shows a zone of which nobody told', () => {
  /** Chicago: neither New York's nor that of the person. */
  const line = 11;
  const next = () => readBy(weekAndDay, told, 'loc1', Date.UTC(2026, 10, 30, 18));
  let told: Told;

  it('is marked neither where the line for now tells so nor in the days and months that have no line', () => {
    told = toldOfNewYork();
    showDay('2026-11-23', line);
    expect(readBy(weekAndDay, told, 'loc1', NOW).reading?.isUnreadable).toBe(true);
    showDay('2026-11-30', null);
    expect([next().reading?.isUnreadable, next().marks.length]).toEqual([true, 0]);
    showMonth();
    expect(readBy(monthCounts, told, 'loc1', Date.UTC(2027, 1, 10, 6)).reading?.isUnreadable).toBe(true);
    // Of another sub-account nothing is known.
    showDay('2026-11-30', null);
    expect(readBy(weekAndDay, told, 'loc2', NOW).reading?.isUnreadable).toBe(false);
  });

  it('is read once the times that it offers tell its zone, and the line bears it out', () => {
    told = toldOfNewYork();
    showDay('2026-11-23', line);
    topOf(told, 'loc1', NOW);
    told.offered = { starts: new Set(), timeZone: 'America/Chicago' };
    // 10:00 in Chicago.
    expect(topOf(told, 'loc1', Date.UTC(2026, 10, 23, 16))).toEqual([300]);
    showDay('2026-11-30', null);
    // 12:00 there.
    expect(next().marks.map(({ box }) => box.top)).toEqual([360]);
  });
});
