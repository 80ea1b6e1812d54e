import { describe, expect, it } from 'vitest';
import type { RawBookingCall } from '../../../extension/crm/page-hints.ts';
import { whoseCalendar } from '../../../extension/crm/shown-users.ts';

const ANN = 'aNn5Pq8rTs2Uv7Wx1Yz3';
const BEN = 'bEn9Cd4Ef6Gh1Jk3Lm7N';
const MONDAY = Date.UTC(2026, 10, 23, 5);
const DAY = 86_400_000;

const search = (at: number, userId: string, change: Partial<RawBookingCall> = {}): RawBookingCall => ({
  method: 'POST',
  path: '/calendars/events/LOC/search/',
  at,
  asked: { userId, startTime: MONDAY, endTime: MONDAY + 7 * DAY },
  events: [],
  ...change,
});
const list = (at: number, userId: string, from = MONDAY): RawBookingCall => ({
  method: 'GET',
  path: '/calendars/events',
  at,
  asked: { userId, startTime: String(from), endTime: String(from + 7 * DAY) },
  events: [],
});
const shownTo = (userId: string | null, ...calls: RawBookingCall[]) => whoseCalendar(calls, { userId, days: 7 });

describe('whose calendar the staff calendar shows', () => {
  it("is the user's own where the page asked for theirs alone, or told nothing", () => {
    expect([shownTo(ANN), shownTo(ANN, search(1, ANN)), shownTo(ANN, search(1, ''))]).toEqual(['own', 'own', 'own']);
  });

  it("is another person's where the page asked for theirs alone", () => {
    expect([shownTo(ANN, search(1, BEN)), shownTo(ANN, list(1, BEN))]).toEqual(['others', 'others']);
  });

  it('is shared where the page asked for several people, in one call or in one call each', () => {
    expect(shownTo(ANN, search(1, `${BEN},${ANN}`))).toBe('shared');
    expect(shownTo(ANN, list(1_000, ANN), list(1_400, BEN))).toBe('shared');
    expect(shownTo(ANN, list(1, ANN), list(2, ANN, MONDAY + 7 * DAY), list(3, BEN))).toBe('shared');
  });

  it('follows what was asked for last, however soon after the rest', () => {
    expect(shownTo(ANN, search(1, ANN), search(90, `${ANN},${BEN}`), search(120, BEN))).toBe('others');
    expect(shownTo(ANN, search(1, BEN), search(90, ''), search(120, ANN))).toBe('own');
    expect(shownTo(ANN, list(1, ANN), list(9, BEN), list(300, BEN))).toBe('others');
    expect(shownTo(ANN, list(1, ANN), list(4_000, BEN))).toBe('others');
    expect(shownTo(ANN, list(4_000, ANN), list(1, BEN))).toBe('own');
  });

  it('is shared where nobody was asked for by name and other people have appointments', () => {
    const events = [{ assignedUserId: BEN }, null, {}];
    expect(shownTo(ANN, search(1, '', { events }))).toBe('shared');
    expect(shownTo(ANN, search(1, '', { events: [{ assignedUserId: ANN }, {}] }))).toBe('own');
    expect(shownTo(ANN, search(1, '', { events: [{ assignedUserId: ANN }] }), search(1, '', { events }))).toBe(
      'shared',
    );
  });

  it('is not taken from what was asked for about something else', () => {
    const oneDay = { asked: { userId: BEN, startTime: MONDAY, endTime: MONDAY + DAY } };
    const appointment = { method: 'GET', path: '/calendars/events/appointments/x1', asked: {} };
    const created = { path: '/calendars/events/appointments', asked: { userId: BEN } };
    const calls = [search(1, ANN), search(9, BEN, oneDay), search(9, BEN, created)];
    expect(shownTo(ANN, ...calls, search(9, '', { ...appointment, events: [{ assignedUserId: BEN }] }))).toBe('own');
  });

  it('takes a day of a longer time that the page asked for, and no word for a person', () => {
    expect(whoseCalendar([search(1, BEN)], { userId: ANN, days: 1 })).toBe('others');
    expect([shownTo(ANN, search(1, 'all')), shownTo(ANN, search(1, '[object Object]'))]).toEqual(['own', 'own']);
  });

  it('is taken for shared where more people were asked for than are told', () => {
    expect(shownTo(ANN, search(1, Array(96).fill(BEN).join(',').slice(0, 2_000)))).toBe('shared');
  });

  it('is not asked of somebody who is not known', () => {
    expect(shownTo(null, search(1, BEN))).toBe('own');
  });
});
