import type { TextComponent } from './components.ts';
import type { Property } from './property.ts';
import { type CustomZone, FLOATING, type Moment } from './resource.ts';
import { BadValue, excerpt, readTime } from './values.ts';
import { zoneNamed } from './zone-names.ts';

/** A moment, and whether it was written as a DATE. */
export interface ReadMoment extends Moment {
  readonly date: boolean;
}

/** A time in a zone that nothing tells about: it may be any instant within half a day and two hours of it. */
export class UnknownZone extends BadValue {
  readonly wall: number;

  constructor(tzid: string, wall: number) {
    super(`its time zone "${excerpt(tzid)}" is not known`);
    this.wall = wall;
  }
}

/** The VTIMEZONE components of one text, and which of them were needed. */
export interface TextZones {
  readonly defined: (tzid: string) => CustomZone | undefined;
  readonly needed: Map<string, CustomZone>;
}

/** Reads one DATE or DATE-TIME of a property in the zone that its TZID names. Throws BadValue or UnknownZone. */
export function readMoment(property: Property, zones: TextZones, text = property.value): ReadMoment {
  const { wall, date, utc } = readTime(text);
  if (date) return { wall, zone: FLOATING, date };
  if (utc) return { wall, zone: 'UTC', date };
  const tzid = property.params.get('tzid');
  return { wall, zone: tzid === undefined ? FLOATING : zoneOf(tzid, wall, zones), date };
}

/** A name that this machine knows is taken before the text's own VTIMEZONE: those are often old or cut short. */
function zoneOf(tzid: string, wall: number, zones: TextZones): string {
  const named = zoneNamed(tzid);
  if (named) return named;
  const own = zones.defined(tzid);
  if (!own) throw new UnknownZone(tzid, wall);
  zones.needed.set(own.id, own);
  return own.id;
}

/** The only property of that name; written twice it must say the same. */
export function single(event: TextComponent, name: string): Property | undefined {
  const all = event.properties.get(name);
  if (all === undefined || all.length === 1) return all?.[0];
  const [first, ...others] = all;
  const tzid = first?.params.get('tzid');
  if (others.some(({ value, params }) => value !== first?.value || params.get('tzid') !== tzid))
    throw new BadValue(`it has two different ${name}`);
  return first;
}

/** The moment that the only property of that name gives, or undefined when there is none. */
export function readSingle(event: TextComponent, name: string, zones: TextZones): ReadMoment | undefined {
  const property = single(event, name);
  return property && readMoment(property, zones);
}
