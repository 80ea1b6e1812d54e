/** A series: the day of its first event and its rule as a calendar writes them, `20261115` and `FREQ=…`. */
export interface DrawnSeries {
  readonly day: string;
  readonly rule: string;
  readonly wholeDays: boolean;
}

/** How another reader is known to differ from what is right, and what it gives instead. */
export interface KnownDifference {
  readonly reader: 'ical.js' | 'node-ical';
  readonly why: string;
  /** Exactly the series that it reads so. */
  readonly when: (series: DrawnSeries) => boolean;
  /** The series whose times it gives, but for a start that is not of the rule. */
  readonly reads: (series: DrawnSeries) => DrawnSeries;
  readonly example: DrawnSeries;
}

/**
 * RFC 5545 3.8.2.4: DTSTART is the first instance whatever the rule says; 3.3.10: it "always counts as the first
 * occurrence" of COUNT. A rule that DTSTART does not match is undefined (3.8.5.3); calendars show DTSTART, so that the
 * time is not free.
 */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reader: 'ical.js',
    why: 'it leaves out a DTSTART that the rule does not match, and does not count it',
    when: isOutside,
    reads: countedOneMore,
    example: { day: '20261117', rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', wholeDays: false },
  },
  {
    reader: 'node-ical',
    why: 'it leaves out a DTSTART that the rule does not match, and does not count it',
    when: (series) => isOutside(series) && !skipsWeeks(series),
    reads: countedOneMore,
    example: { day: '20261117', rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', wholeDays: false },
  },
  {
    reader: 'node-ical',
    why: 'of a timed series it counts the weeks of INTERVAL from the first match, not from the week of DTSTART',
    when: (series) => isOutside(series) && skipsWeeks(series),
    reads: (series) => ({ ...series, day: firstMatch(series) }),
    // Sunday 15 November is the last day of its week; the week after is skipped, and the Friday of the next one counts.
    example: { day: '20261115', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=2', wholeDays: false },
  },
];

function countedOneMore(series: DrawnSeries): DrawnSeries {
  return { ...series, rule: series.rule.replace(/COUNT=(\d+)/, (_, count) => `COUNT=${Number(count) + 1}`) };
}

function skipsWeeks({ rule, wholeDays }: DrawnSeries): boolean {
  return !wholeDays && /FREQ=WEEKLY/.test(rule) && /INTERVAL=[2-9]/.test(rule);
}

/** The first day from DTSTART on whose weekday the rule names. */
function firstMatch(series: DrawnSeries): string {
  let { day } = series;
  while (isOutside({ ...series, day })) day = dayAfter(day);
  return day;
}

/** Whether the day of DTSTART is none that the rule names, of the rules that are drawn here. */
export function isOutside({ day, rule }: DrawnSeries): boolean {
  const date = dateOf(day);
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]*)`).exec(rule)?.[1];
  const [weekdays, dayOfMonth, month] = [part('BYDAY'), part('BYMONTHDAY'), part('BYMONTH')];
  return (
    (weekdays !== undefined && !weekdays.split(',').some((weekday) => falls(date, weekday))) ||
    (dayOfMonth !== undefined && Number(dayOfMonth) !== date.getUTCDate()) ||
    (month !== undefined && Number(month) !== date.getUTCMonth() + 1)
  );
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** `2TU` is the second Tuesday of its month, `-1TU` the last. */
function falls(date: Date, weekday: string): boolean {
  if (WEEKDAYS.indexOf(weekday.slice(-2)) !== date.getUTCDay()) return false;
  const nth = Number(weekday.slice(0, -2));
  const day = date.getUTCDate();
  if (nth >= 0) return nth === 0 || Math.ceil(day / 7) === nth;
  return new Date(date.getTime() + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
}

const DAY = 24 * 60 * 60 * 1000;

function dayAfter(day: string): string {
  return new Date(dateOf(day).getTime() + DAY).toISOString().slice(0, 10).replaceAll('-', '');
}

function dateOf(day: string): Date {
  return new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
}
