import type { CalendarKnowledge } from '../domain/completeness.ts';
import type { StoredCalendar, StoredConnection } from './stored-connection.ts';

/** What is wrong with a chosen calendar while the account as a whole is well, with what to do; null when nothing is. */
export function troubleOf(record: StoredConnection, knowledge: readonly CalendarKnowledge[]): string | null {
  return linkedTrouble(record) ?? conflictTrouble(record, knowledge);
}

function linkedTrouble({ calendars, linkedCalendarId }: StoredConnection): string | null {
  const linked = calendars.find(({ id }) => id === linkedCalendarId);
  if (!linked) return null;
  if (linked.gone) {
    return `New bookings cannot be added: the calendar "${linked.name}" is no longer in the account. Choose another one.`;
  }
  if (linked.access === 'reader') {
    return `New bookings cannot be added: the calendar "${linked.name}" can only be read now. Ask its owner, or choose another one.`;
  }
  return null;
}

function conflictTrouble({ calendars }: StoredConnection, knowledge: readonly CalendarKnowledge[]): string | null {
  const failing = knowledge.find(({ failure }) => failure !== null);
  return failing ? `${nameOf(calendars, failing.calendarId)}: ${failing.failure}` : null;
}

function nameOf(calendars: readonly StoredCalendar[], calendarId: string): string {
  return calendars.find(({ id }) => id === calendarId)?.name ?? 'A calendar';
}
