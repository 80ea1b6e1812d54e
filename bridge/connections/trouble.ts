import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { CalendarKnowledge } from '../domain/completeness.ts';
import type { StoredConnection } from './stored-connection.ts';

interface Trouble {
  /** What is so, then what to do. */
  readonly words: string;
  readonly code?: ProblemCode;
  /** The calendar's name, where we know one. */
  readonly calendar?: string | undefined;
}

/** What is wrong with a chosen calendar while the account as a whole is well, with what to do; null when nothing is. */
export function troubleOf(record: StoredConnection, knowledge: readonly CalendarKnowledge[]): Trouble | null {
  return linkedTrouble(record) ?? conflictTrouble(record, knowledge);
}

function linkedTrouble({ calendars, linkedCalendarId }: StoredConnection): Trouble | null {
  const linked = calendars.find(({ id }) => id === linkedCalendarId);
  if (!linked) return null;
  if (linked.gone) {
    const words = `New bookings cannot be added: the calendar "${linked.name}" is no longer in the account. Choose another one.`;
    return { words, code: 'calendar-gone', calendar: linked.name };
  }
  if (linked.access === 'reader') {
    const words = `New bookings cannot be added: the calendar "${linked.name}" can only be read now. Ask its owner, or choose another one.`;
    return { words, code: 'not-writable', calendar: linked.name };
  }
  return null;
}

function conflictTrouble({ calendars }: StoredConnection, knowledge: readonly CalendarKnowledge[]): Trouble | null {
  const failing = knowledge.find(({ failure }) => failure !== null);
  if (!failing) return null;
  const calendar = calendars.find(({ id }) => id === failing.calendarId)?.name;
  const words = `${calendar ?? 'A calendar'}: ${failing.failure}`;
  return { words, calendar, ...(failing.failureCode === undefined ? {} : { code: failing.failureCode }) };
}
