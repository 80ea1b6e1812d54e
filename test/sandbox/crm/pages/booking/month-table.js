import { element, icon } from '../element.js';
import { wallClock } from '../zoned-clock.js';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LEFT = 'M12 4 6 10l6 6';
const RIGHT = 'M8 4l6 6-6 6';

/** A month in the markup of vue-date-pick: `td.vdpCell[data-id]`, whose id is the unpadded date `2026-6-5`. */
export function monthTable(view, now, { pickDate, pickMonth }) {
  return element(
    'div',
    { class: 'vdpComponent vdpWithInput' },
    element('div', { class: 'vdpInnerWrap' }, header(view.month, pickMonth), table(view, now, pickDate)),
  );
}

function header(month, pickMonth) {
  const name = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });
  const arrow = (direction, label, step, path) =>
    element(
      'button',
      { type: 'button', class: `vdpArrow arrow${direction}`, 'aria-label': label, onclick: () => pickMonth(step) },
      icon(path),
    );
  return element(
    'header',
    { class: 'vdpHeader' },
    arrow('Prev', 'Previous month', shifted(month, -1), LEFT),
    element(
      'div',
      { class: 'vdpPeriodControls' },
      control(name.format(Date.UTC(month.year, month.month - 1, 1))),
      control(String(month.year)),
    ),
    arrow('Next', 'Next month', shifted(month, 1), RIGHT),
  );
}

function control(text) {
  return element('div', { class: 'vdpPeriodControl' }, element('button', { type: 'button', tabindex: '-1' }, text));
}

function table(view, now, pickDate) {
  const heads = WEEKDAYS.map((name) =>
    element('th', { class: 'vdpHeadCell' }, element('span', { class: 'vdpHeadCellContent' }, name)),
  );
  const rows = weeks(view.month).map((week) =>
    element('tr', { class: 'vdpRow' }, ...week.map((day) => cell(day, view, now, pickDate))),
  );
  return element(
    'table',
    { class: 'vdpTable' },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function cell({ year, month, day }, view, now, pickDate) {
  const iso = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const outOfRange = month !== view.month.month;
  const free = !outOfRange && Boolean(view.slots[iso]);
  const today = wallClock(now, view.zone);
  const isToday = today.year === year && today.month === month && today.day === day;
  const names = [
    free ? 'selectable' : 'disabled',
    outOfRange && 'outOfRange',
    isToday && 'today',
    free && iso === view.date && 'selected',
    'vdpCell',
  ];
  return element(
    'td',
    {
      class: names.filter(Boolean).join(' '),
      'data-id': `${year}-${month}-${day}`,
      onclick: () => free && pickDate(iso),
    },
    element('div', { class: 'vdpCellContent' }, String(day)),
  );
}

/** Six weeks from the Sunday on or before the first, as vue-date-pick shows them. */
function weeks({ year, month }) {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const sunday = first.getTime() - first.getUTCDay() * 86_400_000;
  const days = Array.from({ length: 42 }, (_, index) => {
    const at = new Date(sunday + index * 86_400_000);
    return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  });
  return Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

function shifted({ year, month }, by) {
  const at = new Date(Date.UTC(year, month - 1 + by, 1));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1 };
}
