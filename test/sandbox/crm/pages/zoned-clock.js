/** Wall-clock arithmetic in a named zone with Intl alone. Months count from 1. */

const formatters = new Map();

/** Chromium still names some zones as they were called long ago; the CRM's list has today's names. */
const CURRENT_NAMES = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The name that `zone` goes by today. */
export function currentName(zone) {
  return CURRENT_NAMES[zone] ?? zone;
}

function partsFormatter(zone) {
  if (!formatters.has(zone)) {
    const options = { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' };
    formatters.set(
      zone,
      new Intl.DateTimeFormat('en-US', { ...options, hour: 'numeric', minute: 'numeric', second: 'numeric' }),
    );
  }
  return formatters.get(zone);
}

/** { year, month, day, hour, minute, second } of an instant (epoch milliseconds) in `zone`. */
export function wallClock(at, zone) {
  const parts = partsFormatter(zone).formatToParts(at);
  return Object.fromEntries(parts.filter((p) => p.type !== 'literal').map((p) => [p.type, Number(p.value)]));
}

/** What `zone` is ahead of UTC at that instant, in minutes. */
export function offsetMinutes(at, zone) {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((asUtc - Math.floor(at / 1000) * 1000) / 60_000);
}

/** The instant at which the clocks of `zone` show that date and time (in a gap, the time after it). */
export function instantOf(year, month, day, hour, minute, zone) {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const first = asUtc - offsetMinutes(asUtc, zone) * 60_000;
  return asUtc - offsetMinutes(first, zone) * 60_000;
}

/** "GMT-05:00", as the CRM's zone labels begin. */
function gmtLabel(at, zone) {
  const minutes = offsetMinutes(at, zone);
  const size = Math.abs(minutes);
  const pad = (value) => String(value).padStart(2, '0');
  return `GMT${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** "GMT-05:00 America/New_York (EST)". */
export function zoneLabel(at, zone) {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  const short = parts.find((part) => part.type === 'timeZoneName').value;
  return `${gmtLabel(at, zone)} ${zone} (${short})`;
}

/** "09:00 AM", or "09:00" on a 24-hour clock. */
export function timeText(at, zone, hour12) {
  const options = { timeZone: zone, hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat('en-US', { ...options, hourCycle: hour12 ? 'h12' : 'h23' }).format(at);
}
