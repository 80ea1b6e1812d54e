import express, { type Router } from 'express';
import { keepContact, summary, type WidgetBooking } from '../crm/appointment-routes.ts';
import { type BookingChange, type BookingRequest, book, removeEvent, reschedule } from '../crm/booking.ts';
import type { Appointment, CrmState } from '../crm/model.ts';
import { found } from '../crm/refusal.ts';
import { bookSeries, changeSeries, instancesOf } from './series.ts';
import { grantOf } from './tokens.ts';
import type { World } from './world.ts';

/** Appointments as the API makes, reads, changes and deletes them; a series by its master's id or by an instance's. */
export function appointmentRoutes({ state, now, appointments }: World): Router {
  const routes = express.Router();
  routes.post('/calendars/events/appointments', (request, response) => {
    const asked = request.body as BookingRequest & { rrule?: string };
    const made = asked.rrule ? bookSeries(state, asked, asked.rrule, now()) : book(state, asked, now(), BY_API);
    response.json(summary(made));
  });
  routes.get('/calendars/events/appointments/:eventId', (request, response) => {
    const { eventId } = request.params;
    const { locationId } = grantOf(response);
    const gone = appointments.lingering(eventId);
    const event = gone?.locationId === locationId ? gone : eventOf(state, eventId, locationId);
    response.json({ event });
  });
  routes.put('/calendars/events/appointments/:eventId', (request, response) => {
    const { id } = eventOf(state, request.params.eventId, grantOf(response).locationId);
    const change = request.body as BookingChange;
    const isSeries = instancesOf(state, id).length > 0;
    response.json(summary(isSeries ? changeSeries(state, id, change, now()) : reschedule(state, id, change, now())));
  });
  routes.delete('/calendars/events/:eventId', (request, response) => {
    ownEvent(state, request.params.eventId, grantOf(response).locationId);
    removeEvent(state, request.params.eventId);
    response.status(201).json({ succeeded: true });
  });
  return routes;
}

const BY_API = { source: 'third_party' };

/** What the public booking page does for a customer. It asks for no token. */
export function publicBooking({ state, now }: World): Router {
  return express.Router().post('/calendars/events/appointments/widget', (request, response) => {
    const { calendarId, startTime, contact } = request.body as WidgetBooking;
    const { locationId } = found(
      state.calendars.find(({ id }) => id === calendarId),
      'Calendar',
    );
    const contactId = keepContact(state, locationId, contact);
    const booking = { calendarId, locationId, contactId, startTime };
    response.json(summary(book(state, booking, now(), { source: 'booking_widget' })));
  });
}

/** The appointment, or for a master's id its first instance under that id. */
function eventOf(state: CrmState, id: string, locationId: string): Appointment {
  const ofMaster = instancesOf(state, id)[0];
  const event = state.appointments.find((one) => one.id === id) ?? (ofMaster && { ...ofMaster, id });
  return found(event?.locationId === locationId ? event : undefined, 'Appointment');
}

function ownEvent(state: CrmState, id: string, locationId: string): void {
  const block = state.blockedSlots.find((one) => one.id === id && one.locationId === locationId);
  if (!block) eventOf(state, id, locationId);
}
