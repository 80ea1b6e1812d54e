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

/** What the patch names is taken; of the calendars only those that it names change, and of those only the fields it names. */
export function mergeSettings(settings: Settings, patch: SettingsPatch): Settings {
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const calendars = { ...settings.calendars };
  for (const [id, own] of Object.entries(patch.calendars ?? {})) calendars[id] = { ...calendars[id], ...own };
  return { ...settings, ...named, calendars };
}
