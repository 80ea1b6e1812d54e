import { element } from '../element.js';
import { listCalendars } from './backend.js';
import { routeTo } from './router.js';
import { usersOf } from './session.js';

/** The settings' own tabs, above every settings page. */
export function settingsTabs(locationId, page) {
  const tab = (label, target) =>
    element('a', { class: page === target ? 'active' : '', ...routeTo(locationId, target) }, label);
  return element(
    'nav',
    { class: 'settings-tabs', 'aria-label': 'Calendar settings' },
    tab('Calendars', 'settings/calendars'),
    tab('Connections', 'settings/calendars/connections'),
  );
}

/** Calendar Settings: the sub-account's calendars with the addresses of their booking pages. */
export async function drawCalendarSettings(main, { locationId, page }) {
  const calendars = await listCalendars(locationId);
  const users = usersOf(locationId);
  const rows = calendars.map((calendar) => calendarRow(calendar, users));
  main.replaceChildren(
    element(
      'div',
      { class: 'hl_settings--body' },
      settingsTabs(locationId, page),
      element('h2', {}, 'Calendars'),
      element('p', { class: 'settings-lead' }, 'Manage your calendars and the pages where customers book them.'),
      element('table', { class: 'hr-table' }, element('tbody', {}, ...rows)),
    ),
  );
}

function calendarRow(calendar, users) {
  const team = calendar.teamMembers.map(({ userId }) => users.find(({ id }) => id === userId)?.name ?? userId);
  const link = `https://api.leadconnectorhq.com/widget/booking/${calendar.id}`;
  return element(
    'tr',
    {},
    element('td', {}, element('strong', {}, calendar.name)),
    element('td', {}, team.join(', ')),
    element('td', {}, `${calendar.slotDuration} mins`),
    element('td', {}, element('a', { href: link, target: '_blank', rel: 'noreferrer' }, 'Booking page')),
  );
}

/** A part of the CRM that has nothing to do with calendars. */
export function drawElsewhere(main) {
  main.replaceChildren(
    element('div', { class: 'list-page' }, element('p', { class: 'empty' }, 'Nothing to see here yet.')),
  );
}
