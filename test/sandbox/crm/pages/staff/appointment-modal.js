import { element } from '../element.js';
import { appointmentForm } from './appointment-form.js';
import { dialogLook } from './appointment-looks.js';
import { createAppointment, deleteEvent, updateAppointment } from './backend.js';

/** Book appointment: calendar, person, day, slot and contact; at that instant first, when the grid was clicked. */
export function openNewAppointment(context, at) {
  const form = appointmentForm(context, null, at);
  openModal('Book appointment', form, {
    save: async () => {
      const { locationId, ...values } = form.read();
      await createAppointment({ ignoreFreeSlotValidation: false, ...values, locationId });
      context.saved();
    },
  });
}

/** An appointment that stands: it can be moved, given another status, or deleted. */
export function openAppointment(context, appointment) {
  const form = appointmentForm(context, appointment);
  openModal('Edit appointment', form, {
    save: async () => {
      const { startTime, appointmentStatus, assignedUserId } = form.read();
      await updateAppointment(appointment.id, { startTime, appointmentStatus, assignedUserId });
      context.saved();
    },
    remove: async () => {
      await deleteEvent(appointment.id);
      context.saved();
    },
  });
}

function openModal(title, form, { save, remove }) {
  const { names } = dialogLook();
  const problem = element('p', { class: 'modal-problem', role: 'alert', hidden: true });
  const attempt = (work) => async () => {
    problem.hidden = true;
    try {
      await work();
      shade.remove();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  };
  const foot = element(
    'footer',
    { class: 'hr-modal-foot' },
    remove &&
      element(
        'button',
        {
          type: 'button',
          id: 'delete-appointment-button',
          class: 'hr-button hr-button--text',
          onclick: attempt(remove),
        },
        'Delete',
      ),
    element('button', { type: 'button', class: 'hr-button', onclick: () => shade.remove() }, 'Cancel'),
    element(
      'button',
      { type: 'button', id: names.save, class: 'hr-button hr-button--primary', onclick: attempt(save) },
      remove ? 'Save' : 'Book appointment',
    ),
  );
  const dialog = element(
    'div',
    {
      ...names.dialog,
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': title,
    },
    element('h2', {}, title),
    form.node,
    problem,
    foot,
  );
  const shade = element('div', { class: 'hr-modal-mask' }, dialog);
  document.body.append(shade);
}
