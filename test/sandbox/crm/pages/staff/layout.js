import { element, icon } from '../element.js';
import { routeTo } from './router.js';
import { locationOf, session } from './session.js';

const ICONS = {
  launchpad: 'M10 3l7 6v8h-5v-5H8v5H3V9z',
  conversations: 'M3 4h14v9H9l-4 3.500V13H3z',
  calendars: 'M3 5h14v12H3zM3 8.500h14M7 3v4M13 3v4',
  contacts:
    'M10 10a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400M3.800 17c.6-3.200 3-5 6.200-5s5.600 1.800 6.200 5',
  opportunities: 'M3 16V9h3.500v7zM8.300 16V4h3.500v12zM13.500 16v-5H17v5z',
  settings: 'M4 6h8M15 6h1M4 14h1M8 14h8M13.500 4.500v3M6.500 12.500v3',
};

/** The frame around every page: sidebar, the calendars' tabs, and an empty `main` that is given back. */
export function drawLayout(app, { locationId, page }) {
  const main = element('main', { id: 'main-content', class: 'hl_wrapper--inner' });
  const wrapper = element(
    'div',
    { class: `sidebar-v2-location ${locationId} flex v2-open` },
    sidebar(locationId, page),
    element('div', { class: 'hl_wrapper' }, header(locationId, page), main),
  );
  app.replaceChildren(wrapper);
  return main;
}

function sidebar(locationId, page) {
  const entry = (name, label, target) =>
    element(
      'a',
      {
        id: `sb_${name}`,
        meta: name,
        class: active(page.startsWith(target.split('/')[0])),
        ...routeTo(locationId, target),
      },
      icon(ICONS[name]),
      element('span', { class: 'nav-title' }, label),
    );
  return element(
    'aside',
    { id: 'sidebar-v2' },
    switcher(locationId),
    element(
      'nav',
      { class: 'hl_nav-header', 'aria-label': 'Main' },
      entry('launchpad', 'Launchpad', 'launchpad'),
      entry('conversations', 'Conversations', 'conversations'),
      entry('calendars', 'Calendars', 'calendars/view'),
      entry('contacts', 'Contacts', 'contacts'),
      entry('opportunities', 'Opportunities', 'opportunities'),
    ),
    element('div', { class: 'sidebar-foot' }, entry('settings', 'Settings', 'settings/calendars')),
  );
}

function switcher(locationId) {
  const others = session.locations.filter(({ id }) => id !== locationId);
  return element(
    'details',
    { id: 'location-switcher-sidebar-v2' },
    element(
      'summary',
      {},
      element('div', { class: 'hl_switcher-loc-name' }, locationOf(locationId).name),
      element(
        'div',
        { class: 'hl_switcher-loc-city' },
        `${locationOf(locationId).city}, ${locationOf(locationId).country}`,
      ),
    ),
    ...others.map(({ id, name }) => element('a', { class: 'location-choice', ...routeTo(id, 'calendars/view') }, name)),
  );
}

function header(locationId, page) {
  const tab = (id, label, target) =>
    element(
      'a',
      { id, class: active(page === target || page.startsWith(`${target}/`)), ...routeTo(locationId, target) },
      label,
    );
  return element(
    'header',
    { class: 'hl_header' },
    element('h1', { class: 'topmenu-title' }, page.startsWith('settings') ? 'Settings' : 'Calendars'),
    element(
      'nav',
      { class: 'topmenu-nav', 'aria-label': 'Calendars' },
      tab('tb_calendars-tab', 'Calendar View', 'calendars/view'),
      tab('tb_apppontment-tab', 'Appointment List View', 'calendars/appointments'),
      tab('tb_calendar-settings-top', 'Calendar Settings', 'settings/calendars'),
    ),
    element('div', { class: 'avatar', title: session.user.name }, initials(session.user)),
  );
}

function initials({ firstName, lastName }) {
  return `${firstName[0]}${lastName[0]}`;
}

function active(isActive) {
  return isActive ? 'active' : '';
}
