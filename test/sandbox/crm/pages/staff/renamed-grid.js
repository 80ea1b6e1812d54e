import { element } from '../element.js';
import { clockOf, isoOf, longDateOf, numberOf, weekdayOf } from './calendar-days.js';
import { HOURS } from './drawn-calendar.js';

const TOTAL = (HOURS.last - HOURS.first) * 60;
const share = (minutes) =>
  `${((Math.min(Math.max(minutes, HOURS.first * 60), HOURS.last * 60) - HOURS.first * 60) / TOTAL) * 100}%`;

/**
 * Day and week with the texts and roles of today's page and nothing else of it: no table, no data, no name that stays,
 * and each hour's label in the middle of its line.
 */
export function renamedGrid(model) {
  return element(
    'div',
    { class: 'drawn-frame', role: 'presentation' },
    element(
      'div',
      { class: 'drawn-grid', role: 'grid' },
      element(
        'div',
        { class: 'drawn-heads', role: 'rowgroup' },
        element('div', { class: 'drawn-row', role: 'row' }, corner(), ...model.days.map(head)),
      ),
      element(
        'div',
        { class: 'drawn-whole-days', role: 'row' },
        wholeDays(),
        ...model.days.map(() => element('div', { role: 'gridcell' })),
      ),
      element(
        'div',
        { class: 'drawn-scroller', role: 'rowgroup', 'data-scroller': '' },
        element('div', { class: 'drawn-body', role: 'row' }, axis(), ...model.days.map((day) => column(day, model))),
      ),
    ),
  );
}

const corner = () => element('div', { class: 'drawn-axis', 'aria-hidden': 'true' });
const wholeDays = () => element('div', { class: 'drawn-axis', 'aria-hidden': 'true' }, element('span', {}, 'all-day'));

const head = ({ at, isToday }) =>
  element(
    'div',
    { class: `drawn-head ${isToday ? 'drawn-today' : ''}`, role: 'columnheader' },
    element(
      'div',
      {},
      element(
        'a',
        { 'aria-label': longDateOf(at) },
        element('span', {}, weekdayOf(at)),
        element('b', {}, numberOf(at)),
      ),
    ),
  );

function axis() {
  const hours = Array.from({ length: HOURS.last - HOURS.first }, (_, index) => (HOURS.first + index) * 60);
  const labels = hours.map((minutes) => {
    const label = element('div', { class: 'drawn-hour' }, element('span', {}, clockOf(minutes)));
    label.style.top = share(minutes);
    return label;
  });
  return element('div', { class: 'drawn-axis', 'aria-hidden': 'true' }, ...labels);
}

function column({ at, events, isToday }, { minutesNow, openEvent, openTime }) {
  const line = isToday && element('div', { class: 'drawn-now', role: 'presentation' });
  if (line) line.style.top = share(minutesNow);
  const blocks = events.filter(({ minutes }) => minutes.from >= HOURS.first * 60 && minutes.from < HOURS.last * 60);
  const layer = element('div', { class: 'drawn-events' }, ...blocks.map((event) => block(event, openEvent)));
  const cell = element(
    'div',
    { class: 'drawn-column', role: 'gridcell' },
    element('div', { class: 'drawn-lines' }),
    layer,
    line,
  );
  cell.addEventListener('click', ({ target, clientY }) => {
    if (target.closest('[data-block]')) return;
    const { top, height } = cell.getBoundingClientRect();
    const minutes = HOURS.first * 60 + Math.floor(((clientY - top) / height) * (TOTAL / 30)) * 30;
    const pad = (value) => String(value).padStart(2, '0');
    openTime(`${isoOf(at)}T${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:00`);
  });
  return cell;
}

function block(event, openEvent) {
  const { minutes, title, color, textColor = '#fff' } = event;
  const node = element(
    'a',
    { class: 'drawn-block', tabindex: '0', 'data-block': '', onclick: () => openEvent(event) },
    element('div', {}, element('div', {}, clockOf(minutes.from)), element('div', {}, title)),
  );
  Object.assign(node.style, {
    top: share(minutes.from),
    bottom: `${100 - Number.parseFloat(share(minutes.until))}%`,
    backgroundColor: color,
    color: textColor,
  });
  return node;
}
