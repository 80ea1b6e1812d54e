import { element } from '../element.js';
import { CONNECTION_LOOKS, PROVIDERS } from './connections-looks.js';
import { session } from './session.js';
import { settingsTabs } from './settings.js';

/**
 * Calendar Settings > Connections: one entry a provider, none of them connected. `?look=older` is the page of 2024,
 * `?look=renamed` one whose ids and classes were made anew while texts and roles stayed, `?look=none` has no list.
 */
export function drawConnections(main, { locationId, page }) {
  const look = CONNECTION_LOOKS[new URLSearchParams(location.search).get('look') ?? 'current'] ?? {};
  const list = look.list?.(PROVIDERS);
  main.replaceChildren(
    element(
      'div',
      { class: look.bodyClass ?? 'hl_settings--body' },
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
        list && addNew(look),
      ),
      list,
    ),
  );
}

/** "Add new" with what it offers. */
function addNew({ button, menu }) {
  const holder = element('div', { class: 'add-new' });
  const toggle = () => {
    if (holder.lastChild !== opener) return holder.lastChild.remove();
    holder.append(menu(PROVIDERS));
  };
  const opener = element('button', { type: 'button', onclick: toggle, ...button.attributes }, button.text);
  holder.append(opener);
  return holder;
}
