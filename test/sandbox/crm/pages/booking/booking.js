import { element } from '../element.js';
import { dressUp, look, nameIn } from '../look.js';
import { currentName, instantOf, wallClock } from '../zoned-clock.js';
import { bookingInfo } from './booking-info.js';
import { calendarChoice } from './calendar-choice.js';
import { confirmation, contactForm } from './contact-form.js';
import { monthTable } from './month-table.js';
import { slotList } from './slot-list.js';
import { timeZonePicker } from './time-zone-picker.js';

const BACKEND = 'https://backend.leadconnectorhq.com';
const boot = JSON.parse(document.getElementById('boot').textContent);
const root = document.getElementById('appointment_widgets--revamp');
// Group pages and service menus once had a root of their own.
root.id = look === 'older' && boot.several ? 'cal_servicemenu_widgets' : nameIn(root.id);
root.className = nameIn(root.className);
dressUp();
const clockShift = boot.now - Date.now();
const now = () => Date.now() + clockShift;

const view = {
  zone: currentName(Intl.DateTimeFormat().resolvedOptions().timeZone),
  hour12: true,
  month: null,
  date: null,
  slots: {},
  chosen: null,
  loading: true,
  step: boot.several ? 'calendar' : 'time',
  problem: '',
  appointment: null,
};

/** Changes what is shown and, as the CRM's widget does, replaces the nodes that show it. */
function show(change) {
  Object.assign(view, change);
  const info = view.step === 'calendar' ? null : bookingInfo(boot, view);
  root.replaceChildren(element('div', { class: 'widget-card' }, info, main()));
}

function main() {
  if (view.step === 'calendar') return calendarChoice(boot.several, pickCalendar);
  if (view.step === 'details') return contactForm({ back: () => show({ step: 'time' }), submit: book });
  if (view.step === 'done') return confirmation(boot, view);
  return element('div', { class: 'widgets-step-1-container' }, dateColumn(), timeColumn());
}

function dateColumn() {
  return element(
    'section',
    { class: 'date-column' },
    element('h4', { class: 'label-select-date' }, 'Select date & time'),
    monthTable(view, now(), { pickDate: (date) => show({ date, chosen: null }), pickMonth }),
    timeZonePicker(view, now(), pickZone),
  );
}

function timeColumn() {
  return slotList(view, {
    setHour12: (hour12) => show({ hour12 }),
    confirm: (chosen) => show({ chosen, step: 'details', problem: '' }),
  });
}

async function pickMonth(month) {
  show({ month, date: null, slots: {}, chosen: null, loading: true, problem: '' });
  await loadSlots();
}

async function pickZone(zone) {
  show({ zone, slots: {}, chosen: null, loading: true, problem: '' });
  await loadSlots();
}

/** Asks for the month that is shown, and opens its first day with a free slot. */
async function loadSlots() {
  const { month, zone } = view;
  const startDate = instantOf(month.year, month.month, 1, 0, 0, zone);
  const endDate = instantOf(month.year, month.month + 1, 1, 0, 0, zone) - 1;
  const query = new URLSearchParams({ startDate, endDate, timezone: zone, sendSeatsPerSlot: 'false' });
  const response = await fetch(`${BACKEND}/calendars/${boot.calendar.id}/free-slots?${query}`);
  if (view.month !== month || view.zone !== zone) return;
  if (!response.ok) return show({ loading: false, problem: 'We could not load the times. Please try again.' });
  const { traceId: _trace, ...days } = await response.json();
  const slots = Object.fromEntries(Object.entries(days).map(([date, day]) => [date, day.slots]));
  const kept = view.date && slots[view.date] ? view.date : (Object.keys(slots).sort()[0] ?? null);
  show({ slots, date: kept, loading: false });
}

async function book(contact) {
  const response = await fetch(`${BACKEND}/calendars/events/appointments/widget`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      calendarId: boot.calendar.id,
      startTime: view.chosen,
      timezone: view.zone,
      contact,
    }),
  });
  const answer = await response.json();
  if (response.ok) return show({ appointment: answer, step: 'done' });
  show({ step: 'time', chosen: null, loading: true, problem: String(answer.message) });
  await loadSlots();
}

async function pickCalendar(chosen) {
  Object.assign(boot, chosen);
  view.step = 'time';
  await openFirstMonth();
}

async function openFirstMonth() {
  const today = wallClock(now(), view.zone);
  const first = { year: today.year, month: today.month };
  await pickMonth(first);
  if (!view.date && view.month === first) await pickMonth(following(first));
}

if (view.step === 'calendar') show({});
else await openFirstMonth();

function following({ year, month }) {
  return month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
}
