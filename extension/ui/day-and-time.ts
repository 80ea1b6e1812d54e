/** Times of day and days as a person says them, in a named IANA zone. Instants are epoch milliseconds. */

const LOCALE = 'en-GB';

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALE, { timeZone, ...options });
}

/** "14:05" */
export function clockTime(instant: number, timeZone: string): string {
  return formatter(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
}

/** The local date as "2026-11-22": equal for two instants exactly when they fall on the same day there. */
export function localDate(instant: number, timeZone: string): string {
  const parts = formatter(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The date `days` later than "2026-11-22", by the calendar and not by hours. */
export function laterDate(date: string, days: number): string {
  const noon = Date.parse(`${date}T12:00:00Z`) + days * 86_400_000;
  return new Date(noon).toISOString().slice(0, 10);
}

/** "Wed 25 Nov" */
function weekdayAndDate(instant: number, timeZone: string): string {
  return formatter(timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).format(instant).replace(',', '');
}

/** "today", "tomorrow", else "Wed 25 Nov". */
export function dayInWords(instant: number, now: number, timeZone: string): string {
  const date = localDate(instant, timeZone);
  const today = localDate(now, timeZone);
  if (date === today) return 'today';
  if (date === laterDate(today, 1)) return 'tomorrow';
  return weekdayAndDate(instant, timeZone);
}

/** "10:00–11:00"; "22:00–24:00"; "22:00–Mon 23 Nov 02:00"; whole days are "all day", "all day until Tue 24 Nov". */
export function timeSpan({ start, end }: { start: number; end: number }, timeZone: string): string {
  const from = clockTime(start, timeZone);
  const to = clockTime(end, timeZone);
  const startDate = localDate(start, timeZone);
  if (startDate === localDate(end, timeZone)) return `${from}–${to}`;
  const lastDate = localDate(end - 1, timeZone);
  if (from === '00:00' && to === '00:00') {
    return startDate === lastDate ? 'all day' : `all day until ${weekdayAndDate(end - 1, timeZone)}`;
  }
  return to === '00:00' && startDate === lastDate ? `${from}–24:00` : `${from}–${weekdayAndDate(end, timeZone)} ${to}`;
}

/** The instant of a wall-clock time ("07:00") on a local date; a time in a DST gap is read with the offset before it. */
export function instantAt(date: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const before = asUtc - offsetAt(asUtc - 86_400_000, timeZone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, timeZone);
  return offsetAt(before, timeZone) === asUtc - before || offsetAt(after, timeZone) !== asUtc - after ? before : after;
}

function offsetAt(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1_000) * 1_000;
  const time = formatter(timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  return Date.parse(`${localDate(whole, timeZone)}T${time.format(whole)}Z`) - whole;
}

/** The zone this browser runs in. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
