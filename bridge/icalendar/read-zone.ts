import type { Property, TextComponent } from './components.ts';
import { readRule } from './recurrence-rule.ts';
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
    if (observances) zones.set(tzid, { id: `~${tzid}`, observances });
  }
  return zones;
}

function readObservances(zone: TextComponent): Observance[] | null {
  try {
    const observances = zone.children
      .filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT')
      .map((observance) => readObservance(observance));
    return observances.length > 0 ? observances : null;
  } catch (error) {
    if (error instanceof BadValue) return null;
    throw error;
  }
}

function readObservance(component: TextComponent): Observance {
  const rules = (component.properties.get('RRULE') ?? []).map(({ value }) => readRule(value));
  const dates = (component.properties.get('RDATE') ?? []).flatMap((property) =>
    listValues(property).map((value) => readTime(value).wall),
  );
  return {
    wall: readTime(only(component, 'DTSTART').value).wall,
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
