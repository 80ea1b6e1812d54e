import { type TextComponent, unescapeText } from './components.ts';
import type { Property } from './property.ts';
import { readRules } from './read-rules.ts';
import type { CustomZone, Observance } from './resource.ts';
import { BadValue, listValues, readOffset, readTime } from './values.ts';

/**
 * The VTIMEZONE components of a text by their TZID (RFC 5545 3.6.5). One that cannot be read is left out: the events that
 * need it are then unreadable, unless their zone is known by name.
 */
export function readZones(calendars: readonly TextComponent[]): Map<string, CustomZone> {
  const zones = new Map<string, CustomZone>();
  for (const component of calendars.flatMap((calendar) => calendar.children)) {
    const tzid = component.properties.get('TZID')?.[0]?.value.trim();
    if (component.name !== 'VTIMEZONE' || tzid === undefined) continue;
    const observances = readObservances(component);
    if (!observances) continue;
    // A parameter in quotes names `Office, Berlin` what TEXT writes as `Office\, Berlin`.
    for (const name of [tzid, unescapeText(tzid)]) zones.set(name, { id: `~${tzid}`, observances });
  }
  return zones;
}

/** More changes than any zone has seen. */
const MOST_OBSERVANCES = 500;
const MOST_ONSETS = 1000;

function readObservances(zone: TextComponent): Observance[] | null {
  if (zone.children.length > MOST_OBSERVANCES) return null;
  try {
    const observances = zone.children.map((observance) => readObservance(observance));
    return observances.length > 0 ? observances : null;
  } catch (error) {
    if (error instanceof BadValue) return null;
    throw error;
  }
}

/** The first of all years, as some programs write where a zone has no first onset. */
const LONG_AGO = /^\s*0\d{3}(?=\d{4})/;

function readObservance(component: TextComponent): Observance {
  const [broken] = component.broken;
  if (broken !== undefined) throw new BadValue(`${broken} is broken`);
  const rules = readRules(component);
  const dates = (component.properties.get('RDATE') ?? []).flatMap((property) =>
    listValues(property, MOST_ONSETS).map((value) => readTime(value).wall),
  );
  if (dates.length >= MOST_ONSETS) throw new BadValue('it changes too often');
  return {
    wall: readTime(only(component, 'DTSTART').value.replace(LONG_AGO, '1601')).wall,
    from: readOffset(only(component, 'TZOFFSETFROM').value),
    to: readOffset(only(component, 'TZOFFSETTO').value),
    ...(rules.length > 0 && { rules }),
    ...(dates.length > 0 && { dates }),
  };
}

function only(component: TextComponent, name: string): Property {
  const property = component.properties.get(name)?.[0];
  if (!property) throw new BadValue(`${name} is missing`);
  return property;
}
