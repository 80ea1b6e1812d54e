import type { PickAnswer, PickConflict } from '../background/messages.ts';
import { clockTime, dayWords, spanWords } from './time-words.ts';

export interface PickWords {
  /** What is so. */
  readonly what: string;
  /** What to do. */
  readonly next: string;
}

const MOST_NAMED = 2;
const NOT_KNOWN = "We can't tell if you're free then.";
const LOOK = 'Look in Calendar before you book.';
const NOTHING_ELSE = 'We know of no other free time.';

/** "Work, 10:00–11:00", with the title in front where the person wants titles: "Dentist (Work), 10:00–11:00". */
function eventWords({ title, calendarName, start, end }: PickConflict, zone: string): string {
  const span = spanWords(start, end, zone).replace('All day', 'all day');
  return `${title ? `${title} (${calendarName})` : calendarName}, ${span}`;
}

function busyWords(conflicts: readonly PickConflict[], zone: string): string {
  if (conflicts.length === 0) return "You're busy then.";
  const isSure = conflicts.some(({ kind }) => kind !== 'tentative');
  const named = conflicts.slice(0, MOST_NAMED).map((event) => eventWords(event, zone));
  const more = conflicts.length - named.length;
  const all = [...named, ...(more > 0 ? [`${more} more`] : [])].join(' and ');
  return `${isSure ? "You're busy then" : 'You may be busy then'}: ${all}.`;
}

/** "11:00, 13:30, Wed, Nov 25, 9:00": a day is named where it is another one than the time before it has. */
function insteadWords({ alternatives, asked }: PickAnswer, zone: string): string {
  const starts = alternatives.map(({ start }) => start);
  const days = [asked.start, ...starts].map((at) => dayWords(at, zone));
  const times = starts.map((at, index) =>
    days[index] === days[index + 1] ? clockTime(at, zone) : `${days[index + 1]}, ${clockTime(at, zone)}`,
  );
  return times.length === 0 ? NOTHING_ELSE : `Free instead: ${times.join(', ')}.`;
}

/** What to say of a picked time in the page's zone; nothing where it is free. */
export function pickWords(answer: PickAnswer, zone: string): PickWords | null {
  if (answer.free === true) return null;
  if (answer.free === null) return { what: answer.words ?? NOT_KNOWN, next: LOOK };
  return { what: busyWords(answer.conflicts, zone), next: insteadWords(answer, zone) };
}
