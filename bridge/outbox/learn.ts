import type { Interval } from '../../shared/intervals.ts';
import type { Ledger } from '../domain/outbox/accept.ts';
import type { Entry, WrittenPlace } from '../domain/outbox/entry.ts';
import { movedFrom } from '../domain/outbox/moved-from.ts';
import { isSettled } from '../domain/outbox/next-task.ts';
import { carried, seenStanding } from '../domain/outbox/outcomes.ts';
import { isOutrun, outrun } from '../domain/outbox/outrun.ts';
import { type OwnEvent, ownEventIn } from '../icalendar/write/read-own-event.ts';
import type { CachedResource } from '../sync/cache-shard.ts';

/** The copy of a calendar, as it was found at the server. */
export interface CalendarCopy {
  readonly calendarId: string;
  /** When the server was asked for it. */
  readonly checkedAt: number;
  get(href: string): CachedResource | undefined;
  all(): Iterable<CachedResource>;
}

/** What the person seems to have done with an event of ours. */
export type Finding =
  | { readonly kind: 'missing' }
  /** Another computer wrote it for newer news. */
  | { readonly kind: 'newer'; readonly own: OwnEvent; readonly etag: string | null }
  | { readonly kind: 'stands'; readonly moved: Interval | null; readonly back: boolean }
  | { readonly kind: 'carried'; readonly calendarId: string; readonly href: string; readonly moved: Interval | null };

/**
 * What the copies tell of an event that stood as it should; null when they tell nothing new or are older than what was
 * last written.
 */
export function findingOn(entry: Entry, copies: readonly CalendarCopy[], timeZone: string): Finding | null {
  const { written, wish } = entry;
  if (!written || wish !== 'wanted' || !isSettled(entry)) return null;
  const copy = copies.find(({ calendarId }) => calendarId === written.calendarId);
  if (!copy || copy.checkedAt <= written.at) return null;
  const cached = copy.get(written.href);
  if (cached?.problem) return null;
  if (cached && cached.ghostSince === undefined) return standingFinding(entry, written, cached, timeZone);
  if (entry.deletedInICloud) return null;
  return carriedFinding(written, copies, timeZone) ?? { kind: 'missing' };
}

function standingFinding(
  entry: Entry,
  written: WrittenPlace,
  { resource, etag }: CachedResource,
  timeZone: string,
): Finding | null {
  const own = resource && ownEventIn(resource, timeZone, written.uid);
  if (!own || own.uid !== written.uid) return entry.deletedInICloud ? null : { kind: 'missing' };
  if (isOutrun(entry, own.mark)) return { kind: 'newer', own, etag };
  const moved = movedFrom({ ...own, mark: own.mark ?? { appointmentId: entry.appointmentId, ...timesOf(written) } });
  const known = moved?.start === entry.moved?.start && moved?.end === entry.moved?.end;
  return known && !entry.deletedInICloud ? null : { kind: 'stands', moved, back: entry.deletedInICloud };
}

/** The person put it into another calendar: it is not gone. */
function carriedFinding({ uid, href, at }: WrittenPlace, copies: readonly CalendarCopy[], timeZone: string) {
  for (const copy of copies) {
    if (copy.checkedAt <= at) continue;
    for (const cached of copy.all()) {
      if (cached.href === href || cached.ghostSince !== undefined) continue;
      if (!cached.resource?.series.some((series) => series.uid === uid)) continue;
      const moved = movedFrom(ownEventIn(cached.resource, timeZone, uid));
      return { kind: 'carried', calendarId: copy.calendarId, href: cached.href, moved } as const;
    }
  }
  return null;
}

function timesOf({ start, end }: WrittenPlace): Interval {
  return { start, end };
}

export interface Learned {
  /** As it was when the copies were looked at. */
  readonly entry: Entry;
  readonly finding: Finding;
}

/** The entries that change; what changed meanwhile is judged by the next copies. */
export function learned(ledger: Ledger, all: readonly Learned[], now: number): Entry[] {
  return all.flatMap(({ entry, finding }) => {
    if (ledger.get(entry.appointmentId) !== entry) return [];
    if (finding.kind === 'newer') return [left(entry, finding, now)];
    if (finding.kind === 'stands') return [seenStanding(entry, finding.moved, now)];
    return finding.kind === 'carried' ? [carried(entry, finding, finding.moved, now)] : [];
  });
}

function left(entry: Entry, { own, etag }: Extract<Finding, { kind: 'newer' }>, now: number): Entry {
  return entry.written ? outrun(entry, { ...entry.written, etag }, own, now) : entry;
}

/** Looks at each event of ours only when it or its entry changed. */
export class Learner {
  readonly #looked = new WeakMap<Entry, CachedResource>();

  *findings(entries: Iterable<Entry>, copies: readonly CalendarCopy[], timeZone: string): Generator<Learned> {
    for (const entry of entries) {
      const cached = this.#copyOf(entry, copies);
      if (cached && this.#looked.get(entry) === cached) continue;
      const finding = findingOn(entry, copies, timeZone);
      if (finding) yield { entry, finding };
      else if (cached) this.#looked.set(entry, cached);
    }
  }

  #copyOf({ written }: Entry, copies: readonly CalendarCopy[]): CachedResource | undefined {
    return written ? copies.find(({ calendarId }) => calendarId === written.calendarId)?.get(written.href) : undefined;
  }
}
