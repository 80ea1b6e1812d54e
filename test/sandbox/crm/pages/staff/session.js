import { wallClock } from '../zoned-clock.js';

/** Who is signed in, to which sub-accounts, and the clock of the server. */
export const session = JSON.parse(document.getElementById('boot').textContent);

const clockShift = session.now - Date.now();

/** Epoch milliseconds by the server's clock. */
export function now() {
  return Date.now() + clockShift;
}

/** The sub-account with that id; the first one when there is none. */
export function locationOf(locationId) {
  return session.locations.find(({ id }) => id === locationId) ?? session.locations[0];
}

/** The people of a sub-account. */
export function usersOf(locationId) {
  return session.users.filter(({ roles }) => roles.locationIds.includes(locationId));
}

/** `2026-11-23T09:05:00` as the clocks of `zone` show it. */
export function wallIso(at, zone) {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  const pad = (value) => String(value).padStart(2, '0');
  return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

/** The statuses of an appointment with the names that the app shows. */
export const STATUS_NAMES = {
  new: 'Unconfirmed',
  confirmed: 'Confirmed',
  showed: 'Showed',
  noshow: 'No Show',
  cancelled: 'Cancelled',
  invalid: 'Invalid',
};
