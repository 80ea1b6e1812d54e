import type { Settings, SettingsPatch } from '../../shared/contract/connection.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { StoredConnection } from './stored-connection.ts';

/** Throws `unknown-calendar` when the patch names a calendar that the connection neither has nor ever had a setting for. */
export function assertCalendarsKnown({ calendars, settings }: StoredConnection, patch: SettingsPatch): void {
  const known = new Set([...calendars.map(({ id }) => id), ...Object.keys(settings.calendars)]);
  if (Object.keys(patch.calendars ?? {}).some((id) => !known.has(id))) {
    throw new BridgeError('unknown-calendar', {
      detail: 'The settings name a calendar that is not in this account. Refresh the list of calendars.',
    });
  }
}

/**
 * What the patch names is taken; of the calendars only those that it names change, and of those only the fields it
 * names. A field that is null there holds no longer for that calendar alone.
 */
export function mergeSettings(settings: Settings, patch: SettingsPatch): Settings {
  const { calendars: ofCalendars = {}, ...rest } = patch;
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const calendars = { ...settings.calendars };
  for (const [id, own] of Object.entries(ofCalendars)) {
    const fields = Object.entries({ ...calendars[id], ...own }).filter(([, value]) => value !== null);
    calendars[id] = Object.fromEntries(fields);
  }
  return { ...settings, ...named, calendars };
}
