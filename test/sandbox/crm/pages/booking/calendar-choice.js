import { element } from '../element.js';

/** The first step of a group page or service menu: what somebody wants to book. */
export function calendarChoice(several, pick) {
  const choices = several.map((boot) =>
    element(
      'li',
      { class: 'service-choice' },
      element('h4', {}, boot.calendar.name),
      element('p', { class: 'cal-description' }, boot.calendar.description),
      element('button', { type: 'button', class: 'btn', onclick: () => pick(boot) }, 'Select'),
    ),
  );
  return element(
    'section',
    { class: 'service-menu' },
    element('h3', {}, 'What can we do for you?'),
    element('ul', {}, ...choices),
  );
}
