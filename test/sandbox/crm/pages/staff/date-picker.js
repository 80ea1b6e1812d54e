import { element } from '../element.js';
import { dayOfIso, isoOfDay, monthFrom } from './date-pages.js';

/**
 * What goes on in a date picker that the app draws itself: `input` keeps the date, `offered` tells on which days of a
 * month there is a time, `paint` draws the page into its place.
 */
export function datePage(input, { offered, paint }) {
  let month = monthFrom(dayOfIso(input.value), 0);
  let open = null;
  const place = element('div');

  function draw() {
    const chosen = dayOfIso(input.value);
    place.replaceChildren(
      paint({ month, chosen, isOpen: (day) => open === null || open.has(isoOfDay(day)), step, pick }),
    );
  }

  async function ask() {
    const asked = month;
    const days = await offered(isoOfDay(month), isoOfDay(monthFrom(month, 1)));
    if (asked !== month) return;
    open = new Set(Object.keys(days));
    draw();
  }

  function show(next) {
    month = next;
    open = null;
    draw();
    void ask();
  }

  function step(by) {
    show(monthFrom(month, by));
  }

  function pick(day) {
    input.value = isoOfDay(day);
    input.dispatchEvent(new Event('change', { bubbles: true }));
    draw();
  }

  return { place, show: () => show(monthFrom(dayOfIso(input.value), 0)), draw };
}

/** A field that says the date, with the picker at the end of the page while that is open. */
export function popUpDate(input, field, { offered, paint, wrap, say }) {
  const tell = () => say(field, dayOfIso(input.value));
  let popUp = null;
  const close = () => {
    popUp?.remove();
    popUp = null;
  };
  const page = datePage(input, { offered, paint });
  input.addEventListener('change', () => {
    tell();
    close();
  });
  field.addEventListener('click', () => {
    if (popUp) return close();
    const { left, bottom } = field.getBoundingClientRect();
    popUp = wrap(page.place);
    Object.assign(popUp.style, { left: `${left}px`, top: `${bottom + 4}px` });
    document.body.append(popUp);
    page.show();
  });
  tell();
  return field;
}
