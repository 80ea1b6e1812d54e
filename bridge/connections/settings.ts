import type { Settings, SettingsPatch } from '../../shared/contract/connection.ts';

/** What the patch names is taken; of the calendars only those that it names change, and of those only the fields it names. */
export function mergeSettings(settings: Settings, patch: SettingsPatch): Settings {
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const calendars = { ...settings.calendars };
  for (const [id, own] of Object.entries(patch.calendars ?? {})) calendars[id] = { ...calendars[id], ...own };
  return { ...settings, ...named, calendars };
}
