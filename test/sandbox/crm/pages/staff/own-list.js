import { element } from '../element.js';

/** A picker in the manner of Naive UI: what is chosen in a field, and a list at the end of the page while it is open. */
export function ownList(select) {
  const shown = element('input', { class: 'n-base-selection-input', readonly: true, 'aria-haspopup': 'listbox' });
  const tell = () => {
    shown.value = select.selectedOptions[0]?.textContent ?? '';
  };
  let list = null;
  const close = () => {
    list?.remove();
    list = null;
  };
  const pick = (option) => {
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    tell();
    close();
  };
  const open = () => {
    const { left, bottom, width } = shown.getBoundingClientRect();
    list = element('div', { class: 'n-base-select-menu', role: 'listbox' });
    for (const option of select.options)
      list.append(
        element(
          'div',
          { class: 'n-base-select-option', role: 'option', onclick: () => pick(option) },
          option.textContent,
        ),
      );
    Object.assign(list.style, { left: `${left}px`, top: `${bottom + 4}px`, width: `${width}px` });
    document.body.append(list);
  };
  shown.addEventListener('click', () => (list ? close() : open()));
  new MutationObserver(tell).observe(select, { childList: true });
  select.hidden = true;
  const picker = element('div', { class: 'n-select', id: 'slot-picker-standard' }, shown, select);
  select.removeAttribute('id');
  return picker;
}
