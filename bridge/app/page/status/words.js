const TONES = { connected: 'good', syncing: 'good', paused: 'unknown', throttled: 'unknown' };

/** Needs a password, unreachable, and whatever is added later: look here. */
export const toneOf = (status) => TONES[status] ?? 'failed';

/** A moment in the connection's zone, such as "Mon, 23 Nov, 10:00". */
export function moment(instant, timeZone) {
  if (!instant) return 'never';
  const date = new Date(instant);
  const style = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  return new Intl.DateTimeFormat('en-GB', { ...style, timeZone }).format(date);
}

/** "0.4 s", or a dash where nothing was measured yet. */
export const seconds = (ms) => (ms === null ? '–' : `${(ms / 1000).toFixed(1)} s`);

/** Calendars by name where they are known, by id where they are not. */
export function namesOf(calendars) {
  const names = new Map((calendars.answer?.calendars ?? []).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
