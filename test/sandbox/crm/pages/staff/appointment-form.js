import { element } from '../element.js';
import { instantOf, timeText } from '../zoned-clock.js';
import { dialogLook } from './appointment-looks.js';
import { listFreeSlots } from './backend.js';
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
    date: element('input', { type: 'date', value: wallIso(start, place.timezone).slice(0, 10) }),
    slot: element('select', {}),
    custom: customTimes(start, place.timezone),
    firstName: element('input', { id: 'contact-first-name', autocomplete: 'off' }),
    email: element('input', { id: 'contact-email', type: 'email', autocomplete: 'off' }),
  };
  const refresh = () => fillSlots(fields, place.timezone, appointment, at);
  for (const name of ['calendar', 'user', 'date']) fields[name].addEventListener('change', refresh);
  if (!appointment) fields.calendar.addEventListener('change', () => offerTeam(fields, context));
  if (!appointment) offerTeam(fields, context);
  const node = formNode(fields, place, appointment);
  void refresh();
  return { node, read: () => readFields(fields, place, appointment) };
}

function formNode(fields, place, appointment) {
  const { row, date, slot } = dialogLook();
  const offered = (from, until) => offeredOn(fields, place.timezone, from, until);
  const slotRow = row(`Slot (${place.timezone})`, slot(fields.slot));
  const { own } = fields.custom;
  const customRow = element('div', { hidden: true }, row(`Time (${place.timezone})`, own));
  const swap = ({ target }) => {
    customRow.hidden = !target.checked;
    slotRow.hidden = target.checked;
  };
  const box = element('input', { type: 'checkbox', role: 'switch', onchange: swap });
  fields.custom.isOn = () => box.checked;
  return element(
    'div',
    { class: 'appointment-form' },
    row('Calendar', fields.calendar),
    row('Team member', fields.user),
    row('Date', date(fields.date, offered)),
    element('div', {}, slotRow, customRow, element('label', { class: 'custom-time' }, box, 'Custom time')),
    row('Status', fields.status),
    !appointment && row('Contact name', fields.firstName),
    !appointment && row('Contact email', fields.email),
  );
}

/** Any start and end of the chosen day, whether it is offered or not. */
function customTimes(start, zone) {
  const time = (label, at) =>
    element('input', { type: 'time', 'aria-label': label, value: wallIso(at, zone).slice(11, 16) });
  const from = time('Start time', start);
  const until = time('End time', start + 30 * 60_000);
  return { from, until, own: element('div', { class: 'custom-times' }, from, until) };
}

function readFields(fields, place, appointment) {
  const contact = { firstName: fields.firstName.value, email: fields.email.value };
  return {
    calendarId: fields.calendar.value,
    locationId: place.id,
    assignedUserId: fields.user.value,
    ...readTimes(fields, place.timezone),
    appointmentStatus: fields.status.value,
    ...(appointment ? {} : { contact }),
  };
}

function readTimes({ slot, custom, date }, zone) {
  if (!custom.isOn()) return { startTime: slot.value };
  const [year, month, day] = date.value.split('-').map(Number);
  const at = ({ value }) => new Date(instantOf(year, month, day, ...value.split(':').map(Number), zone)).toISOString();
  return { startTime: at(custom.from), endTime: at(custom.until), ignoreFreeSlotValidation: true };
}

/** The free starts of the chosen calendar and person from one date up to another one. */
function offeredOn({ calendar, user }, zone, from, until) {
  const at = (iso) => instantOf(...iso.split('-').map(Number), 0, 0, zone);
  return listFreeSlots(calendar.value, at(from), at(until) - 1, zone, user.value);
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
  const asked = () => [fields.calendar.value, fields.user.value, fields.date.value].join();
  const before = asked();
  const days = await listFreeSlots(fields.calendar.value, start, end, zone, fields.user.value);
  // Something else was chosen meanwhile, and is asked for already.
  if (asked() !== before) return;
  const free = days[fields.date.value]?.slots ?? [];
  const own = appointment?.startTime.startsWith(fields.date.value) ? [appointment.startTime] : [];
  const starts = [...new Set([...own, ...free])].sort();
  fields.slot.replaceChildren(
    ...options(starts.map((iso) => ({ id: iso, name: timeText(Date.parse(iso), zone, true) }))),
  );
  const first = own[0] ?? starts.find((iso) => Date.parse(iso) === at);
  if (first) fields.slot.value = first;
  fields.slot.dispatchEvent(new Event('slots-set'));
}

function choice(id, entries, chosen) {
  const select = element('select', { id }, ...options(entries));
  if (chosen) select.value = chosen;
  return select;
}

function options(entries) {
  return entries.map(({ id, name }) => element('option', { value: id }, name));
}
