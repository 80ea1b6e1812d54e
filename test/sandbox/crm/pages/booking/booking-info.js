import { element, icon } from '../element.js';
import { timeText, zoneLabel } from '../zoned-clock.js';

const CLOCK = 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 6v4l2.7 1.8';
const GLOBE = 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15';
const DAY = 'M3 5h14v12H3zM3 8.5h14M7 3v4M13 3v4';
const PEOPLE = 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3.8 17c.6-3.2 3-5 6.2-5s5.600 1.800 6.200 5';

/** The left column: whose calendar this is, how long it takes, and what is chosen so far. */
export function bookingInfo(boot, view) {
  const { calendar, location, hosts } = boot;
  return element(
    'section',
    { class: 'booking-info-column' },
    element('div', { class: 'location-mark', 'aria-hidden': 'true' }, location.name.slice(0, 1)),
    element('p', { class: 'location-name' }, location.name),
    element('h3', { class: 'cal-title' }, calendar.name),
    element('p', { class: 'cal-description' }, calendar.description),
    row('host', PEOPLE, hosts.length === 1 ? hosts[0] : hosts.join(' or ')),
    row('duration', CLOCK, `${calendar.slotDuration} min`),
    view.chosen && row('date', DAY, ...chosenParts(view)),
    row('timezone', GLOBE, zoneLabel(view.chosen ? Date.parse(view.chosen) : boot.now, view.zone)),
  );
}

function row(name, path, ...texts) {
  return element(
    'div',
    { class: `booking-info booking-info--${name}` },
    icon(path),
    element('div', { class: 'booking-info-value' }, ...texts),
  );
}

/** "Mon, Nov 23, 2026, 09:00 AM" */
export function chosenText(view) {
  const at = Date.parse(view.chosen);
  return `${dateText(at, view.zone)}, ${timeText(at, view.zone, view.hour12)}`;
}

/** The same with the time in a node of its own, so that it is never broken in two. */
function chosenParts(view) {
  const at = Date.parse(view.chosen);
  return [`${dateText(at, view.zone)}, `, element('span', {}, timeText(at, view.zone, view.hour12))];
}

function dateText(at, timeZone) {
  const options = { timeZone, weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' };
  return new Intl.DateTimeFormat('en-US', options).format(at);
}
