import { element, icon } from '../element.js';

const VIEWS = { timeGridDay: 'Day', timeGridWeek: 'Week', dayGridMonth: 'Month' };

/** Today, back and forth, what is shown, the three views, and New Appointment. */
export function calendarToolbar(grid, openNew) {
  const title = element('h2', { class: 'calendar-title' });
  const views = Object.entries(VIEWS).map(([view, label]) =>
    element('button', { type: 'button', 'data-view': view, onclick: () => grid.changeView(view) }, label),
  );
  grid.on('datesSet', ({ view }) => {
    title.textContent = view.title;
    for (const button of views) button.setAttribute('aria-pressed', String(button.dataset.view === view.type));
  });
  return element(
    'div',
    { class: 'calendar-toolbar' },
    element('button', { type: 'button', id: 'today-button', class: 'hr-button', onclick: () => grid.today() }, 'Today'),
    arrow('Previous', 'M12 4 6 10l6 6', () => grid.prev()),
    arrow('Next', 'M8 4l6 6-6 6', () => grid.next()),
    title,
    element('div', { class: 'view-switch', role: 'group', 'aria-label': 'View' }, ...views),
    element('button', { type: 'button', id: 'customizations-button', class: 'hr-button' }, 'Manage view'),
    element(
      'button',
      { type: 'button', id: 'new-appointment-button', class: 'hr-button hr-button--primary', onclick: openNew },
      '+ New',
    ),
  );
}

function arrow(label, path, onclick) {
  return element(
    'button',
    { type: 'button', class: 'hr-button hr-button--icon', 'aria-label': label, onclick },
    icon(path),
  );
}

/** Whose appointments the grid shows; `shown` is the set of user ids that it keeps. */
export function filterDrawer(users, shown, changed) {
  const choice = ({ id, name }) => {
    const box = element('input', { type: 'checkbox', value: id, checked: shown.has(id) });
    box.addEventListener('change', () => {
      if (box.checked) shown.add(id);
      else shown.delete(id);
      changed();
    });
    return element('label', { class: 'user-choice' }, box, name);
  };
  return element(
    'aside',
    { id: 'calendar-view-filter-drawer', hidden: true },
    element('h3', {}, 'Users'),
    ...users.map(choice),
  );
}
