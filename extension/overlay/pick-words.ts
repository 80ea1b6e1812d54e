import type { PickAnswer, PickConflict } from '../background/messages.ts';
import { clockTime, weekdayAndDate } from '../ui/day-and-time.ts';
import { language, say, sayCount } from '../words/say.ts';
import { dayAndTime, spanInSentence } from './time-words.ts';

export interface PickWords {
  /** What is so. */
  readonly what: string;
  /** What to do. */
  readonly next: string;
}

const MOST_NAMED = 2;

/** "Work, 10:00–11:00", with the title in front where the person wants titles: "Dentist (Work), 10:00–11:00". */
function eventWords({ title, calendarName, ...span }: PickConflict, zone: string): string {
  const time = spanInSentence(span, zone);
  return title ? say('pickTitledEvent', title, calendarName, time) : say('pickEvent', calendarName, time);
}

/** "a and b and 2 more": each has commas of its own. */
function joined(parts: readonly string[]): string {
  const list = new Intl.ListFormat(language());
  return parts.reduce((all, part) => list.format([all, part]));
}

function busyWords(conflicts: readonly PickConflict[], zone: string): string {
  if (conflicts.length === 0) return say('pickBusy');
  const isSure = conflicts.some(({ kind }) => kind !== 'tentative');
  const named = conflicts.slice(0, MOST_NAMED).map((event) => eventWords(event, zone));
  const more = conflicts.length - named.length;
  const all = joined([...named, ...(more > 0 ? [sayCount('pickMore', more)] : [])]);
  return isSure ? say('pickBusyWith', all) : say('pickMaybeBusyWith', all);
}

/** "11:00, 13:30, Wed 25 Nov, 09:00": a day is named where it is another one than the time before it has. */
function insteadWords({ alternatives, asked }: PickAnswer, zone: string): string {
  const starts = alternatives.map(({ start }) => start);
  const days = [asked.start, ...starts].map((at) => weekdayAndDate(at, zone));
  const times = starts.map((at, index) =>
    days[index] === days[index + 1] ? clockTime(at, zone) : dayAndTime(at, zone),
  );
  return times.length === 0 ? say('pickNothingElse') : say('pickInstead', times.join(', '));
}

/** What to say of a picked time in the page's zone; nothing where it is free. */
export function pickWords(answer: PickAnswer, zone: string): PickWords | null {
  if (answer.free === true) return null;
  if (answer.free === null) return { what: answer.words ?? say('pickNotKnown'), next: say('pickLook') };
  return { what: busyWords(answer.conflicts, zone), next: insteadWords(answer, zone) };
}
