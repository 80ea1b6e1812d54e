import { element } from '../element.js';
import { clockOf, isoOf, longDateOf, numberOf, weekdayOf } from './calendar-days.js';

const weeksOf = (days) => Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));

const chip = (event, openEvent, names) => {
  const { minutes, title, color, textColor = '#fff' } = event;
  const node = element(
    'a',
    { class: names, onclick: () => openEvent(event) },
    element('span', { class: 'fc-time' }, clockOf(minutes.from)),
    ' ',
    element('span', { class: 'fc-title' }, title),
  );
  Object.assign(node.style, { backgroundColor: color, color: textColor });
  return node;
};

const isOther = (at, shown) => new Date(at).getUTCMonth() !== new Date(shown).getUTCMonth();

/** A month as FullCalendar marked it up until its version 5: days, and over them a table of numbers and events. */
export function olderMonth({ days, day: shown, openEvent }) {
  const head = ({ at }) =>
    element('th', { class: 'fc-day-header fc-widget-header' }, element('span', {}, weekdayOf(at)));
  const cell = ({ at, isToday }) =>
    element('td', {
      class: `fc-day fc-widget-content ${isToday ? 'fc-today' : ''} ${isOther(at, shown) ? 'fc-other-month' : ''}`,
      'data-date': isoOf(at),
    });
  const top = ({ at }) =>
    element(
      'td',
      { class: 'fc-day-top', 'data-date': isoOf(at) },
      element('span', { class: 'fc-day-number' }, numberOf(at)),
    );
  const events = (day) =>
    element(
      'td',
      { class: 'fc-event-container' },
      ...day.events.map((event) => chip(event, openEvent, 'fc-day-grid-event fc-h-event fc-event fc-start fc-end')),
    );
  const table = (...rows) => element('table', {}, element('tbody', {}, ...rows));
  const week = (of) =>
    element(
      'div',
      { class: 'fc-row fc-week fc-widget-content' },
      element('div', { class: 'fc-bg' }, table(element('tr', {}, ...of.map(cell)))),
      element(
        'div',
        { class: 'fc-content-skeleton' },
        table(element('tr', {}, ...of.map(top)), element('tr', {}, ...of.map(events))),
      ),
    );
  const heads = element('table', {}, element('thead', {}, element('tr', {}, ...days.slice(0, 7).map(head))));
  return element(
    'div',
    { class: 'fc fc-ltr fc-unthemed' },
    element(
      'div',
      { class: 'fc-view fc-dayGridMonth-view fc-dayGrid-view' },
      element('div', { class: 'fc-row fc-widget-header' }, heads),
      element('div', { class: 'fc-day-grid' }, ...weeksOf(days).map(week)),
    ),
  );
}

/** A month with the texts and roles of today's page, and nothing else of it. */
export function renamedMonth({ days, openEvent }) {
  const head = ({ at }) =>
    element('div', { role: 'columnheader' }, element('a', {}, element('span', {}, weekdayOf(at))));
  const cell = ({ at, events }) =>
    element(
      'div',
      { role: 'gridcell', class: 'drawn-day' },
      element('div', {}, element('a', { 'aria-label': longDateOf(at), class: 'drawn-number' }, numberOf(at))),
      ...events.map((event) => chip(event, openEvent, 'drawn-chip')),
    );
  return element(
    'div',
    { class: 'drawn-frame' },
    element(
      'div',
      { class: 'drawn-month', role: 'grid' },
      element('div', { class: 'drawn-heads drawn-row', role: 'row' }, ...days.slice(0, 7).map(head)),
      ...weeksOf(days).map((week) => element('div', { class: 'drawn-week', role: 'row' }, ...week.map(cell))),
    ),
  );
}
