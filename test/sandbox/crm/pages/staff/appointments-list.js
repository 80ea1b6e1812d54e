import { element } from '../element.js';
import { look } from '../look.js';
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
      rows.length === 0 ? element('p', { class: 'empty' }, 'No appointments yet.') : shape.table(rows),
    ),
  );
}

const HEADS = ['Title', 'Calendar', 'Appointment time', 'Owner', 'Status', ''];

const htmlTable = (names) => ({
  table: (rows) =>
    element(
      'table',
      { class: names.table },
      element('thead', {}, element('tr', {}, ...HEADS.map((name) => element('th', {}, name)))),
      element('tbody', { class: names.body }, ...rows),
    ),
  row: (id, cells) =>
    element(
      'tr',
      { class: names.row, 'data-event-id': id },
      ...cells.map((cell) => element('td', { class: names.cell }, cell)),
    ),
});

/** No table and no data: roles alone tell what is what. */
const ofRoles = {
  table: (rows) => {
    const heads = HEADS.map((name) => element('div', { role: 'columnheader', class: 'list-cell' }, name));
    const head = element('div', { role: 'row', class: 'list-row' }, ...heads);
    return element(
      'section',
      { class: 'list-frame' },
      element(
        'div',
        { role: 'table' },
        element('div', { role: 'rowgroup' }, head),
        element('div', { role: 'rowgroup' }, ...rows),
      ),
    );
  },
  row: (_id, cells) => {
    const nodes = cells.map((cell) => element('div', { role: 'cell', class: 'list-cell' }, element('div', {}, cell)));
    return element('div', { role: 'row', class: 'list-row' }, ...nodes);
  },
};

/** HighRise today, Naive UI before it. */
const LOOKS = {
  older: htmlTable({
    table: 'n-data-table n-data-table-table',
    body: 'n-data-table-tbody',
    row: 'n-data-table-tr',
    cell: 'n-data-table-td',
  }),
  renamed: ofRoles,
};
const shape = LOOKS[look] ?? htmlTable({ table: 'hr-table' });

function row(event, { place, users, calendars, redraw }) {
  const nameOf = (list, wanted) => list.find(({ id }) => id === wanted)?.name ?? '';
  const cancel = async () => {
    await updateAppointment(event.id, { appointmentStatus: 'cancelled' });
    await redraw();
  };
  const { appointmentStatus: status } = event;
  return shape.row(event.id, [
    event.title,
    nameOf(calendars, event.calendarId),
    when(event, place.timezone),
    nameOf(users, event.assignedUserId),
    element('span', { class: `status status--${status}` }, STATUS_NAMES[status]),
    status !== 'cancelled' &&
      element('button', { type: 'button', class: 'hr-button hr-button--text', onclick: cancel }, 'Cancel'),
  ]);
}

function when({ startTime, endTime }, zone) {
  const [start, end] = [Date.parse(startTime), Date.parse(endTime)];
  const date = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'medium' }).format(start);
  return `${date}, ${timeText(start, zone, true)} to ${timeText(end, zone, true)}`;
}
