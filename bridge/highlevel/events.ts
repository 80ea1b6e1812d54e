import type { CrmAppointment, CrmAppointments, CrmBlockSlot, UnreadableAppointment } from '../domain/crm/highlevel.ts';
import { isReadAppointment } from '../domain/crm/known-appointments.ts';
import { isMarked } from '../domain/crm/own-blocks.ts';
import { AnyEvent, AppointmentAnswer, AppointmentEvent, BlockEvent, DeletedEvent, EventsAnswer } from './answers.ts';
import type { Answer } from './ask.ts';
import { unreachable } from './connection-failure.ts';
import { daysAround } from './moment.ts';
import { read } from './reading.ts';

/** The appointments of a list, without the deleted ones. */
export function appointmentsIn(answer: Answer): CrmAppointments {
  const all = eventsIn(answer, 'the list of appointments').filter((event) => !isDeleted(event));
  const read = all.map((event) => appointmentOf(event));
  return {
    listed: read.filter(isReadAppointment),
    unreadable: read.flatMap((one) => (isReadAppointment(one) ? [] : [one])),
  };
}

/** Null for one that was deleted. */
export function appointmentIn(answer: Answer): CrmAppointment | UnreadableAppointment | null {
  const event = read(answer.json, AppointmentAnswer, 'an appointment');
  return isDeleted(event) ? null : appointmentOf(event);
}

/**
 * Blocked slots of a list. What cannot be read is left out where it is none of ours: nothing hangs on the others.
 *
 * @throws BridgeError `crm-unreachable` for one that bears our mark or has an id of `ownIds` and cannot be read.
 */
export function blockSlotsIn(answer: Answer, ownIds: ReadonlySet<string>): CrmBlockSlot[] {
  return eventsIn(answer, 'the list of blocked slots').flatMap((event, at) => {
    const deleted = isDeleted(event);
    if (!isReadable(event) && (deleted || !maybeOurs(event, ownIds))) return [];
    const {
      id,
      title,
      assignedUserId,
      startTime: start,
      endTime: end,
    } = block(event, `blocked slot ${at + 1} of its list`);
    return [{ id, title: title ?? '', start, end, assignedUserId: assignedUserId ?? null, deleted }];
  });
}

function isReadable(event: unknown): boolean {
  const { data } = BlockEvent.safeParse(event);
  return data !== undefined && data.endTime >= data.startTime;
}

function maybeOurs(event: unknown, ownIds: ReadonlySet<string>): boolean {
  const { id, title } = AnyEvent.parse(event);
  return isMarked({ title }) || (id !== null && ownIds.has(id));
}

function eventsIn(answer: Answer, what: string): readonly unknown[] {
  return read(answer.json, EventsAnswer, what).events;
}

function isDeleted(event: unknown): boolean {
  return DeletedEvent.safeParse(event).success;
}

function block(event: unknown, what: string): BlockEvent {
  return forward(read(event, BlockEvent, what), what);
}

function appointmentOf(value: unknown): CrmAppointment | UnreadableAppointment {
  const { data: event } = AppointmentEvent.safeParse(value);
  if (!event || event.endTime < event.startTime) return unreadable(value);
  return {
    id: event.id,
    title: event.title ?? '',
    start: event.startTime,
    end: event.endTime,
    status: event.appointmentStatus ?? event.appoinmentStatus ?? '',
    assignedUserId: event.assignedUserId ?? null,
    userIds: (event.users ?? []).filter((user) => typeof user === 'string'),
    calendarId: event.calendarId ?? null,
    masterId: event.masterEventId ?? null,
    updatedAt: event.dateUpdated,
    address: event.address ?? null,
    notes: event.notes ?? null,
  };
}

function unreadable(value: unknown): UnreadableAppointment {
  const { id, title, appointmentStatus: status, startTime, endTime } = AnyEvent.parse(value);
  return { id, title, status, when: daysAround([startTime, endTime]) };
}

function forward<Event extends BlockEvent>(event: Event, what: string): Event {
  if (event.endTime >= event.startTime) return event;
  throw unreachable(`HighLevel’s answer cannot be used: ${what} ends before it starts. What was known stays.`);
}
