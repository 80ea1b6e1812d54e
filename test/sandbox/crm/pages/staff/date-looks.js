import { element, icon } from '../element.js';
import { dayName, dayNumber, isOfMonth, isoOfDay, monthTitle, pageOf, shortDate } from './date-pages.js';
import { datePage, popUpDate } from './date-picker.js';

const ARROWS = { back: 'M12 4 6 10l6 6', on: 'M8 4l6 6-6 6' };
const arrow = (label, path, onclick) => element('button', { type: 'button', 'aria-label': label, onclick }, icon(path));
const weeksOf = (days) => Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7));
const onPick = (isOpen, pick) => (day) => (isOpen(day) ? { onclick: () => pick(day) } : {});

/** As Naive UI draws it: boxes without roles, the days six weeks in one row of boxes. */
function kitPage({ month, chosen, isOpen, step, pick }) {
  const days = pageOf(month);
  const names = (day) =>
    [
      'n-date-panel-date',
      day === chosen && 'n-date-panel-date--selected',
      !isOfMonth(day, month) && 'n-date-panel-date--excluded',
      !isOpen(day) && 'n-date-panel-date--disabled',
    ]
      .filter(Boolean)
      .join(' ');
  const cell = (day) =>
    element(
      'div',
      { class: names(day), ...onPick(isOpen, pick)(day) },
      element('div', { class: 'n-date-panel-date__trigger' }),
      dayNumber(day),
    );
  return element(
    'div',
    { class: 'n-date-panel-calendar' },
    element(
      'div',
      { class: 'n-date-panel-month' },
      arrow('Previous month', ARROWS.back, () => step(-1)),
      element('div', { class: 'n-date-panel-month__month-year' }, monthTitle(month)),
      arrow('Next month', ARROWS.on, () => step(1)),
    ),
    element(
      'div',
      { class: 'n-date-panel-weekdays' },
      ...days.slice(0, 7).map((day) => element('div', { class: 'n-date-panel-weekdays__day' }, dayName(day))),
    ),
    element('div', { class: 'n-date-panel-dates' }, ...days.map(cell)),
  );
}

/** As the older dialog had it: a table that stands in the form, of the month's own days alone. */
function olderPage({ month, chosen, isOpen, step, pick }) {
  const cell = (day) => {
    const isOwn = isOfMonth(day, month);
    const names = [
      'vdpCell',
      isOwn ? '' : 'outOfRange',
      isOwn && isOpen(day) && 'selectable',
      day === chosen && 'selected',
    ];
    if (!isOwn) return element('td', { class: names.filter(Boolean).join(' ') });
    const id = isoOfDay(day).replaceAll('-0', '-');
    return element(
      'td',
      { class: names.filter(Boolean).join(' '), 'data-id': id, ...onPick(isOpen, pick)(day) },
      element('div', { class: 'vdpCellContent' }, dayNumber(day)),
    );
  };
  const days = pageOf(month);
  return element(
    'div',
    { class: 'vdpInnerWrap' },
    element(
      'header',
      { class: 'vdpHeader' },
      arrow('Previous month', ARROWS.back, () => step(-1)),
      element('div', { class: 'vdpPeriodControls' }, element('span', {}, monthTitle(month))),
      arrow('Next month', ARROWS.on, () => step(1)),
    ),
    element(
      'table',
      { class: 'vdpTable' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...days
            .slice(0, 7)
            .map((day) =>
              element('th', { class: 'vdpHeadCell' }, element('span', { class: 'vdpHeadCellContent' }, dayName(day))),
            ),
        ),
      ),
      element('tbody', {}, ...weeksOf(days).map((week) => element('tr', { class: 'vdpRow' }, ...week.map(cell)))),
    ),
  );
}

/** Texts and roles alone. */
function plainPage({ month, chosen, isOpen, step, pick }) {
  const days = pageOf(month);
  const cell = (day) =>
    element(
      'div',
      { role: 'gridcell', 'aria-selected': String(day === chosen) },
      element(
        'button',
        { type: 'button', class: 'drawn-date', disabled: !isOpen(day), ...onPick(isOpen, pick)(day) },
        dayNumber(day),
      ),
    );
  return element(
    'div',
    { class: 'drawn-page' },
    element(
      'div',
      { class: 'drawn-page-head' },
      arrow('Previous month', ARROWS.back, () => step(-1)),
      element('strong', { 'aria-live': 'polite' }, monthTitle(month)),
      arrow('Next month', ARROWS.on, () => step(1)),
    ),
    element(
      'div',
      { role: 'grid', 'aria-label': monthTitle(month) },
      element(
        'div',
        { role: 'row', class: 'drawn-page-row' },
        ...days.slice(0, 7).map((day) => element('span', { role: 'columnheader' }, dayName(day))),
      ),
      ...weeksOf(days).map((week) => element('div', { role: 'row', class: 'drawn-page-row' }, ...week.map(cell))),
    ),
  );
}

export function kitDate(input, id, offered) {
  const field = element('input', { id, class: 'n-input__input-el', readonly: true });
  const wrap = (page) => element('div', { class: 'n-date-panel n-date-panel--date' }, page);
  const say = (shown, day) => {
    shown.value = isoOfDay(day);
  };
  return popUpDate(input, field, { offered, paint: kitPage, wrap, say });
}

export function olderDate(input, id, offered) {
  const shown = element('div', { id, class: 'date-shown' });
  const page = datePage(input, { offered, paint: olderPage });
  const tell = () => {
    shown.textContent = shortDate(Date.parse(`${input.value}T00:00:00Z`));
  };
  input.addEventListener('change', tell);
  tell();
  page.show();
  return element('div', { class: 'vdpComponent' }, shown, page.place);
}

export function plainDate(input, label, offered) {
  const field = element('button', {
    type: 'button',
    class: 'drawn-box',
    'aria-haspopup': 'dialog',
    'aria-label': label,
  });
  const wrap = (page) => element('div', { class: 'drawn-pop-up', role: 'dialog', 'aria-label': 'Choose a date' }, page);
  const say = (shown, day) => {
    shown.textContent = shortDate(day);
  };
  return popUpDate(input, field, { offered, paint: plainPage, wrap, say });
}
