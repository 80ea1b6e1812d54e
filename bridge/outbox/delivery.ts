import type { Clock } from '../domain/clock.ts';
import type { LinkedEvent } from '../domain/linked-event.ts';
import { decide, type Seen } from '../domain/outbox/decide.ts';
import { type Entry, type Place, placeAlone } from '../domain/outbox/entry.ts';
import { fingerprintOf, linkedEventOf } from '../domain/outbox/linked-event-of.ts';
import { movedFrom } from '../domain/outbox/moved-from.ts';
import { type Circumstances, nextTask, placeIn, showsWhatItShould, type Task } from '../domain/outbox/next-task.ts';
import { alsoLeaving, doubted, left, planning, renaming, standing, waiting } from '../domain/outbox/outcomes.ts';
import { isOutrun, outrun } from '../domain/outbox/outrun.ts';
import type { CalendarWriter, FetchedResource } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { EventText } from './event-text.ts';
import type { LedgerFile } from './ledger-file.ts';
import { seenAt } from './seen-at.ts';

export interface DeliveryParts {
  readonly clock: Clock;
  readonly ledger: Pick<LedgerFile, 'get' | 'change'>;
  readonly circumstances: () => Circumstances;
  readonly text: EventText;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** A neighbour's event that was just written may take a moment to show. */
const LOOK_AGAIN_MS = 800;
/** How long after it was sent a late event is looked for goes by the note, so that must not be old. */
const NOTED_ANEW_MS = 60_000;
const MOST_NAMES = 20;
const MOST_STEPS = 40;

/**
 * Makes the calendar what the CRM wants for one appointment, step by step, each noted on disk before the next. Throws
 * the `BridgeError` of the first step that fails; beginning again from any point is safe.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #writer: CalendarWriter;
  readonly #id: string;

  constructor(appointmentId: string, writer: CalendarWriter, parts: DeliveryParts) {
    this.#id = appointmentId;
    this.#writer = writer;
    this.#parts = parts;
  }

  async run(): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const entry = this.#parts.ledger.get(this.#id);
      if (!entry) return;
      const task = nextTask(entry, this.#parts.circumstances(), this.#parts.clock.now());
      if (task.kind === 'none') return;
      if (task.kind === 'wait') return this.#note((latest, now) => waiting(latest, task.failure, now));
      if (task.kind === 'make') await this.#make(entry, task);
      else await this.#remove(entry, task.place);
    }
    throw new BridgeError('bad-answer', { detail: 'The event changes again and again as we write it. We try again.' });
  }

  async #make(entry: Entry, { place, last }: Extract<Task, { kind: 'make' }>): Promise<void> {
    const first = decide('here', last, 'not-looked');
    if (first === 'create') return this.#create(entry, place);
    const found = await this.#writer.readResource(place.href);
    const seen = seenAt(found, place, this.#parts);
    if (decide('here', last, seen) === 'create') return this.#create(entry, place);
    return this.#carryOn(entry, place, seen, found);
  }

  async #create(entry: Entry, place: Place): Promise<void> {
    const refused = entry.planned?.href === place.href ? entry.planned.refused : 0;
    if (!this.#isNoted(entry, place)) await this.#note((latest, now) => planning(latest, place, refused, now));
    const event = this.#eventOf(entry, place);
    const created = await this.#writer.createResource(place.href, await this.#textFor(entry, place, event));
    if (created.kind === 'written') return this.#confirm(entry, place, event, created.etag);
    const taken = created.kind === 'uid-taken' ? created.href : null;
    if (taken !== null && !isBeside(taken, place)) return this.#leaveElsewhere(taken, place);
    const at = { ...place, href: taken ?? place.href };
    const found = await this.#writer.readResource(at.href);
    const absent = refused > 0 ? 'refused-again' : 'refused';
    return this.#carryOn(entry, at, found === null ? absent : seenAt(found, at, this.#parts), found);
  }

  #isNoted({ planned }: Entry, { href }: Place): boolean {
    return planned?.href === href && this.#parts.clock.now() - planned.at < NOTED_ANEW_MS;
  }

  /** What the person added to the event goes with it to its new place. */
  async #textFor(entry: Entry, place: Place, event: LinkedEvent): Promise<string> {
    const { written, leaving } = entry;
    const from = [written, ...leaving].find((other) => other !== null && other.href !== place.href);
    const old = from ? await this.#readLeaving(from) : null;
    if (!from || !old || seenAt(old, from, this.#parts) !== 'own') return this.#parts.text.write(event, this.#stamp());
    const before = from === written && showsWhatItShould(entry) ? event : null;
    return this.#parts.text.carry(old.text, from.uid, { before, after: event }, this.#stamp());
  }

  /** The event stands in another calendar of the account: it leaves that one once it stands here, under its next name. */
  async #leaveElsewhere(href: string, place: Place): Promise<void> {
    const { calendars } = this.#parts.circumstances();
    const calendarId = calendars.find((calendar) => href.startsWith(calendar.href))?.id ?? place.calendarId;
    const other = { ...place, calendarId, href };
    const found = await this.#readLeaving(other);
    if (seenAt(found, other, this.#parts) === 'own') await this.#note((latest, now) => alsoLeaving(latest, other, now));
    return this.#nextName(place);
  }

  async #carryOn(entry: Entry, place: Place, seen: Seen, found: FetchedResource | null): Promise<void> {
    switch (decide('here', 'planned', seen)) {
      case 'amend':
        return found === null ? undefined : this.#amend(entry, place, found);
      case 'look-again':
        await this.#note((latest, now) => planning(latest, place, 1, now));
        return void (await this.#parts.pause(LOOK_AGAIN_MS));
      case 'next-name':
        return this.#nextName(place);
      default:
        return undefined;
    }
  }

  async #nextName({ calendarId, nth }: Place): Promise<void> {
    const circumstances = this.#parts.circumstances();
    const calendar = circumstances.calendars.find(({ id }) => id === calendarId);
    if (!calendar || nth >= MOST_NAMES) {
      const detail =
        'The calendar server takes this event under none of its names. Try again, or choose another calendar.';
      throw new BridgeError('bad-answer', { detail });
    }
    const next = placeIn(calendar, this.#id, nth + 1, circumstances);
    await this.#note((latest, now) => renaming(latest, next, now));
  }

  /** Nothing is sent when what stands there says the same already. */
  async #amend(entry: Entry, place: Place, found: FetchedResource): Promise<void> {
    if (this.#isOutrun(entry, place, found)) return this.#leaveNewer(entry, place, found);
    const event = this.#eventOf(entry, place);
    const text = this.#parts.text.amend(found.text, event, this.#stamp());
    if (text === found.text) return this.#keep(place, event, found);
    await this.#note((latest) => doubted(latest, place.href));
    const updated = await this.#writer.updateResource(place.href, text, found.etag);
    if (updated.kind === 'written') return this.#confirm(entry, place, event, updated.etag);
  }

  /** Reads back: servers rewrite what they store, and many name no ETag when they take it. */
  async #confirm(entry: Entry, place: Place, event: LinkedEvent, etag: string | null): Promise<void> {
    const found = await this.#writer.readResource(place.href);
    if (found && this.#isOutrun(entry, place, found)) return this.#leaveNewer(entry, place, found);
    return this.#keep(place, event, found ?? { href: place.href, etag, text: '' });
  }

  async #keep(place: Place, event: LinkedEvent, found: FetchedResource): Promise<void> {
    const own = found.text === '' ? null : this.#parts.text.read(found.text, place.uid);
    const { start, end } = own?.mark ?? event;
    const { saidAt } = event;
    const kept = { ...placeAlone(place), start, end, etag: found.etag, fingerprint: fingerprintOf(event), saidAt };
    await this.#note((latest, now) => standing(latest, { ...kept, at: now }, movedFrom(own)));
  }

  #isOutrun(entry: Entry, place: Place, { text }: FetchedResource): boolean {
    return isOutrun(entry, this.#parts.text.read(text, place.uid)?.mark ?? null);
  }

  /** Another computer heard more than this one; what it wrote stays. */
  async #leaveNewer(
    entry: Entry,
    { calendarId, href, uid, nth }: Place,
    { text, etag }: FetchedResource,
  ): Promise<void> {
    const own = this.#parts.text.read(text, uid);
    if (!own) return;
    const at = { calendarId, href, uid, nth, etag };
    await this.#note((latest, now) => (latest.revision === entry.revision ? outrun(latest, at, own, now) : latest));
  }

  /** A deletion is the CRM's last word; a cancellation may be older than what stands there. */
  async #remove(entry: Entry, place: Place): Promise<void> {
    const found = await this.#readLeaving(place);
    if (entry.wish === 'cancelled' && found && seenAt(found, place, this.#parts) === 'own') {
      if (this.#isOutrun(entry, place, found)) return this.#leaveNewer(entry, place, found);
    }
    if (decide('not-here', 'outdated', seenAt(found, place, this.#parts)) === 'delete' && found) {
      await this.#note((latest) => doubted(latest, place.href));
      const deleted = await this.#writer.deleteResource(place.href, found.etag);
      if (deleted.kind === 'changed') return;
    }
    await this.#note((latest, now) => left(latest, place, now));
  }

  /** Where the whole calendar is gone, its events are. */
  async #readLeaving(place: Place): Promise<FetchedResource | null> {
    try {
      return await this.#writer.readResource(place.href);
    } catch (error) {
      if (error instanceof BridgeError && error.code === 'calendar-gone') return null;
      throw error;
    }
  }

  #eventOf({ appointment, heardAt }: Entry, { uid }: Place): LinkedEvent {
    if (!appointment) throw new BridgeError('internal', { cause: new Error('nothing was heard of this appointment') });
    return linkedEventOf(appointment, uid, heardAt);
  }

  /** SEQUENCE counts on from what stands there. */
  #stamp() {
    return { now: this.#parts.clock.now(), sequence: 0 };
  }

  async #note(outcome: (latest: Entry, now: number) => Entry): Promise<void> {
    await this.#parts.ledger.change((ledger) => {
      const latest = ledger.get(this.#id);
      return latest ? [outcome(latest, this.#parts.clock.now())] : [];
    });
  }
}

/** In the same calendar. */
function isBeside(href: string, place: Place): boolean {
  return href.startsWith(place.href.slice(0, place.href.lastIndexOf('/') + 1));
}
