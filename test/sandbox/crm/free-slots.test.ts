import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, askCrm } from './api-client.ts';
import { type Crm, startCrm } from './crm.ts';
import { DEFAULT_IDS } from './default-state.ts';

const { location, consultation } = DEFAULT_IDS;
const BACKEND = 'backend.leadconnectorhq.com';

/** Monday 23 November 2026, 07:00 in New York (EST, UTC-5). */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 12);
const MONDAY = { startDate: Date.UTC(2026, 10, 23, 5), endDate: Date.UTC(2026, 10, 24, 5) };

let crm: Crm;
let clock = MONDAY_MORNING;

beforeEach(async () => {
  clock = MONDAY_MORNING;
  crm = await startCrm({ now: () => clock });
});
afterEach(() => crm.stop());

function ask(host: string, method: string, path: string, body?: object, headers = {}): Promise<Answer> {
  return askCrm(crm, host, method, path, body, headers);
}

async function slots(query: object, calendarId: string = consultation): Promise<Record<string, string[]>> {
  const path = `/calendars/${calendarId}/free-slots?${new URLSearchParams(query as Record<string, string>)}`;
  const { status, body } = await ask(BACKEND, 'GET', path);
  expect(status).toBe(200);
  const { traceId, ...days } = body;
  expect(traceId).toMatch(/^[0-9a-f-]{36}$/);
  return Object.fromEntries(Object.entries(days).map(([date, day]) => [date, (day as { slots: string[] }).slots]));
}

function openHours(openHour: number, closeHour: number, daysOfTheWeek = [0, 1, 2, 3, 4, 5, 6]): void {
  const calendar = crm.state.calendars.find(({ id }) => id === consultation)!;
  calendar.openHours = [{ daysOfTheWeek, hours: [{ openHour, openMinute: 0, closeHour, closeMinute: 0 }] }];
}

function hourly(): void {
  const calendar = crm.state.calendars.find(({ id }) => id === consultation)!;
  Object.assign(calendar, { slotDuration: 60, slotInterval: 60 });
}

function bookAt(startTime: string, more: object = {}): Promise<Answer> {
  const booking = { calendarId: consultation, locationId: location, contactId: 'cOnTaCt0000000000001', startTime };
  return ask(BACKEND, 'POST', '/calendars/events/appointments', { ...booking, ...more });
}

describe('free slots', () => {
  it('offers every half hour from nine to five, with the offset of the zone', async () => {
    const days = await slots(MONDAY);
    expect(Object.keys(days)).toEqual(['2026-11-23']);
    expect(days['2026-11-23']).toHaveLength(16);
    expect(days['2026-11-23']?.[0]).toBe('2026-11-23T09:00:00-05:00');
    expect(days['2026-11-23']?.at(-1)).toBe('2026-11-23T16:30:00-05:00');
  });

  it('puts the same times under the dates of the zone that was asked for', async () => {
    const days = await slots({ ...MONDAY, timezone: 'Asia/Kolkata' });
    expect(Object.entries(days).map(([date, times]) => [date, times.length, times[0], times.at(-1)])).toEqual([
      ['2026-11-23', 9, '2026-11-23T19:30:00+05:30', '2026-11-23T23:30:00+05:30'],
      ['2026-11-24', 7, '2026-11-24T00:00:00+05:30', '2026-11-24T03:00:00+05:30'],
    ]);
  });

  it('leaves out the hour that is skipped when the clocks go forward', async () => {
    clock = Date.UTC(2027, 2, 10);
    openHours(0, 5);
    hourly();
    const days = await slots({ startDate: Date.UTC(2027, 2, 14, 5), endDate: Date.UTC(2027, 2, 15, 4) });
    expect(days['2027-03-14']).toEqual([
      '2027-03-14T00:00:00-05:00',
      '2027-03-14T01:00:00-05:00',
      '2027-03-14T03:00:00-04:00',
      '2027-03-14T04:00:00-04:00',
    ]);
  });

  it('offers the repeated hour twice, with either offset, when the clocks go back', async () => {
    clock = Date.UTC(2026, 9, 30);
    openHours(0, 3);
    hourly();
    const days = await slots({ startDate: Date.UTC(2026, 10, 1, 4), endDate: Date.UTC(2026, 10, 2, 5) });
    expect(days['2026-11-01']).toEqual([
      '2026-11-01T00:00:00-04:00',
      '2026-11-01T01:00:00-04:00',
      '2026-11-01T01:00:00-05:00',
      '2026-11-01T02:00:00-05:00',
    ]);
  });

  it('offers nothing that has begun, and nothing inside the notice time', async () => {
    clock = Date.UTC(2026, 10, 23, 15, 10);
    expect((await slots(MONDAY))['2026-11-23']?.[0]).toBe('2026-11-23T10:30:00-05:00');
    crm.state.calendars[0]!.allowBookingAfter = 2;
    expect((await slots(MONDAY))['2026-11-23']?.[0]).toBe('2026-11-23T12:30:00-05:00');
  });

  it('names no day on which nothing is free', async () => {
    openHours(9, 17, [2]);
    expect(await slots(MONDAY)).toEqual({});
  });

  it('asks for buffers around an appointment to be free as well', async () => {
    await bookAt('2026-11-23T12:00:00-05:00');
    Object.assign(crm.state.calendars[0]!, { preBuffer: 30, slotBuffer: 30 });
    const times = (await slots(MONDAY))['2026-11-23']!.map((iso) => iso.slice(11, 16));
    expect(times).toContain('11:00');
    expect(times.filter((time) => ['11:30', '12:00', '12:30'].includes(time))).toEqual([]);
    expect(times).toContain('13:00');
  });

  it('gives seats in place of a list when they are asked for', async () => {
    const path = `/calendars/${consultation}/free-slots?startDate=${MONDAY.startDate}&endDate=${MONDAY.endDate}`;
    const { body } = await ask(BACKEND, 'GET', `${path}&sendSeatsPerSlot=true`);
    expect(body['2026-11-23'].slots['2026-11-23T09:00:00-05:00']).toBe(1);
  });

  it('covers a whole month with its autumn hour and refuses a longer time', async () => {
    const endDate = MONDAY.startDate + 31 * 86_400_000 + 3_600_000;
    const path = (end: number) => `/calendars/${consultation}/free-slots?startDate=${MONDAY.startDate}&endDate=${end}`;
    expect((await ask(BACKEND, 'GET', path(endDate))).status).toBe(200);
    expect((await ask(BACKEND, 'GET', path(endDate + 1))).status).toBe(400);
  });

  it.each([
    ['no dates', `/calendars/${consultation}/free-slots`, 422],
    ['an unknown zone', `/calendars/${consultation}/free-slots?startDate=1&endDate=2&timezone=Mars/Base`, 422],
    ['an unknown calendar', '/calendars/nOsUcHcAlEnDaR000000/free-slots?startDate=1&endDate=2', 404],
  ])('refuses %s', async (_what, path, status) => {
    expect((await ask(BACKEND, 'GET', path)).status).toBe(status);
  });
});
