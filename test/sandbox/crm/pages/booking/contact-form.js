import { element, icon } from '../element.js';
import { chosenText } from './booking-info.js';

const DONE = 'M4 10.500l4 4 8-9';

/** Who is coming: the second step. */
export function contactForm({ back, submit }) {
  const form = element(
    'form',
    { class: 'widgets-step-2-container', novalidate: false },
    element('h4', { class: 'text-info' }, 'Enter your information'),
    element(
      'div',
      { class: 'field-pair' },
      field('first_name', 'First name', { required: true }),
      field('last_name', 'Last name'),
    ),
    field('email', 'Email', { type: 'email', required: true }),
    field('phone', 'Phone', { type: 'tel' }),
    element(
      'div',
      { class: 'form-actions' },
      element('button', { type: 'button', class: 'btn btn-back', onclick: back }, 'Back'),
      element(
        'button',
        { type: 'submit', class: 'btn btn-schedule', id: 'schedule-meeting-button' },
        'Schedule meeting',
      ),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.querySelector('[type="submit"]').disabled = true;
    const value = (name) => new FormData(form).get(name);
    void submit({
      firstName: value('first_name'),
      lastName: value('last_name'),
      email: value('email'),
      phone: value('phone'),
    });
  });
  return form;
}

/** The last step: the time as it was booked. */
export function confirmation(boot, view) {
  return element(
    'div',
    { class: 'appointment_widgets--revamp--confirmation' },
    element('div', { class: 'confirmation-mark' }, icon(DONE)),
    element('h5', { class: 'confirmation-message' }, 'Your meeting has been scheduled'),
    element('p', { class: 'confirmation-time' }, chosenText(view)),
    element('p', { class: 'confirmation-with' }, `${boot.calendar.name} at ${boot.location.name}`),
  );
}

function field(name, label, { type = 'text', required = false } = {}) {
  return element(
    'div',
    { class: 'form-group', id: `form-${name}` },
    element('label', { for: name }, label, required && element('span', { class: 'required-mark' }, ' *')),
    element('input', { id: name, name, type, required, autocomplete: 'off', class: 'form-control' }),
  );
}
