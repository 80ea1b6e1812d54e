import { Temporal } from 'temporal-polyfill';
import { type Interval, overlaps } from '../../../shared/intervals.ts';
import type { Calendar, CrmState, OpenHour } from './model.ts';
import { zonedIso } from './zoned-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What is asked of `free-slots`; `window` in epoch milliseconds, slots are given in `timeZone`. */
export interface SlotQuestion {
  readonly calendar: Calendar;
  readonly window: Interval;
  readonly timeZone: string;
  readonly now: number;
  readonly userId?: string;
}

/** Free starts by local date of `timeZone`, as ISO with offset; a date with nothing free is absent. */
export function freeSlotsByDate(state: CrmState, question: SlotQuestion): Record<string, string[]> {
  const byDate: Record<string, string[]> = {};
  for (const slot of freeSlots(state, question)) {
    const iso = zonedIso(slot.start, question.timeZone);
    const date = iso.slice(0, 10);
    byDate[date] = [...(byDate[date] ?? []), iso];
  }
  return byDate;
}

/** Whether `calendar` can be booked at exactly `slot`, by `userId` or, without one, by anyone of its team. */
export function isSlotFree(state: CrmState, question: SlotQuestion, start: number): boolean {
  return freeSlots(state, question).some((slot) => slot.start === start);
}

/** The first team member who has nothing else at `slot`; null when all are taken. */
export function freeMember(state: CrmState, calendar: Calendar, slot: Interval): string | null {
  return calendar.teamMembers.find(({ userId }) => isClear(calendar, takenTimes(state, userId), slot))?.userId ?? null;
}

function freeSlots(state: CrmState, question: SlotQuestion): Interval[] {
  const { calendar, window, now } = question;
  const earliest = now + calendar.allowBookingAfter * HOUR_MS;
  const latest = now + calendar.allowBookingFor * DAY_MS;
  return offeredSlots(state, calendar, window)
    .filter((slot) => slot.start >= window.start && slot.start < window.end)
    .filter((slot) => slot.start >= earliest && slot.start <= latest)
    .filter(someoneIsFree(state, question));
}

/** All slots of the open hours, taken or not, of every local day that the window touches. */
function offeredSlots(state: CrmState, calendar: Calendar, window: Interval): Interval[] {
  const timeZone = calendarZone(state, calendar);
  const last = Temporal.Instant.fromEpochMilliseconds(window.end).toZonedDateTimeISO(timeZone).toPlainDate();
  let day = Temporal.Instant.fromEpochMilliseconds(window.start).toZonedDateTimeISO(timeZone).toPlainDate();
  const slots: Interval[] = [];
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    slots.push(...openPeriods(calendar.openHours, day, timeZone).flatMap((open) => slotsWithin(calendar, open)));
  }
  return slots.sort((a, b) => a.start - b.start);
}

function openPeriods(openHours: readonly OpenHour[], day: Temporal.PlainDate, timeZone: string): Interval[] {
  const instantAt = (hour: number, minute: number) =>
    day.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour, minute) }).epochMilliseconds;
  return openHours
    .filter((open) => open.daysOfTheWeek.includes(day.dayOfWeek % 7))
    .flatMap((open) => open.hours)
    .map((h) => ({ start: instantAt(h.openHour, h.openMinute), end: instantAt(h.closeHour, h.closeMinute) }));
}

/** Slots step in elapsed time: on the day that clocks go forward an open period simply holds fewer of them. */
function slotsWithin(calendar: Calendar, open: Interval): Interval[] {
  const duration = calendar.slotDuration * MINUTE_MS;
  const slots: Interval[] = [];
  for (let start = open.start; start + duration <= open.end; start += calendar.slotInterval * MINUTE_MS) {
    slots.push({ start, end: start + duration });
  }
  return slots;
}

function someoneIsFree(state: CrmState, { calendar, userId }: SlotQuestion): (slot: Interval) => boolean {
  const asked = calendar.teamMembers.filter((member) => userId === undefined || member.userId === userId);
  const takenOfEach = asked.map((member) => takenTimes(state, member.userId));
  return (slot) => {
    const isFree = (taken: readonly Interval[]) => isClear(calendar, taken, slot);
    return calendar.calendarType === 'collective' ? takenOfEach.every(isFree) : takenOfEach.some(isFree);
  };
}

function isClear(calendar: Calendar, taken: readonly Interval[], slot: Interval): boolean {
  const needed = {
    start: slot.start - calendar.preBuffer * MINUTE_MS,
    end: slot.end + calendar.slotBuffer * MINUTE_MS,
  };
  return !taken.some((time) => overlaps(time, needed));
}

function takenTimes(state: CrmState, userId: string): Interval[] {
  const standing = state.appointments.filter((a) => !['cancelled', 'invalid', 'noshow'].includes(a.appointmentStatus));
  return [...standing, ...state.blockedSlots.filter((block) => !block.deleted)]
    .filter((event) => event.assignedUserId === userId)
    .map((event) => ({ start: Date.parse(event.startTime), end: Date.parse(event.endTime) }));
}

/** A calendar keeps the hours of its sub-account's zone. */
export function calendarZone(state: CrmState, { locationId }: Pick<Calendar, 'locationId'>): string {
  const location = state.locations.find(({ id }) => id === locationId);
  if (!location) throw new Error(`There is no sub-account ${locationId}.`);
  return location.timezone;
}
