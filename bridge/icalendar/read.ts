import type { UnknownTimes } from '../domain/occurrence.ts';
import { NotACalendar, type TextComponent } from './components.ts';
import { readWithFamiliarZone } from './familiar-zones.ts';
import type { TextZones } from './moments.ts';
import { ownText } from './own-text.ts';
import { readEvent } from './read-event.ts';
import { readZones } from './read-zone.ts';
import type { CalendarResource, Component, Override, Series } from './resource.ts';

export type { CalendarResource } from './resource.ts';

/** Raise it when a text is read differently than before: copies that hold older readings are then made anew. */
export const READER = 1;

/**
 * What iCalendar text gives. `no-events` is a sound calendar without a VEVENT, such as one of reminders; text that ends
 * early, is empty or is something else is `unreadable`, never without events. Bounds are epoch milliseconds.
 */
export type Reading =
  | { readonly kind: 'events'; readonly resource: CalendarResource }
  | { readonly kind: 'no-events' }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly from?: number; readonly to?: number };

/**
 * Reads one calendar object resource or a whole feed (RFC 5545 3.4). A component that cannot be read never harms
 * another: it stands in `resource.unknown` with the times it may touch. Never throws.
 */
export function readResource(text: string): Reading {
  try {
    const calendars = readWithFamiliarZone(text);
    return readEvents(calendars);
  } catch (error) {
    if (!(error instanceof NotACalendar)) throw error;
    return { kind: 'unreadable', reason: `The text cannot be read: ${error.message}.` };
  }
}

function readEvents(calendars: readonly TextComponent[]): Reading {
  const events = eventsIn(calendars);
  if (events.length === 0) return { kind: 'no-events' };
  const zones: TextZones = { defined: zonesIn(calendars), needed: new Map() };
  const unknown: UnknownTimes[] = [];
  const byUid = new Map<string, Gathered>();
  for (const event of events) {
    const component = readEvent(event, zones, unknown);
    if (component) gather(byUid, event, component);
  }
  const series: Series[] = [];
  for (const [uid, gathered] of byUid) series.push(...seriesOf(uid, gathered));
  const doubts = inFew(unknown);
  const [only] = doubts;
  if (series.length === 0 && doubts.length === 1 && only) return { kind: 'unreadable', ...only };
  return {
    kind: 'events',
    resource: {
      series,
      ...(zones.needed.size > 0 && { zones: [...zones.needed.values()] }),
      ...(doubts.length > 0 && { unknown: doubts }),
    },
  };
}

/** In plain loops, here and where the series are made: ten thousand texts of one event each go through them. */
function eventsIn(calendars: readonly TextComponent[]): TextComponent[] {
  const events: TextComponent[] = [];
  for (const { children } of calendars) {
    for (const child of children) if (child.name === 'VEVENT') events.push(child);
  }
  return events;
}

/** What is kept of the doubts that one text leaves: each once, and of very many the time from the first to the last. */
const MOST_DOUBTS = 100;

function inFew(unknown: readonly UnknownTimes[]): readonly UnknownTimes[] {
  if (unknown.length === 0) return unknown;
  const different = [...new Map(unknown.map((times) => [JSON.stringify(times), times])).values()];
  const [first] = different;
  if (!first || different.length <= MOST_DOUBTS) return different;
  const from = different.reduce((least, times) => Math.min(least, times.from ?? EVER), Number.POSITIVE_INFINITY);
  const to = different.reduce((most, times) => Math.max(most, times.to ?? -EVER), Number.NEGATIVE_INFINITY);
  return [{ ...(from !== EVER && { from }), ...(to !== -EVER && { to }), reason: first.reason }];
}

const EVER = Number.NEGATIVE_INFINITY;

/** Read when one of them is asked for: nearly every event names a zone that this machine knows. */
function zonesIn(calendars: readonly TextComponent[]): TextZones['defined'] {
  let zones: ReturnType<typeof readZones> | null = null;
  return (tzid) => {
    zones ??= readZones(calendars);
    return zones.get(tzid);
  };
}

interface Gathered {
  readonly masters: Component[];
  /** Those that also name an occurrence of the others. */
  readonly splits: Component[];
  readonly overrides: { readonly override: Override; readonly sequence: number }[];
}

function gather(byUid: Map<string, Gathered>, event: TextComponent, component: Component | Override): void {
  const uid = event.properties.get('UID')?.[0]?.value.trim() || `without-uid-${component.start.wall}`;
  const known = byUid.get(uid);
  const gathered = known ?? { masters: [], splits: [], overrides: [] };
  if (!known) byUid.set(ownText(uid), gathered);
  if ('of' in component) gathered.overrides.push({ override: component, sequence: sequenceOf(event) });
  else (event.properties.has('RECURRENCE-ID') ? gathered.splits : gathered.masters).push(component);
}

function sequenceOf(event: TextComponent): number {
  const sequence = Number(event.properties.get('SEQUENCE')?.[0]?.value ?? 0);
  return Number.isFinite(sequence) ? sequence : 0;
}

/** One series a master: a feed may give several events the same UID, and none of them may be lost. */
function seriesOf(uid: string, { masters, splits, overrides }: Gathered): Series[] {
  const [master] = masters;
  if (master && masters.length === 1 && splits.length + overrides.length === 0) return [{ uid, master }];
  const latest = overrides
    .sort((a, b) => a.sequence - b.sequence)
    .reduce(
      (byStart, { override }) => byStart.set(JSON.stringify([override.of, override.thisAndFuture]), override),
      new Map<string, Override>(),
    );
  const replaced = latest.size > 0 ? { overrides: [...latest.values()] } : {};
  const all = [...masters, ...splits];
  if (all.length === 0) return [{ uid, master: null, ...replaced }];
  return all.map((one, index) => ({ uid, master: one, ...(index === 0 && replaced) }));
}
