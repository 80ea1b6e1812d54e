import type { PageMessage } from '../background/messages.ts';
import type { Reading } from './view.ts';

export interface NamedReading extends Reading {
  /** The feature's. */
  readonly name: string;
}

/** A page that changes may be at odds with itself for a moment. */
const SETTLED_MS = 1_500;

/** Tells the worker which kinds of pages can be read, each change once. */
export function createHealth(say: (message: PageMessage) => void) {
  const since = new Map<string, number>();
  const said = new Map<string, boolean>();

  function tell({ name, facts }: NamedReading, isReadable: boolean): void {
    if (said.get(name) === isReadable) return;
    said.set(name, isReadable);
    say({ type: 'health', feature: name, isReadable, facts: facts() });
  }

  function isUnreadable(reading: NamedReading, now: number): boolean {
    if (!reading.isUnreadable) {
      since.delete(reading.name);
      tell(reading, true);
      return false;
    }
    const first = since.get(reading.name) ?? now;
    since.set(reading.name, first);
    if (now - first < SETTLED_MS) return false;
    tell(reading, false);
    return true;
  }

  /** What comes to be shown after something that could not be read is told anew: it may be what clears that. */
  function forgetAllBut(readings: readonly NamedReading[]): void {
    const shown = new Set(readings.map(({ name }) => name));
    for (const name of said.keys()) if (!shown.has(name)) said.delete(name);
  }

  return {
    /** Whether any of them cannot be read, and not just for a moment. */
    note(readings: readonly NamedReading[], now: number): boolean {
      const isBad = readings.map((reading) => isUnreadable(reading, now)).includes(true);
      if (isBad) forgetAllBut(readings);
      return isBad;
    },
  };
}
