import express, { type Request, type Router } from 'express';
import { type ApiParts, optional, required } from './api-request.ts';
import { type BookingChange, type BookingRequest, book, removeEvent, reschedule } from './booking.ts';
import { newId } from './ids.ts';
import type { Appointment, Contact, CrmState } from './model.ts';
import { CrmRefusal, found } from './refusal.ts';

/** Appointments: made by staff or by the booking widget, read one by one, by user or calendar, or by the grid's search. */
export function appointmentRoutes(parts: ApiParts): Router {
  return express.Router().use(bookingRoutes(parts)).use(changeRoutes(parts)).use(listRoutes(parts));
}

function bookingRoutes({ state, now }: ApiParts): Router {
  const routes = express.Router();
  routes.post('/calendars/events/appointments/widget', (request, response) => {
    const asked = request.body as WidgetBooking;
    const calendar = found(
      state.calendars.find(({ id }) => id === asked.calendarId),
      'Calendar',
    );
    const contactId = keepContact(state, calendar.locationId, asked.contact);
    const booking = { calendarId: calendar.id, locationId: calendar.locationId, contactId, startTime: asked.startTime };
    response.json(summary(book(state, booking, now(), { source: 'booking_widget' })));
  });
  routes.post('/calendars/events/appointments', (request, response) => {
    const asked = request.body as BookingRequest & { contact?: WidgetBooking['contact'] };
    const { contact, ...booking } = asked;
    for (const field of ['calendarId', 'locationId', 'startTime'] as const) {
      if (typeof booking[field] !== 'string') throw new CrmRefusal(422, `${field} must be a string.`);
    }
    const contactId = booking.contactId ?? keepContact(state, booking.locationId, contact);
    const createdBy = { userId: state.signedInUserId, source: 'calendar_page' };
    response.json(answerTo(request, 'event', summary(book(state, { ...booking, contactId }, now(), createdBy))));
  });
  return routes;
}

function changeRoutes({ state, now }: ApiParts): Router {
  const routes = express.Router();
  routes.get('/calendars/events/appointments/:eventId', (request, response) => {
    const event = state.appointments.find(({ id }) => id === request.params.eventId);
    response.json({ event: found(event, 'Appointment') });
  });
  routes.put('/calendars/events/appointments/:eventId', (request, response) => {
    const changed = reschedule(state, request.params.eventId, request.body as BookingChange, now());
    response.json(answerTo(request, 'appointment', summary(changed)));
  });
  routes.delete('/calendars/events/:eventId', (request, response) => {
    removeEvent(state, request.params.eventId);
    response.status(201).json({ succeeded: true });
  });
  return routes;
}

function listRoutes({ state }: ApiParts): Router {
  const routes = express.Router();
  routes.get('/calendars/events', (request, response) => {
    const window = { start: Number(required(request, 'startTime')), end: Number(required(request, 'endTime')) };
    const [userId, calendarId] = [optional(request, 'userId'), optional(request, 'calendarId')];
    if (!userId && !calendarId) throw new CrmRefusal(422, 'Either of userId, calendarId or groupId is required.');
    const events = touching(state.appointments, required(request, 'locationId'), window)
      .filter((event) => !userId || event.assignedUserId === userId)
      .filter((event) => !calendarId || event.calendarId === calendarId);
    response.json({ events });
  });
  routes.post('/calendars/events/:locationId/search/', (request, response) => {
    const asked = request.body as { startTime: number; endTime: number; userIds?: string[] };
    const events = touching(state.appointments, request.params.locationId, {
      start: asked.startTime,
      end: asked.endTime,
    });
    response.json({ events: events.filter((e) => !asked.userIds || asked.userIds.includes(e.assignedUserId)) });
  });
  return routes;
}

/** What the public booking page sends. */
export interface WidgetBooking {
  calendarId: string;
  startTime: string;
  timezone: string;
  contact?: Partial<Omit<Contact, 'id' | 'locationId'>>;
}

/** A customer who books is kept as a contact; a name or an e-mail address is needed. Gives the new id. */
export function keepContact(state: CrmState, locationId: string, contact: WidgetBooking['contact']): string {
  const { firstName = '', lastName = '', email = '', phone = '' } = contact ?? {};
  if (!firstName && !email) throw new CrmRefusal(422, 'contact must have a name or an e-mail address.');
  const id = newId();
  state.contacts.push({ id, locationId, firstName, lastName, email, phone });
  return id;
}

/** What of one sub-account touches `window` (epoch milliseconds). */
export function touching<T extends Pick<Appointment, 'locationId' | 'startTime' | 'endTime'>>(
  events: readonly T[],
  locationId: string,
  window: { start: number; end: number },
): T[] {
  return events.filter(
    (event) =>
      event.locationId === locationId &&
      Date.parse(event.startTime) < window.end &&
      Date.parse(event.endTime) > window.start,
  );
}

/** The public API answers with the appointment itself; the app's own calls get it wrapped. */
function answerTo(request: Request, name: string, body: object): object {
  return request.get('source') === 'WEB_USER' ? { [name]: body } : body;
}

/** The answer to a booking or a change carries fewer fields than the event itself (`AppointmentSchemaResponse`). */
export function summary(appointment: Appointment) {
  const { id, calendarId, locationId, contactId, startTime, endTime, title } = appointment;
  const { appointmentStatus, assignedUserId, address, isRecurring, rrule, masterEventId } = appointment;
  const meetingLocationType = 'custom';
  return {
    id,
    calendarId,
    locationId,
    contactId,
    startTime,
    endTime,
    title,
    meetingLocationType,
    appointmentStatus,
    assignedUserId,
    address,
    isRecurring,
    ...(rrule === undefined ? {} : { rrule }),
    ...(masterEventId === undefined ? {} : { masterEventId }),
  };
}
