import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { readComponents } from '../components.ts';
import { customYears } from '../custom-zone.ts';
import { readZones } from '../read-zone.ts';
import type { CustomZone } from '../resource.ts';
import { zoneNamed } from '../zone-names.ts';
import { ianaYears, instantOf, wallOf, type ZoneYears } from '../zone-offsets.ts';

/** A zone in which an event can be written: its TZID and the content lines of its VTIMEZONE. */
export interface WrittenZone {
  readonly tzid: string;
  readonly definition: readonly string[];
}

/**
 * The zone in which local times say these instants (epoch milliseconds) to every reader: to one that goes by the
 * VTIMEZONE and to one that goes by the name. Null where that is not so, and the times are best written in UTC: the zone
 * is UTC itself or unknown to the library, the library and this computer know different rules for it (rules change by
 * law), or a local time occurs twice because clocks are set back. `present` are VTIMEZONEs that the text has already;
 * they go before the library's.
 */
export function writtenZone(
  timeZone: string,
  instants: readonly number[],
  present: ReadonlyMap<string, CustomZone> = new Map(),
): WrittenZone | null {
  const zone = libraryZone(timeZone);
  const named = zone && zoneNamed(zone.tzid);
  const custom = zone && (present.get(zone.tzid) ?? zone.custom);
  if (!zone || !named || named === 'UTC' || !custom) return null;
  const clocks = [ianaYears(timeZone), ianaYears(named), customYears(custom)];
  const clear = instants.every((instant) => isClear(instant, clocks));
  return clear ? zone : null;
}

/** Whether the local time of the instant is the same by all clocks and none of them shows it twice. */
function isClear(instant: number, clocks: readonly ZoneYears[]): boolean {
  const [wall, ...walls] = clocks.map((years) => wallOf(instant, years));
  if (wall === undefined || walls.some((other) => other !== wall)) return false;
  return clocks.every((years) => instantsOf(wall, years).every((meant) => meant === instant));
}

/** Every instant at which the local clock shows the wall time, and the one that RFC 5545 takes. */
function instantsOf(wall: number, years: ZoneYears): number[] {
  const offsets = years(new Date(wall).getUTCFullYear()).map(({ offset }) => offset);
  const shown = offsets.map((offset) => wall - offset).filter((instant) => wallOf(instant, years) === wall);
  return [instantOf(wall, years), ...shown];
}

interface LibraryZone extends WrittenZone {
  readonly custom: CustomZone | undefined;
}

let names: ReadonlyMap<string, string> | null = null;
const found = new Map<string, LibraryZone | null>();

/** The library knows names in one spelling, and complains at the terminal of any other. */
function libraryZone(timeZone: string): LibraryZone | null {
  names ??= new Map([...tzlib_get_timezones()].map((name) => [name.toLowerCase(), name]));
  const name = names.get(timeZone.toLowerCase());
  if (name === undefined) return null;
  const known = found.get(name);
  const zone = known === undefined ? lookUp(name) : known;
  found.set(name, zone);
  return zone;
}

function lookUp(name: string): LibraryZone | null {
  const [block, parameter] = tzlib_get_ical_block(name);
  if (block === undefined || parameter === undefined) return null;
  const [tzid, definition] = [parameter.replace(/^TZID=/, ''), block.split('\r\n')];
  const text = ['BEGIN:VCALENDAR', ...definition, 'END:VCALENDAR'].join('\r\n');
  return { tzid, definition, custom: readZones(readComponents(text)).get(tzid) };
}
