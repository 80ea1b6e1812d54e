import type { Calendar, ConfigurationRequest, Connection } from '../../shared/contract/connection.ts';

/**
 * What a person has chosen so far. The linked calendar blocks time exactly when it is one of the conflict
 * calendars, so that "Also blocks my time" and its box among the conflict calendars can't disagree.
 */
export interface Choice {
  readonly linkedCalendarId: string | null;
  readonly conflictCalendarIds: readonly string[];
}

type Chosen = Pick<Connection, 'configured' | 'linkedCalendarId' | 'conflictCalendarIds'>;

/**
 * What the form opens with: the saved configuration without calendars that are gone, or, before anything was
 * saved, no linked calendar and all writable calendars as conflict calendars, for the person to confirm.
 */
export function openingChoice(connection: Chosen, calendars: readonly Calendar[]): Choice {
  if (!connection.configured) return { linkedCalendarId: null, conflictCalendarIds: preselected(calendars) };
  const linked = calendars.find((calendar) => calendar.id === connection.linkedCalendarId);
  const stillThere = calendars.filter((calendar) => calendar.canConflict).map((calendar) => calendar.id);
  return {
    linkedCalendarId: linked?.canLink ? linked.id : null,
    conflictCalendarIds: connection.conflictCalendarIds.filter((id) => stillThere.includes(id)),
  };
}

function preselected(calendars: readonly Calendar[]): string[] {
  return calendars.filter(({ access, canConflict }) => access === 'writer' && canConflict).map(({ id }) => id);
}

/** Whether something of the saved configuration can no longer be chosen, because it vanished or lost a right. */
export function lostCalendars(connection: Chosen, calendars: readonly Calendar[]): boolean {
  if (!connection.configured) return false;
  const opening = openingChoice(connection, calendars);
  return (
    opening.linkedCalendarId !== connection.linkedCalendarId ||
    opening.conflictCalendarIds.length < connection.conflictCalendarIds.length
  );
}

/** Chooses where new bookings go. A newly linked calendar also blocks time until that is unticked. */
export function chooseLinked(choice: Choice, calendarId: string | null): Choice {
  const linked = { ...choice, linkedCalendarId: calendarId };
  return calendarId === null ? linked : setConflict(linked, calendarId, true);
}

/** Ticks or unticks a conflict calendar; ticking twice is ticking once. */
export function setConflict(choice: Choice, calendarId: string, on: boolean): Choice {
  const others = choice.conflictCalendarIds.filter((id) => id !== calendarId);
  return { ...choice, conflictCalendarIds: on ? [...others, calendarId] : others };
}

export function blocksTime(choice: Choice, calendarId: string): boolean {
  return choice.conflictCalendarIds.includes(calendarId);
}

/** What is sent to the bridge, conflict calendars in the order of the list. */
export function asRequest(choice: Choice, calendars: readonly Calendar[]): ConfigurationRequest {
  return {
    linkedCalendarId: choice.linkedCalendarId,
    conflictCalendarIds: calendars.map(({ id }) => id).filter((id) => blocksTime(choice, id)),
    linkedIsConflict: choice.linkedCalendarId === null || blocksTime(choice, choice.linkedCalendarId),
  };
}
