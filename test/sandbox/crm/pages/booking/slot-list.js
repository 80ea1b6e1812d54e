import { element } from '../element.js';
import { look, nameIn } from '../look.js';
import { timeText } from '../zoned-clock.js';

/** The right column: the free times of the chosen day. */
export function slotList(view, { setHour12, confirm }) {
  return element(
    'section',
    { class: 'time-column' },
    element('div', { class: 'time-head' }, dayHeading(view.date), hourToggle(view.hour12, setHour12)),
    view.problem && element('p', { class: 'widget-problem', role: 'alert' }, view.problem),
    view.loading ? element('p', { class: 'widget-loading' }, 'Loading times…') : slots(view, confirm),
  );
}

function slots(view, confirm) {
  const starts = view.slots[view.date] ?? [];
  if (starts.length === 0) {
    return element('div', { class: 'no-slots-container' }, 'No times are available. Please choose another date.');
  }
  const slot = look === 'older' ? olderSlot : currentSlot;
  const list = element(look === 'older' ? 'div' : 'ul', { class: 'widgets-time-slots', id: 'widgets_time_slots' });
  list.append(...starts.map((iso) => slot(iso, view, list, confirm)));
  return element('div', { class: 'widgets-slot-block' }, list);
}

/** The slots carry their text and nothing else. */
function currentSlot(iso, view, list, confirm) {
  const text = element('span', {}, timeText(Date.parse(iso), view.zone, view.hour12));
  const item = element(
    'li',
    { class: 'widgets-time-slot', onclick: () => choose(item, list, () => confirm(iso)) },
    look === 'renamed' ? element('div', {}, element('div', {}, text)) : text,
  );
  return item;
}

/** The older widget had a choice of radio buttons. */
function olderSlot(iso, view, list, confirm) {
  const item = element(
    'label',
    { class: 'widgets-time-slot' },
    element('input', { type: 'radio', name: 'hour', onchange: () => choose(item, list, () => confirm(iso)) }),
    element('span', {}, timeText(Date.parse(iso), view.zone, view.hour12)),
  );
  return item;
}

function choose(item, list, confirm) {
  const actived = nameIn('actived');
  if (item.classList.contains(actived)) return;
  for (const other of list.querySelectorAll(`.${actived}`)) {
    other.classList.remove(actived);
    other.querySelector('button').remove();
  }
  item.classList.add(actived);
  item.append(
    element('button', { type: 'button', class: 'btn selected-slot', onclick: confirm }, element('div', {}, 'Select')),
  );
}

function dayHeading(date) {
  if (!date) return element('h4', { class: 'selected-appointment-date' }, 'No date chosen');
  const options = { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' };
  const text = new Intl.DateTimeFormat('en-US', options).format(Date.parse(`${date}T00:00:00Z`));
  return element('h4', { class: 'selected-appointment-date' }, element('span', {}, text));
}

function hourToggle(hour12, setHour12) {
  const choice = (value, text) =>
    element(
      'button',
      {
        type: 'button',
        'aria-pressed': String(hour12 === value),
        'data-hour12': String(value),
        onclick: () => setHour12(value),
      },
      text,
    );
  return element(
    'div',
    { class: 'hour-toggle', role: 'group', 'aria-label': 'Clock' },
    choice(true, '12h'),
    choice(false, '24h'),
  );
}
