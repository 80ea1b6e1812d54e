import { setTimeout as pause } from 'node:timers/promises';
import type { Appointment, StandingEvent, Written, WrittenState } from '../../shared/contract/appointments.ts';
import type { Clock } from '../domain/clock.ts';
import { eventName } from '../domain/event-names.ts';
import type { WrittenMark } from '../domain/occurrence.ts';
import { accept, type Ledger, type Message } from '../domain/outbox/accept.ts';
import { describeEntry, stateOf, waitsForPerson } from '../domain/outbox/describe.ts';
import { type Entry, newEntry } from '../domain/outbox/entry.ts';
import { type Circumstances, isSettled, type KnownCalendar, lookAgainAt } from '../domain/outbox/next-task.ts';
import { carried, seenStanding, troubled } from '../domain/outbox/outcomes.ts';
import { relinked } from '../domain/outbox/relink.ts';
import { takenBack } from '../domain/outbox/take-back.ts';
import type { CalDavClient } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { Delivery } from './delivery.ts';
import { type EventText, eventText } from './event-text.ts';
import { type CalendarCopy, type Finding, Learner } from './learn.ts';
import type { LedgerFile } from './ledger-file.ts';
import { concernsAccount, entryWaitMs } from './patience.ts';
import { Session } from './session.ts';
import { candidates, type Found, standing } from './standing-events.ts';
import { Worker } from './worker.ts';

/** What of the connection the outbox goes by. */
export interface OutboxOwner {
  readonly locationId: string;
  readonly userId: string;
  readonly timeZone: string;
  readonly linkedCalendarId: string | null;
  readonly calendars: readonly KnownCalendar[];
}

export interface OutboxParts {
  readonly clock: Clock;
  readonly ledger: LedgerFile;
  readonly owner: () => OutboxOwner;
  /** Why nothing may be sent just now. */
  readonly obstacle: () => BridgeError | null;
  /** Null when no password is kept. */
  readonly openClient: () => Promise<CalDavClient | null>;
  readonly onPasswordRefused: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
  readonly announce: (written: Written) => void;
}

/** The bookings of one connection on their way to the linked calendar. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #text: EventText;
  readonly #session: Session;
  readonly #worker: Worker;
  /** What is not as it should be; the rest need not be looked at. */
  readonly #open = new Set<string>();
  /** What a copy of the calendar lacks, and the server is to be asked about. */
  readonly #suspects = new Set<string>();
  readonly #learner = new Learner();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#text = eventText(() => parts.owner().timeZone);
    this.#session = new Session(parts.openClient);
    this.#worker = new Worker({
      clock: parts.clock,
      obstacle: parts.obstacle,
      due: () => this.#due(),
      deliver: (id) => this.#deliver(id),
      onFailure: (id, error) => this.#failed(id, error),
      onFault: parts.onFault,
    });
    this.#noteOpen(parts.ledger.all());
    this.#worker.wake();
  }

  /** Resolves once it is on disk. Throws `other-user` and `no-linked-calendar`. */
  async put(appointment: Appointment): Promise<Written> {
    const { userId, linkedCalendarId } = this.#parts.owner();
    if (appointment.assignedUserId !== undefined && appointment.assignedUserId !== userId) {
      throw new BridgeError('other-user');
    }
    const isOff = appointment.status === 'cancelled' || appointment.status === 'invalid';
    const known = this.#parts.ledger.get(appointment.id) !== undefined;
    if (linkedCalendarId === null && !(isOff && known)) throw new BridgeError('no-linked-calendar');
    return this.#take({ kind: 'appointment', appointment, linkedCalendarId }, appointment.id);
  }

  /** The CRM deleted it; of a recurring one, all its instances. */
  delete(appointmentId: string): Promise<Written> {
    return this.#take({ kind: 'deleted', appointmentId }, appointmentId);
  }

  /** The person takes the event out of the calendar; it stays out until the appointment changes. Throws `not-found`. */
  undo(appointmentId: string): Promise<Written> {
    this.#known(appointmentId);
    return this.#take({ kind: 'undone', appointmentId }, appointmentId);
  }

  /** Tries at once; brings back what was deleted in iCloud or undone. Throws `not-found`. */
  async retry(appointmentId: string): Promise<Written> {
    this.#known(appointmentId);
    const written = await this.#take({ kind: 'retry', appointmentId }, appointmentId);
    this.#worker.release();
    return written;
  }

  list(state?: WrittenState): Written[] {
    const all = [...this.#parts.ledger.all()].map((entry) => this.#describe(entry));
    return state === undefined ? all : all.filter((written) => written.state === state);
  }

  /** Whose appointment the event with this UID is and where it was written; null when it is none of ours. */
  markOf(uid: string): WrittenMark | null {
    const { appointmentId, written } = this.#parts.ledger.withUid(uid) ?? {};
    return appointmentId !== undefined && written ? { appointmentId, start: written.start, end: written.end } : null;
  }

  counts(): { queued: number; failed: number } {
    const states = [...this.#open].flatMap((id) => {
      const entry = this.#parts.ledger.get(id);
      return entry ? [stateOf(entry)] : [];
    });
    const count = (wanted: WrittenState) => states.filter((state) => state === wanted).length;
    return { queued: count('queued'), failed: count('failed') };
  }

  /** Another calendar may be linked: what is to come, and what waits, goes there. */
  async relink(): Promise<void> {
    const { linkedCalendarId } = this.#parts.owner();
    const changed = await this.#parts.ledger.change((ledger) =>
      relinked(ledger, linkedCalendarId, this.#parts.clock.now()),
    );
    this.#noteOpen(changed);
    this.#tell(changed);
    this.#worker.release();
  }

  /** What waits is given up; what stands in the calendar stays, and stays listed. */
  async discard(): Promise<void> {
    await this.#parts.ledger.change((ledger) =>
      [...this.#open].flatMap((id) => {
        const entry = ledger.get(id);
        return entry && !isSettled(entry) ? [{ ...entry, wish: 'discarded' as const }] : [];
      }),
    );
    this.#open.clear();
  }

  /** After the calendars were read: what the person did with the events of ours. */
  async learn(copies: readonly CalendarCopy[], reachable: boolean): Promise<void> {
    const { clock, ledger, owner } = this.#parts;
    const found = [...this.#learner.findings(ledger.all(), copies, owner().timeZone)];
    for (const { id, finding } of found) if (finding.kind === 'missing') this.#suspects.add(id);
    if (found.length > 0) {
      // What changed since the copies were looked at is judged by the next ones.
      const changed = await ledger.change((latest) =>
        found.flatMap(({ id, entry, finding }) =>
          latest.get(id) === entry ? afterFinding(entry, finding, clock.now()) : [],
        ),
      );
      this.#tell(changed);
    }
    if (reachable) this.#worker.reached();
    this.#worker.wake();
  }

  /** Throws what stands in the way of asking the server. */
  async removeAll(dryRun: boolean, copies: readonly CalendarCopy[]): Promise<StandingEvent[]> {
    const { ledger, clock, owner } = this.#parts;
    const obstacle = this.#parts.obstacle();
    if (obstacle) throw obstacle;
    const all = candidates(ledger.all(), copies, owner());
    const asked = { client: await this.#session.client(), text: this.#text, owner: owner() };
    const found = await standing(all, owner().calendars, asked);
    if (!dryRun) {
      const changed = await ledger.change((latest) => takenBackAll(latest, found, clock.now()));
      this.#noteOpen(changed);
      this.#tell(changed);
      await this.#served(changed.map(({ appointmentId }) => appointmentId));
    }
    return found.map(({ event }) => event);
  }

  /** Resolves once they are as they should be, or something stands in the way. */
  async #served(ids: readonly string[]): Promise<void> {
    this.#worker.release();
    const open = () =>
      ids.some((id) => this.#open.has(id) && !isSettled(this.#parts.ledger.get(id) ?? newEntry(id, 0)));
    while (open() && !this.#worker.holding() && !this.#session.ended) await pause(20);
  }

  /** Something of the connection changed: another password, calendar, listing, or it was resumed. */
  changed(): void {
    this.#session.forget();
    this.#worker.release();
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#worker.idle();
  }

  async close(): Promise<void> {
    this.#session.end();
    await this.#worker.stop();
    await this.#parts.ledger.close();
  }

  async #take(message: Message, id: string): Promise<Written> {
    const changed = await this.#parts.ledger.change((ledger) => accept(ledger, message, this.#parts.clock.now()));
    this.#noteOpen(changed);
    this.#tell(changed);
    if (changed.length > 0) this.#worker.wake();
    return this.#describe(this.#parts.ledger.get(id) ?? newEntry(id, this.#parts.clock.now()));
  }

  #known(appointmentId: string): Entry {
    const entry = this.#parts.ledger.get(appointmentId);
    if (entry) return entry;
    throw new BridgeError('not-found', { detail: 'Nothing was ever heard of that appointment here.' });
  }

  #due(): { id: string; retryAt: number | null }[] {
    const circumstances = this.#circumstances();
    const now = this.#parts.clock.now();
    const open = [...this.#open].flatMap((id) => {
      const entry = this.#parts.ledger.get(id);
      if (!entry || waitsForPerson(entry, circumstances, now)) return [];
      return [{ id, retryAt: isSettled(entry) ? lookAgainAt(entry) : entry.retryAt }];
    });
    return [...open, ...[...this.#suspects].filter((id) => !this.#open.has(id)).map((id) => ({ id, retryAt: null }))];
  }

  async #deliver(id: string): Promise<void> {
    const before = this.#parts.ledger.get(id);
    const { clock, ledger } = this.#parts;
    const circumstances = () => this.#circumstances();
    const parts = { clock, ledger, circumstances, text: this.#text, pause };
    const delivery = new Delivery(id, await this.#session.writer(), parts);
    if (this.#suspects.has(id)) await delivery.verify();
    this.#suspects.delete(id);
    await delivery.run();
    const entry = ledger.get(id);
    if (!entry) return;
    if (isSettled(entry) && lookAgainAt(entry) === null) this.#open.delete(id);
    if (entry !== before) this.#tell([entry]);
  }

  async #failed(id: string, error: BridgeError): Promise<void> {
    if (concernsAccount(error)) this.#session.forget();
    if (error.code === 'invalid-credentials') await this.#parts.onPasswordRefused();
    // The next look at the calendar finds it again.
    this.#suspects.delete(id);
    const changed = await this.#parts.ledger.change((ledger) => {
      const entry = ledger.get(id);
      if (!entry || isSettled(entry)) return [];
      const now = this.#parts.clock.now();
      const retryAt = concernsAccount(error) ? null : now + entryWaitMs(error, entry.attempts + 1);
      return [troubled(entry, { code: error.code, message: error.message }, retryAt, now)];
    });
    this.#tell(changed);
  }

  #circumstances(): Circumstances {
    const { locationId, userId, calendars } = this.#parts.owner();
    return {
      calendars,
      nameOf: (appointmentId, nth) => eventName({ locationId, userId, appointmentId }, nth),
    };
  }

  #noteOpen(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if (!isSettled(entry) || lookAgainAt(entry) !== null) this.#open.add(entry.appointmentId);
    }
  }

  #tell(entries: readonly Entry[]): void {
    for (const entry of entries) this.#parts.announce(this.#describe(entry));
  }

  /** What waits behind the account says so, although it was not tried itself. */
  #describe(entry: Entry): Written {
    const written = describeEntry(entry);
    if (written.state !== 'queued') return written;
    const holding = this.#worker.holding();
    return holding ? { ...written, lastError: holding.message } : written;
  }
}

function afterFinding(entry: Entry, finding: Finding, now: number): Entry[] {
  if (finding.kind === 'stands') return [seenStanding(entry, finding.moved, now)];
  return finding.kind === 'carried' ? [carried(entry, finding, finding.moved, now)] : [];
}

function takenBackAll(ledger: Ledger, found: readonly Found[], now: number): Entry[] {
  const changed = new Map<string, Entry>();
  const view = { get: (id: string) => changed.get(id) ?? ledger.get(id), all: () => ledger.all() };
  for (const { appointmentId, place } of found) {
    changed.set(appointmentId, takenBack(view, appointmentId, place, now));
  }
  return [...changed.values()];
}
