import type { Calendar, ConfigurationRequest, Connection, Settings } from '../../shared/contract/connection.ts';
import { asRequest, type Choice } from './choice.ts';
import { settingsPatch } from './counting.ts';
import type { Unsaved } from './use-preview.ts';

/** What the form would send; null where all of it is saved already. Before the first save nothing is. */
export function unsavedOf(
  connection: Connection,
  choice: Choice,
  settings: Settings,
  calendars: readonly Calendar[],
): Unsaved | null {
  const request = asRequest(choice, calendars);
  const patch = settingsPatch(connection.settings, settings);
  if (patch === null && connection.configured && isSaved(connection, request)) return null;
  return { ...request, ...(patch === null ? {} : { settings: patch }) };
}

function isSaved(connection: Connection, request: ConfigurationRequest): boolean {
  const saved = new Set(connection.conflictCalendarIds);
  return (
    connection.linkedCalendarId === request.linkedCalendarId &&
    saved.size === request.conflictCalendarIds.length &&
    request.conflictCalendarIds.every((id) => saved.has(id))
  );
}
