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

export function createAppointment(booking) {
  return call('POST', '/calendars/events/appointments', booking);
}

export function updateAppointment(eventId, change) {
  return call('PUT', `/calendars/events/appointments/${eventId}`, change);
}

export function deleteEvent(eventId) {
  return call('DELETE', `/calendars/events/${eventId}`, {});
}

async function call(method, path, body) {
  const headers = { channel: 'APP', source: 'WEB_USER', version: '2021-04-15' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(`${BACKEND}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error([answer.message].flat().join(' '));
  return answer;
}
