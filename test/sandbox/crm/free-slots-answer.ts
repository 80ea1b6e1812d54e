import type { Request } from 'express';
import { optional, required } from './api-request.ts';
import { freeSlotsByDate } from './free-slots.ts';
import type { CrmState } from './model.ts';
import { CrmRefusal, found } from './refusal.ts';
import { isKnownZone } from './zoned-time.ts';

/** 31 days; a month in which the clocks go back is an hour longer. */
const MAX_WINDOW_MS = 31 * 86_400_000 + 3_600_000;

/** The days of `free-slots`, without the `traceId` that stands beside them. `now` in epoch milliseconds. */
export function freeSlotsAnswer(state: CrmState, request: Request, now: number): Record<string, { slots: unknown }> {
  const calendar = found(
    state.calendars.find(({ id }) => id === request.params.calendarId),
    'Calendar',
  );
  const window = { start: Number(required(request, 'startDate')), end: Number(required(request, 'endDate')) };
  if (!(window.end > window.start)) throw new CrmRefusal(422, 'startDate and endDate must be epoch milliseconds.');
  if (window.end - window.start > MAX_WINDOW_MS) throw new CrmRefusal(400, 'Date range can be 31 days at most.');
  const location = state.locations.find(({ id }) => id === calendar.locationId);
  const timeZone = optional(request, 'timezone') ?? found(location, 'Location').timezone;
  if (!isKnownZone(timeZone)) throw new CrmRefusal(422, 'timezone must be an IANA name.');
  const userId = optional(request, 'userId');
  const byDate = freeSlotsByDate(state, { calendar, window, timeZone, now, ...(userId ? { userId } : {}) });
  const perSlot = (slots: string[]) =>
    optional(request, 'sendSeatsPerSlot') === 'true'
      ? Object.fromEntries(slots.map((slot) => [slot, calendar.appoinmentPerSlot]))
      : slots;
  return Object.fromEntries(Object.entries(byDate).map(([date, slots]) => [date, { slots: perSlot(slots) }]));
}
