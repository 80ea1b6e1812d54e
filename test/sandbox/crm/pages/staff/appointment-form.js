import { element } from '../element.js';
import { instantOf, timeText } from '../zoned-clock.js';
import { listFreeSlots } from './backend.js';
import { ownList } from './own-list.js';
import { now, STATUS_NAMES, wallIso } from './session.js';

const STATUSES = Object.entries(STATUS_NAMES).map(([id, name]) => ({ id, name }));

/** The fields of the booking modal; `read()` gives what the API takes. With `appointment`, its values. */
export function appointmentForm(context, appointment, at) {
  const { place, calendars, users } = context;
  const start = appointment ? Date.parse(appointment.startTime) : (at ?? now());
  const fields = {
    calendar: choice('calendar-select', calendars, appointment?.calendarId),
    user: choice('user-select', users, appointment?.assignedUserId),
    status: choice('status-select', STATUSES, appointment?.appointmentStatus ?? 'confirmed'),
    date: element('input', {
      id: 'date-picker-standard',
      type: 'date',
      value: wallIso(start, place.timezone).slice(0, 10),
    }),
    slot: element('select', { id: 'slot-picker-standard' }),
    firstName: element('input', { id: 'contact-first-name', autocomplete: 'off' }),
    email: element('input', { id: 'contact-email', type: 'email', autocomplete: 'off' }),
  };
  const refresh = () => fillSlots(fields, place.timezone, appointment, at);
  for (const name of ['calendar', 'user', 'date']) fields[name].addEventListener('change', refresh);
  if (!appointment) fields.calendar.addEventListener('change', () => offerTeam(fields, context));
  if (!appointment) offerTeam(fields, context);
  void refresh();
  return { node: formNode(fields, place, appointment), read: () => readFields(fields, place, appointment) };
}

function formNode(fields, place, appointment) {
  return element(
    'div',
    { class: 'appointment-form' },
    labelled('Calendar', fields.calendar),
    labelled('Team member', fields.user),
    labelled('Date', fields.date),
    labelled(`Slot (${place.timezone})`, hasOwnLists() ? ownList(fields.slot) : fields.slot),
    labelled('Status', fields.status),
    !appointment && labelled('Contact name', fields.firstName),
    !appointment && labelled('Contact email', fields.email),
  );
}

/** The newer form draws the lists of its pickers itself. */
const hasOwnLists = () => new URLSearchParams(location.search).get('pickers') === 'own';

function readFields(fields, place, appointment) {
  const contact = { firstName: fields.firstName.value, email: fields.email.value };
  return {
    calendarId: fields.calendar.value,
    locationId: place.id,
    assignedUserId: fields.user.value,
    startTime: fields.slot.value,
    appointmentStatus: fields.status.value,
    ...(appointment ? {} : { contact }),
  };
}

/** Offers the calendar's own people. */
function offerTeam(fields, { calendars, users }) {
  const team = calendars.find(({ id }) => id === fields.calendar.value)?.teamMembers.map(({ userId }) => userId) ?? [];
  fields.user.replaceChildren(...options(users.filter(({ id }) => team.includes(id))));
}

async function fillSlots(fields, zone, appointment, at) {
  const [year, month, day] = fields.date.value.split('-').map(Number);
  const start = instantOf(year, month, day, 0, 0, zone);
  const end = instantOf(year, month, day + 1, 0, 0, zone) - 1;
  const days = await listFreeSlots(fields.calendar.value, start, end, zone, fields.user.value);
  const free = days[fields.date.value]?.slots ?? [];
  const own = appointment?.startTime.startsWith(fields.date.value) ? [appointment.startTime] : [];
  const starts = [...new Set([...own, ...free])].sort();
  fields.slot.replaceChildren(
    ...options(starts.map((iso) => ({ id: iso, name: timeText(Date.parse(iso), zone, true) }))),
  );
  const first = own[0] ?? starts.find((iso) => Date.parse(iso) === at);
  if (first) fields.slot.value = first;
}

function choice(id, entries, chosen) {
  const select = element('select', { id }, ...options(entries));
  if (chosen) select.value = chosen;
  return select;
}

function options(entries) {
  return entries.map(({ id, name }) => element('option', { value: id }, name));
}

function labelled(text, control) {
  return element('label', { class: 'form-row' }, element('span', {}, text), control);
}
