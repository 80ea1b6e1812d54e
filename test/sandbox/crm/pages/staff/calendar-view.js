import { element } from '../element.js';
import { look, nameIn } from '../look.js';
import { instantOf } from '../zoned-clock.js';
import { openAppointment, openNewAppointment } from './appointment-modal.js';
import { listBlockedSlots, listCalendars, moveAppointment, searchEvents } from './backend.js';
import { calendarToolbar, filterDrawer } from './calendar-toolbar.js';
import { drawnCalendar } from './drawn-calendar.js';
import { olderMonth, renamedMonth } from './drawn-month.js';
import { olderGrid, placeOlder } from './older-grid.js';
import { renamedGrid } from './renamed-grid.js';
import { locationOf, now, session, usersOf, wallIso } from './session.js';

/** The looks in which the calendar is not today's FullCalendar. */
const SKINS = {
  older: { timeGrid: olderGrid, month: olderMonth, place: placeOlder },
  renamed: { timeGrid: renamedGrid, month: renamedMonth },
};

/** Calendars > Calendar View: the real FullCalendar in the sub-account's zone. Gives what takes it down. */
export async function drawCalendarView(main, { locationId }) {
  const place = locationOf(locationId);
  const calendars = await listCalendars(locationId);
  const shownUsers = new Set([session.user.id]);
  const host = element('div', { class: 'calendar-grid' });
  const refetch = () => grid.refetchEvents();
  const context = { place, calendars, users: usersOf(locationId), saved: refetch };
  const grid = SKINS[look] ? makeDrawn(host, context, shownUsers) : makeGrid(host, context, shownUsers);
  const toolbar = calendarToolbar(grid, () => openNewAppointment(context));
  const drawer = filterDrawer(context.users, shownUsers, refetch);
  toolbar
    .querySelector(`#${nameIn('customizations-button')}`)
    .addEventListener('click', () => drawer.toggleAttribute('hidden'));
  main.replaceChildren(
    element('div', { class: 'calendar-page' }, toolbar, element('div', { class: 'calendar-body' }, host, drawer)),
  );
  grid.render();
  return () => grid.destroy();
}

function makeDrawn(host, context, shownUsers) {
  const { place } = context;
  const options = {
    zone: place.timezone,
    now,
    load: (range) => loadEvents(range, context, shownUsers),
    openEvent: ({ extendedProps }) => extendedProps?.appointment && openAppointment(context, extendedProps.appointment),
    openTime: (wall) => openNewAppointment(context, instantOfWall(wall, place.timezone)),
  };
  return drawnCalendar(host, options, SKINS[look]);
}

function makeGrid(host, context, shownUsers) {
  const { place } = context;
  return new window.FullCalendar.Calendar(host, {
    initialView: 'timeGridWeek',
    headerToolbar: false,
    timeZone: place.timezone,
    now: () => wallIso(now(), place.timezone),
    nowIndicator: true,
    height: '100%',
    expandRows: true,
    slotMinTime: '07:00:00',
    slotMaxTime: '20:00:00',
    slotEventOverlap: false,
    displayEventEnd: false,
    editable: true,
    dayHeaderContent: ({ date, view }) => dayHeader(date, view.type === 'dayGridMonth'),
    events: (range) => loadEvents(range, context, shownUsers),
    eventClick: ({ event }) =>
      event.extendedProps.appointment && openAppointment(context, event.extendedProps.appointment),
    dateClick: ({ dateStr }) => openNewAppointment(context, instantOfWall(dateStr, place.timezone)),
    eventDrop: (change) => void move(change, context),
    eventResize: (change) => void move(change, context),
  });
}

function dayHeader(date, isOfMonth) {
  const text = (options) => new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(date);
  const name = element('span', { class: 'day-name' }, text({ weekday: 'short' }));
  if (isOfMonth) return { domNodes: [name] };
  return { domNodes: [name, element('span', { class: 'day-number' }, text({ day: 'numeric' }))] };
}

async function loadEvents(range, { place, calendars }, shownUsers) {
  const [start, end] = [instantOfWall(range.startStr, place.timezone), instantOfWall(range.endStr, place.timezone)];
  const [appointments, blocks] = await Promise.all([
    searchEvents(place.id, start, end, [...shownUsers]),
    listBlockedSlots(place.id, start, end),
  ]);
  const standing = appointments.filter(
    ({ appointmentStatus }) => !['cancelled', 'invalid'].includes(appointmentStatus),
  );
  return [
    ...standing.map((appointment) => asEvent(appointment, calendars)),
    ...blocks.filter((block) => shownUsers.has(block.assignedUserId)).map(asBlock),
  ];
}

function asEvent(appointment, calendars) {
  const color = calendars.find(({ id }) => id === appointment.calendarId)?.eventColor ?? '#667085';
  const { id, title, startTime, endTime } = appointment;
  return { id, title, start: startTime, end: endTime, color, extendedProps: { appointment } };
}

function asBlock({ id, title, startTime, endTime }) {
  return {
    id,
    title,
    start: startTime,
    end: endTime,
    editable: false,
    classNames: ['blocked-slot'],
    color: '#eaecf0',
    textColor: '#475467',
  };
}

async function move({ event, revert }, { place, saved }) {
  const iso = (wall) => new Date(instantOfWall(wall, place.timezone)).toISOString();
  try {
    await moveAppointment(event.id, { startTime: iso(event.startStr), endTime: iso(event.endStr) });
    saved();
  } catch (error) {
    revert();
    throw error;
  }
}

/** The grid's dates are wall time of the sub-account's zone, whatever offset is written behind them. */
function instantOfWall(wall, zone) {
  const [year, month, day, hour = 0, minute = 0] = wall.match(/\d+/g).map(Number);
  return instantOf(year, month, day, wall.includes('T') ? hour : 0, wall.includes('T') ? minute : 0, zone);
}
