import { element } from '../element.js';
import { clockOf, isoOf, slashedOf, weekdayOf } from './calendar-days.js';
import { HOURS } from './drawn-calendar.js';

const STEP = 30;
const steps = () =>
  Array.from({ length: ((HOURS.last - HOURS.first) * 60) / STEP }, (_, index) => HOURS.first * 60 + index * STEP);

/** Day and week as FullCalendar marked them up until its version 5: days, lines and events in three tables one over the other. */
export function olderGrid(model) {
  const slats = element('table', {}, element('tbody', {}, ...steps().map(slat)));
  return element(
    'div',
    { class: 'fc fc-ltr fc-unthemed' },
    element(
      'div',
      { class: 'fc-view fc-timeGrid-view' },
      heads(model),
      element(
        'div',
        { class: 'fc-scroller fc-time-grid-container', 'data-scroller': '' },
        element(
          'div',
          { class: 'fc-time-grid' },
          element('div', { class: 'fc-bg' }, rowOf(model.days.map(background))),
          element('div', { class: 'fc-slats', onclick: (event) => clicked(event, model) }, slats),
          element('div', { class: 'fc-content-skeleton' }, rowOf(model.days.map((day) => content(day, model)))),
        ),
      ),
    ),
  );
}

function heads({ days }) {
  const head = ({ at }) =>
    element(
      'th',
      { class: 'fc-day-header fc-widget-header', 'data-date': isoOf(at) },
      element('span', {}, headText(at)),
    );
  const row = element('tr', {}, element('th', { class: 'fc-axis fc-widget-header' }), ...days.map(head));
  return element(
    'div',
    { class: 'fc-row fc-time-grid-row fc-widget-header' },
    element('table', {}, element('thead', {}, row)),
  );
}

const headText = (at) => `${weekdayOf(at)} ${slashedOf(at)}`;

const rowOf = (cells) =>
  element('table', {}, element('tbody', {}, element('tr', {}, element('td', { class: 'fc-axis' }), ...cells)));

const background = ({ at, isToday }) =>
  element('td', { class: `fc-day fc-widget-content ${isToday ? 'fc-today' : ''}`, 'data-date': isoOf(at) });

const slat = (minutes) =>
  element(
    'tr',
    { 'data-time': timeOf(minutes), class: minutes % 60 === 0 ? '' : 'fc-minor' },
    element(
      'td',
      { class: 'fc-axis fc-time fc-widget-content' },
      minutes % 60 === 0 && element('span', {}, clockOf(minutes)),
    ),
    element('td', { class: 'fc-widget-content' }),
  );

/** `09:30:00` */
const timeOf = (minutes) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;

function content({ events, isToday }, { minutesNow, openEvent }) {
  const line = isToday && element('div', { class: 'fc-now-indicator fc-now-indicator-line', 'data-at': minutesNow });
  const box = element('div', { class: 'fc-event-container' }, ...events.map((event) => block(event, openEvent)));
  return element('td', {}, element('div', { class: 'fc-content-col' }, box, line));
}

function block(event, openEvent) {
  const { minutes, title, color, textColor = '#fff', isStart } = event;
  const node = element(
    'a',
    {
      class: `fc-time-grid-event fc-v-event fc-event ${isStart ? 'fc-start' : 'fc-not-start'} fc-end`,
      'data-at': minutes.from,
      'data-until': minutes.until,
      onclick: () => openEvent(event),
    },
    element(
      'div',
      { class: 'fc-content' },
      element('div', { class: 'fc-time' }, element('span', {}, clockOf(minutes.from))),
      element('div', { class: 'fc-title' }, title),
    ),
  );
  Object.assign(node.style, { backgroundColor: color, color: textColor });
  return node;
}

/** Sets events and the line for now on their rows, once these have a height. */
export function placeOlder(host) {
  const table = host.querySelector('.fc-slats table');
  if (!table) return;
  const total = (HOURS.last - HOURS.first) * 60;
  const yOf = (minutes) =>
    (Math.min(Math.max(minutes - HOURS.first * 60, 0), total) / total) * table.getBoundingClientRect().height;
  for (const node of host.querySelectorAll('[data-at]')) {
    node.style.top = `${yOf(Number(node.dataset.at))}px`;
    if (node.dataset.until) node.style.bottom = `${-yOf(Number(node.dataset.until))}px`;
    const hour = Number(node.dataset.at) / 60;
    node.hidden = hour < HOURS.first || hour >= HOURS.last;
  }
}

function clicked({ target, clientX }, { days, openTime }) {
  const time = target.closest('tr')?.dataset.time;
  const cells = [...document.querySelectorAll('.fc-bg .fc-day')];
  const index = cells.findIndex((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return clientX >= left && clientX < right;
  });
  if (time && days[index]) openTime(`${isoOf(days[index].at)}T${time}`);
}
