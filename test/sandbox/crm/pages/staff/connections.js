import { element } from '../element.js';
import { session } from './session.js';
import { settingsTabs } from './settings.js';

const PROVIDERS = [
  {
    id: 'google',
    name: 'Google Calendar',
    mark: 'G',
    text: 'Sync appointments and block busy times with Google Calendar.',
  },
  {
    id: 'outlook',
    name: 'Outlook Calendar',
    mark: 'O',
    text: 'Sync appointments and block busy times with Microsoft Outlook.',
  },
  { id: 'zoom', name: 'Zoom', mark: 'Z', text: 'Make a meeting link for each appointment.' },
];

/** Calendar Settings > Connections: one card a provider, none of them connected. */
export function drawConnections(main, { locationId, page }) {
  main.replaceChildren(
    element(
      'div',
      { class: 'hl_settings--body' },
      settingsTabs(locationId, page),
      element(
        'div',
        { class: 'settings-head' },
        element(
          'div',
          {},
          element('h2', {}, 'Connections'),
          element('p', { class: 'settings-lead' }, `Calendars and video conferencing of ${session.user.name}.`),
        ),
        element(
          'button',
          { type: 'button', id: 'add-new-connection', class: 'hr-button hr-button--primary' },
          '+ Add new',
        ),
      ),
      element('div', { id: 'card_view_container', class: 'connection-cards' }, ...PROVIDERS.map(card)),
    ),
  );
}

function card({ id, name, mark, text }) {
  return element(
    'article',
    { class: 'hr-card', 'data-provider': id },
    element('div', { class: `provider-mark provider-mark--${id}`, 'aria-hidden': 'true' }, mark),
    element('h3', {}, name),
    element('p', {}, text),
    element('button', { type: 'button', class: 'hr-button' }, 'Connect'),
  );
}
