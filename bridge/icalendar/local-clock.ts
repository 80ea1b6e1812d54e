import { customYears } from './custom-zone.ts';
import { type CustomZone, FLOATING, type Moment } from './resource.ts';
import { ianaYears, instantOf, wallOf, type ZoneYears } from './zone-offsets.ts';

/** Turns the wall times of one resource into instants (epoch milliseconds) and back. */
export interface LocalClock {
  instant(moment: Moment): number;
  wall(instant: number, zone: string): number;
}

/** The clock of a resource; `timeZone` is the IANA zone in which floating times and whole days are meant. */
export function localClock(zones: readonly CustomZone[], timeZone: string): LocalClock {
  const yearsOf = (zone: string): ZoneYears => {
    if (zone === FLOATING) return ianaYears(timeZone);
    const custom = zones.find(({ id }) => id === zone);
    return custom ? customYears(custom) : ianaYears(zone);
  };
  return {
    instant: ({ wall, zone }) => instantOf(wall, yearsOf(zone)),
    wall: (instant, zone) => wallOf(instant, yearsOf(zone)),
  };
}
