import { createRequire } from 'node:module';
import { ownText } from './own-text.ts';
import { HOUR, MINUTE } from './values.ts';

/** From Windows' names and labels to IANA names, as the Unicode CLDR maps them; shipped with node-ical. */
const windowsZones: Record<string, { iana: string[] }> = createRequire(import.meta.url)('node-ical/windowsZones.json');
const byWindowsName = new Map(
  Object.entries(windowsZones).map(([name, { iana }]) => [name.toLowerCase(), iana[0] ?? '']),
);

const known = new Map<string, string | null>();

/**
 * The IANA zone that a TZID names, or null. Understands IANA names in any letter case, names behind a prefix such as
 * `/freeassociation.sourceforge.net/Tzfile/Europe/Berlin`, Windows names, and fixed offsets such as `GMT+0200`.
 */
export function zoneNamed(tzid: string): string | null {
  const found = known.get(tzid);
  if (found !== undefined) return found;
  if (tzid.length > LONGEST_NAME) return null;
  const zone = resolve(tzid.trim().replace(/^"(.*)"$/, '$1'));
  if (known.size < MOST_NAMES) known.set(ownText(tzid), zone);
  return zone;
}

/** Names come from foreign text: their number and their length are bounded. */
const MOST_NAMES = 2000;
const LONGEST_NAME = 200;

function resolve(tzid: string): string | null {
  return iana(tzid) ?? behindPrefix(tzid) ?? windows(tzid) ?? fixedOffset(tzid);
}

/** ICU also takes three-letter names that mean different zones to different people, such as BST. */
const THREE_LETTERS = new Set('CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' '));

function iana(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return null;
  if (name.length === 3 && !THREE_LETTERS.has(name.toUpperCase())) return null;
  try {
    const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return canonical === 'UTC' ? 'UTC' : name;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function behindPrefix(tzid: string): string | null {
  const parts = tzid.split('/');
  for (const length of tzid.startsWith('/') ? [3, 2, 1] : [3, 2]) {
    const zone = parts.length > length ? iana(parts.slice(-length).join('/')) : null;
    if (zone) return zone;
  }
  return null;
}

function windows(tzid: string): string | null {
  return byWindowsName.get(tzid.toLowerCase()) || null;
}

const OFFSET = /^(?:UTC|GMT)?([+-])(\d\d?)(?::?(\d\d))?$/i;

function fixedOffset(tzid: string): string | null {
  const match = OFFSET.exec(tzid);
  if (!match) return null;
  const ms = Number(match[2]) * HOUR + Number(match[3] ?? 0) * MINUTE;
  return ms <= 14 * HOUR ? `${FIXED}${match[1] === '-' ? -ms : ms}` : null;
}

/** Begins the name of a zone with one fixed offset; milliseconds follow. */
export const FIXED = '=';
