import { element, icon } from '../element.js';
import { currentName, offsetMinutes, zoneLabel } from '../zoned-clock.js';

const CHEVRON = 'M5 8l5 5 5-5';

/** The zone that the times are shown in: a label with a native choice laid over it. */
export function timeZonePicker(view, now, pick) {
  const zones = [...new Set([view.zone, ...Intl.supportedValuesOf('timeZone').map(currentName), 'UTC'])];
  const sorted = zones.sort((a, b) => offsetMinutes(now, a) - offsetMinutes(now, b) || a.localeCompare(b));
  const options = sorted.map((zone) =>
    element('option', { value: zone, selected: zone === view.zone }, zoneLabel(now, zone)),
  );
  const select = element('select', { class: 'multi_select_calendar', 'aria-label': 'Time zone' }, ...options);
  select.addEventListener('change', () => pick(select.value));
  return element(
    'div',
    { class: 'timezone-picker' },
    element('p', { class: 'timezone-title' }, 'Time zone'),
    element(
      'div',
      { class: 'multiselect' },
      element('span', { class: 'timezone-label' }, zoneLabel(now, view.zone)),
      icon(CHEVRON),
      select,
    ),
  );
}
