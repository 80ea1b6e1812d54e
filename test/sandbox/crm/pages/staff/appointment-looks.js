import { element } from '../element.js';
import { look } from '../look.js';
import { kitDate, olderDate, plainDate } from './date-looks.js';
import { kitList, plainList } from './own-list.js';

/** A label around its control. */
const wrapped = (text, control) => element('label', { class: 'form-row' }, element('span', {}, text), control);

/** A label and a control side by side, as the UI kits nest them. */
function apart(text, control) {
  return element(
    'div',
    { class: 'n-form-item' },
    element('div', { class: 'n-form-item-label' }, element('span', { class: 'n-form-item-label__text' }, text)),
    element('div', { class: 'n-form-item-blank' }, control),
  );
}

function nested(text, control) {
  const words = element('div', { class: 'drawn-words' }, element('em', {}, text));
  return element(
    'div',
    { role: 'group', 'aria-label': text, class: 'drawn-field' },
    words,
    element('div', {}, control),
  );
}

function named(id, control) {
  control.setAttribute('id', id);
  return control;
}

/** The older list offers times as texts; `select` keeps the instants that they stand for. */
function textList(select) {
  const shown = element('select', { id: 'slot-picker-standard' });
  const tell = () => {
    shown.replaceChildren(...[...select.options].map(({ textContent }) => element('option', {}, textContent)));
    shown.selectedIndex = select.selectedIndex;
  };
  shown.addEventListener('change', () => {
    select.selectedIndex = shown.selectedIndex;
  });
  select.addEventListener('slots-set', tell);
  return shown;
}

const LOOKS = {
  current: {
    row: wrapped,
    date: (input) => named('date-picker-standard', input),
    slot: (select) => named('slot-picker-standard', select),
    names: {
      dialog: { id: 'book-appointment', class: 'hr-modal bookAppointmentFormContainer' },
      save: 'save-appointment-button',
    },
  },
  /** Today's form with pickers that it draws itself. */
  own: {
    row: apart,
    date: (input, offered) => kitDate(input, 'date-picker-standard', offered),
    slot: (select) => kitList(select, 'slot-picker-standard'),
    names: { dialog: { class: 'hr-modal' }, save: 'modal-footer-btn-positive-action' },
  },
  older: {
    row: apart,
    date: (input, offered) => olderDate(input, 'date-picker-standard', offered),
    slot: textList,
    names: { dialog: { id: 'book-appointment', class: 'n-modal older-modal' }, save: 'save-appointment-button' },
  },
  renamed: {
    row: nested,
    date: (input, offered) => plainDate(input, 'Date', offered),
    slot: (select) => plainList(select, 'Slot'),
    names: { dialog: { class: 'drawn-modal' }, save: 'drawn-save' },
  },
};

const pickers = new URLSearchParams(location.search).get('pickers');

/** How the dialog is marked up: `?look=` as everywhere, `?pickers=own` with lists that it draws, `native` with the browser's. */
export function dialogLook() {
  const at = LOOKS[look] ?? (pickers === 'own' ? LOOKS.own : LOOKS.current);
  if (look !== 'renamed' || pickers !== 'native') return at;
  return { ...at, date: (input) => input, slot: (select) => select };
}
