import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { readBookingDay } from '../../../extension/crm/booking-slots.ts';

const ZONE = 'America/New_York';
const SLOTS = ['09:00 AM', '09:30 AM', '10:00 AM'];
const at = (time: string) => Date.parse(`2026-11-24T${time}:00-05:00`);
const offered = (...times: string[]) => ({ timeZone: ZONE, starts: new Set(times.map(at)) });

/** A page whose names say nothing. */
function page({ heading = 'Tue, Nov 24', month = 'November 2026', slots = SLOTS } = {}): Document {
  const window = new Window();
  const items = slots.map((text) => `<li class="b1"><span>${text}</span></li>`).join('');
  window.document.body.innerHTML = `<div class="a1"><p>${month}</p><h4>${heading}</h4><button>12h</button><ul>${items}</ul></div>`;
  return window.document as unknown as Document;
}

describe('a booking page that calls everything by new names', () => {
  it('is read by its texts, where it was told the same times', () => {
    const day = readBookingDay(offered('09:00', '09:30', '10:00', '10:30'), page());
    expect(day).toMatchObject({ date: { year: 2026, month: 11, day: 24 }, zone: ZONE, agreeing: 3 });
    expect(day !== 'unreadable' && day?.slots.map(({ start }) => start)).toEqual([
      at('09:00'),
      at('09:30'),
      at('10:00'),
    ]);
  });

  it('is not read on the word of its texts alone', () => {
    expect(readBookingDay(null, page())).toBe('unreadable');
    expect(readBookingDay(offered(), page())).toBe('unreadable');
  });

  it.each([
    ['no heading tells the day', { heading: 'Pick a time' }],
    ['two headings could', { heading: 'Nov 24</h4><h4>Nov 25' }],
    ['no year stands anywhere', { month: 'November' }],
    ['two years do', { month: 'December 2026, January 2027' }],
  ])('is unreadable where %s', (_why, change) => {
    expect(readBookingDay(offered('09:00', '09:30', '10:00'), page(change))).toBe('unreadable');
  });

  it('is no booking page where nothing in it is a list of times', () => {
    expect(readBookingDay(offered('09:00'), page({ slots: ['09:00 AM', 'sold out'] }))).toBeNull();
  });

  it('disagrees with what it was told where one of its times is another', () => {
    expect(readBookingDay(offered('09:00', '09:30', '10:30'), page())).toMatchObject({ agreeing: 2 });
  });
});
