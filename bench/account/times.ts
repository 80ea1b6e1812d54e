export const DAY_MS = 24 * 3600 * 1000;
export const MINUTE_MS = 60 * 1000;

/** RFC 5545 3.3.5 of a wall time that is given as if it were UTC. */
export function dateTime(wall: number): string {
  return `${new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`;
}

export function date(wall: number): string {
  return dateTime(wall).slice(0, 8);
}
