import { element } from '../element.js';

export const PROVIDERS = [
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

const mark = ({ id, mark }) =>
  element('div', { class: `provider-mark provider-mark--${id}`, 'aria-hidden': 'true' }, mark);

/** What "Add new" opens, by the role and the classes of a look. */
const menuOf = (role, className, itemRole) => (providers) =>
  element(
    'div',
    { role, class: className, 'aria-label': 'Add a connection' },
    ...providers.map(({ name }) => element('button', { type: 'button', role: itemRole, class: 'add-new-item' }, name)),
  );

const card = (names) => (provider) =>
  element(
    'article',
    { class: `hr-card ${names.card}`, 'data-provider': names.marked && provider.id },
    mark(provider),
    element('h3', {}, provider.name),
    element('p', {}, provider.text),
    element('button', { type: 'button', class: 'hr-button' }, 'Connect'),
  );

const row = (provider) =>
  element(
    'li',
    { class: 'integration-row' },
    mark(provider),
    element('div', {}, element('h4', {}, provider.name), element('p', {}, provider.text)),
    element('button', { type: 'button', class: 'hr-button' }, 'Connect'),
  );

/** The page in its three looks. */
export const CONNECTION_LOOKS = {
  current: {
    bodyClass: 'hl_settings--body',
    button: { text: '+ Add new', attributes: { id: 'add-new-connection', class: 'hr-button hr-button--primary' } },
    menu: menuOf('menu', 'add-new-menu', 'menuitem'),
    list: (providers) =>
      element(
        'div',
        { id: 'card_view_container', class: 'connection-cards' },
        ...providers.map(card({ card: '', marked: true })),
      ),
  },
  older: {
    bodyClass: 'hl_settings--body hl_settings--main',
    button: { text: 'Add New', attributes: { class: 'hr-button btn-success' } },
    menu: menuOf('dialog', 'add-new-menu modal-content', undefined),
    list: (providers) => element('ul', { class: 'integrations-list' }, ...providers.map(row)),
  },
  renamed: {
    bodyClass: 'hl_settings--body',
    button: { text: 'Add New', attributes: { id: 'x7f31a', class: 'hr-button' } },
    menu: menuOf('listbox', 'add-new-menu', 'option'),
    list: (providers) =>
      element(
        'section',
        { id: 'q81c', class: 'z-grid connection-cards-x' },
        ...providers.map(card({ card: 'z-card', marked: false })),
      ),
  },
};
