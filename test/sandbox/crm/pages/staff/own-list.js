import { element } from '../element.js';

/** A picker's list at the end of the page while it is open, as the UI kits draw it; `select` keeps what is chosen. */
export function ownList(select, { field, say, list, option }) {
  const tell = () => say(field, select.selectedOptions[0]?.textContent ?? '');
  let open = null;
  const close = () => {
    open?.remove();
    open = null;
  };
  const pick = (chosen) => {
    select.value = chosen.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    tell();
    close();
  };
  const show = () => {
    const { left, bottom, width } = field.getBoundingClientRect();
    open = list([...select.options].map((one) => option(one.textContent, () => pick(one), one.selected)));
    Object.assign(open.style, { left: `${left}px`, top: `${bottom + 4}px`, width: `${width}px` });
    document.body.append(open);
  };
  field.addEventListener('click', () => (open ? close() : show()));
  new MutationObserver(tell).observe(select, { childList: true });
  select.addEventListener('slots-set', () => {
    tell();
    if (!open) return;
    close();
    show();
  });
  return field;
}

/** In the manner of Naive UI: what is chosen in a field, options of plain boxes. */
export function kitList(select, id) {
  const field = element('input', { class: 'n-base-selection-input', readonly: true, 'aria-haspopup': 'listbox' });
  ownList(select, {
    field,
    say: (shown, words) => {
      shown.value = words;
    },
    list: (options) => element('div', { class: 'n-base-select-menu', role: 'listbox' }, ...options),
    option: (words, onclick) => element('div', { class: 'n-base-select-option', role: 'option', onclick }, words),
  });
  return element('div', { class: 'n-select', id }, field);
}

/** With roles alone: a box that says what is chosen, and a list of rows. */
export function plainList(select, label) {
  const words = element('span', {});
  const field = element(
    'div',
    { class: 'drawn-box', role: 'combobox', tabindex: '0', 'aria-haspopup': 'listbox', 'aria-label': label },
    words,
  );
  return ownList(select, {
    field,
    say: (_shown, said) => {
      words.textContent = said;
    },
    list: (options) => element('ul', { class: 'drawn-list', role: 'listbox', 'aria-label': label }, ...options),
    option: (said, onclick, isChosen) =>
      element('li', { role: 'option', onclick, 'aria-selected': String(isChosen) }, element('span', {}, said)),
  });
}
