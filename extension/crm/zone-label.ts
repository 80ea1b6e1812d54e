import { isZone } from './wall-time.ts';

/** The zone that a label such as "GMT-05:00 America/New_York (EST)" names; null when it names none. */
export function zoneIn(label: string): string | null {
  const names = label.match(/\b(?:[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]+){1,2}|UTC)\b/g) ?? [];
  return names.find(isZone) ?? null;
}
