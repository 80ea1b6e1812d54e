import { element } from '../element.js';
import { timeText } from '../zoned-clock.js';
import { listCalendars, listEvents, updateAppointment } from './backend.js';
import { locationOf, now, STATUS_NAMES, usersOf } from './session.js';

const DAY_MS = 86_400_000;

/** Calendars > Appointment List View: everybody's appointments from yesterday on. */
export async function drawAppointments(main, route) {
  const { locationId } = route;
  const place = locationOf(locationId);
  const users = usersOf(locationId);
  const [from, until] = [now() - DAY_MS, now() + 90 * DAY_MS];
  const [calendars, ...lists] = await Promise.all([
    listCalendars(locationId),
    ...users.map(({ id }) => listEvents(locationId, from, until, id)),
  ]);
  const events = lists.flat();
  const sorted = events.sort((a, b) => Date.parse(a.startTime) - Date.parse(b.startTime));
  const redraw = () => drawAppointments(main, route);
  const rows = sorted.map((event) => row(event, { place, users, calendars, redraw }));
  main.replaceChildren(
    element(
      'div',
      { class: 'list-page' },
      rows.length === 0 ? element('p', { class: 'empty' }, 'No appointments yet.') : table(rows),
    ),
  );
}

function table(rows) {
  const heads = ['Title', 'Calendar', 'Appointment time', 'Owner', 'Status', ''].map((name) => element('th', {}, name));
  return element(
    'table',
    { class: 'hr-table' },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function row(event, { place, users, calendars, redraw }) {
  const nameOf = (list, wanted) => list.find(({ id }) => id === wanted)?.name ?? '';
  const cancel = async () => {
    await updateAppointment(event.id, { appointmentStatus: 'cancelled' });
    await redraw();
  };
  return element(
    'tr',
    { 'data-event-id': event.id },
    element('td', {}, event.title),
    element('td', {}, nameOf(calendars, event.calendarId)),
    element('td', {}, when(event, place.timezone)),
    element('td', {}, nameOf(users, event.assignedUserId)),
    element(
      'td',
      {},
      element('span', { class: `status status--${event.appointmentStatus}` }, STATUS_NAMES[event.appointmentStatus]),
    ),
    element(
      'td',
      {},
      event.appointmentStatus !== 'cancelled' &&
        element('button', { type: 'button', class: 'hr-button hr-button--text', onclick: cancel }, 'Cancel'),
    ),
  );
}

function when({ startTime, endTime }, zone) {
  const [start, end] = [Date.parse(startTime), Date.parse(endTime)];
  const date = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'medium' }).format(start);
  return `${date}, ${timeText(start, zone, true)} to ${timeText(end, zone, true)}`;
}
