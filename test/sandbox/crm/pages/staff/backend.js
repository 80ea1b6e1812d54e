import { send } from './axios-like.js';

const BACKEND = 'https://backend.leadconnectorhq.com';

/** The calendars of a sub-account, with their team members. */
export async function listCalendars(locationId) {
  const query = new URLSearchParams({ locationId, showThirdParty: 'true' });
  return (await call('GET', `/calendars/?${query}`)).calendars;
}

/** Appointments between two instants (epoch milliseconds) of some of the people. */
export async function searchEvents(locationId, startTime, endTime, userIds) {
  return (await call('POST', `/calendars/events/${locationId}/search/`, { startTime, endTime, userIds })).events;
}

/** Blocked slots of all people of the sub-account. */
export async function listBlockedSlots(locationId, startTime, endTime) {
  const query = new URLSearchParams({ locationId, startTime, endTime });
  return (await call('GET', `/calendars/blocked-slots?${query}`)).events;
}

/** Free starts by date between two instants, as ISO with the offset of `timezone`. */
export async function listFreeSlots(calendarId, startDate, endDate, timezone, userId) {
  const query = new URLSearchParams({ startDate, endDate, timezone, ...(userId ? { userId } : {}) });
  const { traceId: _trace, ...days } = await call('GET', `/calendars/${calendarId}/free-slots?${query}`);
  return days;
}

/** Appointments of one person between two instants, as the list page asks for them. */
export async function listEvents(locationId, startTime, endTime, userId) {
  const query = new URLSearchParams({ locationId, startTime, endTime, userId });
  return (await callByXhr('GET', `/calendars/events?${query}`)).events;
}

export function createAppointment(booking) {
  return callByXhr('POST', '/calendars/events/appointments', booking);
}

/** From a dialog or a list. */
export function updateAppointment(eventId, change) {
  return callByXhr('PUT', `/calendars/events/appointments/${eventId}`, change);
}

/** From the grid, by dragging. */
export function moveAppointment(eventId, change) {
  return call('PUT', `/calendars/events/appointments/${eventId}`, change);
}

export function deleteEvent(eventId) {
  return call('DELETE', `/calendars/events/${eventId}`, {});
}

/** A part of the app speaks through axios, the newer one through fetch. */
function callByXhr(method, path, body) {
  return send(method, `${BACKEND}${path}`, headersOf(body), body);
}

function headersOf(body) {
  const headers = { channel: 'APP', source: 'WEB_USER', version: '2021-04-15' };
  return body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
}

async function call(method, path, body) {
  const response = await fetch(`${BACKEND}${path}`, {
    method,
    headers: headersOf(body),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error([answer.message].flat().join(' '));
  return answer;
}
