import { describe, expect, it } from 'vitest';
import { readBookingDay, startsOf, usualLength } from '../../../extension/crm/booking-slots.ts';
import { storedPage } from './stored-page.ts';

const iso = (starts: readonly (number | null)[]) => starts.map((at) => at && new Date(at).toISOString());

describe('reading the slots of a booking page', () => {
  it('takes the chosen day of this month, and tells the two passes of a repeated hour apart by their order', () => {
    const day = readBookingDay(null, storedPage('booking-day'));
    if (day === null || day === 'unreadable') throw new Error('the day was not read');
    expect(day.date).toEqual({ year: 2026, month: 11, day: 1 });
    expect(day.zone).toBe('America/New_York');
    // New York goes back from 02:00 EDT (-4) to 01:00 EST (-5) on 1 November 2026.
    expect(iso(day.slots.map(({ start }) => start))).toEqual([
      '2026-11-01T04:30:00.000Z',
      '2026-11-01T05:00:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:00:00.000Z',
      '2026-11-01T06:30:00.000Z',
      '2026-11-01T07:00:00.000Z',
      null,
    ]);
  });

  it('is unreadable without a chosen day or a zone, and nothing at all without slots', () => {
    const page = storedPage('booking-day');
    page.querySelector('.timezone-label')?.remove();
    expect(readBookingDay(null, page)).toBe('unreadable');
    const offered = { timeZone: 'Asia/Kolkata', starts: new Set<number>() };
    expect(readBookingDay(offered, page)).toMatchObject({ zone: 'Asia/Kolkata' });
    page.querySelector('ul')?.remove();
    expect(readBookingDay(offered, page)).toBeNull();
  });

  it('trusts neither text nor data where the two disagree', () => {
    const day = { date: { year: 2026, month: 6, day: 5 }, zone: 'Europe/Berlin' };
    const nine = Date.UTC(2026, 5, 5, 7);
    const offered = { timeZone: 'Europe/Berlin', starts: new Set([nine]) };
    expect(startsOf(['09:00', '09:30'], { ...day, offered })).toEqual([nine, null]);
  });

  it.each([
    ['Asia/Kolkata', '09:00 AM', '2026-06-05T03:30:00.000Z'],
    ['Pacific/Auckland', '9:00 am', '2026-06-04T21:00:00.000Z'],
    ['America/St_Johns', '15:30', '2026-06-05T18:00:00.000Z'],
    ['Europe/Berlin', '12:00 AM', '2026-06-04T22:00:00.000Z'],
  ])('knows what %s means by %s on 5 June 2026', (zone, text, expected) => {
    expect(iso(startsOf([text], { date: { year: 2026, month: 6, day: 5 }, zone }))).toEqual([expected]);
  });

  it('knows no instant for a time that the clocks skip', () => {
    // New York goes from 02:00 to 03:00 on 8 March 2026.
    const day = { date: { year: 2026, month: 3, day: 8 }, zone: 'America/New_York' };
    expect(iso(startsOf(['02:30 AM', '03:00 AM'], day))).toEqual([null, '2026-03-08T07:00:00.000Z']);
  });

  it('takes the smallest step between slots as their length, else half an hour', () => {
    const at = (minutes: number) => minutes * 60_000;
    expect(usualLength([at(0), at(45), at(60), null, at(120)])).toBe(15);
    expect(usualLength([at(0)])).toBe(30);
  });
});
