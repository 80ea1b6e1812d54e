import type { Interval } from '../../../shared/intervals.ts';
import { calendarZone, freeMember, isSlotFree } from './free-slots.ts';
import { newId } from './ids.ts';
import type { Appointment, AppointmentStatus, Calendar, CrmState } from './model.ts';
import { CrmRefusal, found } from './refusal.ts';
import { zonedIso } from './zoned-time.ts';

const MINUTE_MS = 60_000;

/** The public API's fields for a new appointment; times are ISO with offset. */
export interface BookingRequest {
  calendarId: string;
  locationId: string;
  contactId: string;
  startTime: string;
  endTime?: string;
  title?: string;
  assignedUserId?: string;
  appointmentStatus?: AppointmentStatus;
  address?: string;
  notes?: string;
  ignoreFreeSlotValidation?: boolean;
}

export type BookingChange = Partial<Omit<BookingRequest, 'locationId' | 'contactId'>>;

/** Books and keeps the appointment. Refuses a slot that is not free unless `ignoreFreeSlotValidation` is set. */
export function book(
  state: CrmState,
  request: BookingRequest,
  now: number,
  createdBy: Appointment['createdBy'],
): Appointment {
  const calendar = found(
    state.calendars.find((c) => c.id === request.calendarId && c.locationId === request.locationId),
    'Calendar',
  );
  const slot = slotOf(calendar, request.startTime, request.endTime);
  if (!request.ignoreFreeSlotValidation) refuseTaken(state, calendar, slot.start, request.assignedUserId, now);
  const appointment = { ...newAppointment(state, request, calendar, slot, now), createdBy };
  state.appointments.push(appointment);
  return appointment;
}

function newAppointment(
  state: CrmState,
  request: BookingRequest,
  calendar: Calendar,
  slot: Interval,
  now: number,
): Omit<Appointment, 'createdBy'> {
  const { contactId, title, address = '', notes = '' } = request;
  const zone = calendarZone(state, calendar);
  return {
    id: newId(),
    title: title ?? eventTitle(state, calendar, contactId),
    calendarId: calendar.id,
    locationId: calendar.locationId,
    contactId,
    groupId: '',
    appointmentStatus: request.appointmentStatus ?? (calendar.autoConfirm ? 'confirmed' : 'new'),
    assignedUserId: request.assignedUserId ?? freeMember(state, calendar, slot) ?? calendar.teamMembers[0]!.userId,
    users: calendar.calendarType === 'collective' ? calendar.teamMembers.map((m) => m.userId) : [],
    address,
    notes,
    isRecurring: false,
    startTime: zonedIso(slot.start, zone),
    endTime: zonedIso(slot.end, zone),
    dateAdded: zonedIso(now, zone),
    dateUpdated: zonedIso(now, zone),
  };
}

/** Changes what the request names; a new start without an end keeps the length. */
export function reschedule(state: CrmState, eventId: string, change: BookingChange, now: number): Appointment {
  const appointment = found(
    state.appointments.find(({ id }) => id === eventId),
    'Appointment',
  );
  const calendar = found(
    state.calendars.find(({ id }) => id === (change.calendarId ?? appointment.calendarId)),
    'Calendar',
  );
  const zone = calendarZone(state, calendar);
  const slot = movedSlot(appointment, change);
  const { startTime: _start, endTime: _end, ignoreFreeSlotValidation: _ignore, ...fields } = change;
  const isMoved = slot.start !== Date.parse(appointment.startTime) || slot.end !== Date.parse(appointment.endTime);
  if (isMoved) leaveSeries(appointment);
  Object.assign(appointment, definedOnly(fields), {
    startTime: zonedIso(slot.start, zone),
    endTime: zonedIso(slot.end, zone),
    dateUpdated: zonedIso(now, zone),
  });
  return appointment;
}

/** An instance of a series, `{masterId}_{startMs}_{durationSec}`, that is moved becomes an appointment of its own. */
function leaveSeries(appointment: Appointment): void {
  const [, masterId] = /^(.+)_\d+_\d+$/.exec(appointment.id) ?? [];
  if (masterId === undefined) return;
  appointment.id = newId();
  appointment.masterEventId = masterId;
  appointment.isRecurring = false;
}

/** Removes an appointment, all instances of a series or a blocked slot; refuses an unknown id. */
export function removeEvent(state: CrmState, eventId: string): void {
  const before = state.appointments.length + state.blockedSlots.length;
  const isOf = (id: string) => id === eventId || id.startsWith(`${eventId}_`);
  state.appointments = state.appointments.filter(({ id }) => !isOf(id));
  state.blockedSlots = state.blockedSlots.filter(({ id }) => id !== eventId);
  if (state.appointments.length + state.blockedSlots.length === before) throw new CrmRefusal(404, 'Event not found.');
}

function refuseTaken(
  state: CrmState,
  calendar: Calendar,
  start: number,
  userId: string | undefined,
  now: number,
): void {
  const question = {
    calendar,
    window: { start, end: start + 1 },
    timeZone: 'UTC',
    now,
    ...(userId === undefined ? {} : { userId }),
  };
  if (!isSlotFree(state, question, start)) {
    throw new CrmRefusal(400, 'The slot you have selected is no longer available.');
  }
}

function slotOf(calendar: Calendar, startTime: string, endTime: string | undefined): Interval {
  const start = instant(startTime, 'startTime');
  const end = endTime === undefined ? start + calendar.slotDuration * MINUTE_MS : instant(endTime, 'endTime');
  if (end <= start) throw new CrmRefusal(422, 'endTime must be after startTime.');
  return { start, end };
}

function movedSlot(appointment: Appointment, change: BookingChange): Interval {
  const oldStart = Date.parse(appointment.startTime);
  const length = Date.parse(appointment.endTime) - oldStart;
  const start = change.startTime === undefined ? oldStart : instant(change.startTime, 'startTime');
  const end = change.endTime === undefined ? start + length : instant(change.endTime, 'endTime');
  if (end <= start) throw new CrmRefusal(422, 'endTime must be after startTime.');
  return { start, end };
}

function instant(iso: string, field: string): number {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new CrmRefusal(422, `${field} must be an ISO date with an offset.`);
  return at;
}

function eventTitle(state: CrmState, calendar: Calendar, contactId: string): string {
  const contact = state.contacts.find(({ id }) => id === contactId);
  const name = contact ? `${contact.firstName} ${contact.lastName}`.trim() : 'Guest';
  return calendar.eventTitle.replace('{{contact.name}}', name);
}

function definedOnly<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
