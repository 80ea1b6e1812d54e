import { setTimeout as pause } from 'node:timers/promises';
import type { Appointment, StandingEvent, Written, WrittenState } from '../../shared/contract/appointments.ts';
import { eventName } from '../domain/event-names.ts';
import type { WrittenMark } from '../domain/occurrence.ts';
import { accept, type Ledger, type Message } from '../domain/outbox/accept.ts';
import { describeEntry } from '../domain/outbox/describe.ts';
import { type Entry, newEntry } from '../domain/outbox/entry.ts';
import { isForgettable, slimmed } from '../domain/outbox/grown-old.ts';
import { type Circumstances, isSettled } from '../domain/outbox/next-task.ts';
import { troubled } from '../domain/outbox/outcomes.ts';
import { relinked } from '../domain/outbox/relink.ts';
import { allTakenBack } from '../domain/outbox/take-back.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { Delivery } from './delivery.ts';
import { type EventText, eventText } from './event-text.ts';
import { foundStanding } from './found-standing.ts';
import { type CalendarCopy, Learner, learned } from './learn.ts';
import { OpenEntries } from './open-entries.ts';
import type { OutboxParts } from './outbox-parts.ts';
import { concernsAccount, entryWaitMs } from './patience.ts';
import { Session } from './session.ts';
import { candidates, standing } from './standing-events.ts';
import { verifyMissing } from './verify-missing.ts';
import { Worker } from './worker.ts';

const DAY_MS = 86_400_000;

/** The bookings of one connection on their way to the linked calendar. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #text: EventText;
  readonly #session: Session;
  readonly #worker: Worker;
  readonly #open: OpenEntries;
  readonly #learner = new Learner();
  #tidiedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#text = eventText(() => parts.owner().timeZone);
    this.#session = new Session(parts.openClient);
    this.#open = new OpenEntries(parts.ledger, parts.clock);
    this.#worker = new Worker({
      clock: parts.clock,
      obstacle: parts.obstacle,
      due: () => this.#open.due(this.#circumstances()),
      deliver: (id) => this.#deliver(id),
      onFailure: (id, error) => this.#failed(id, error),
      onThrottled: parts.onThrottled,
      onFault: parts.onFault,
    });
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
    this.#parts.onRetry();
    this.#worker.release();
    return written;
  }

  /** All that was ever heard, for those who hear of bookings by another way. */
  heard(): Iterable<Entry> {
    return this.#parts.ledger.all();
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
    return this.#open.counts();
  }

  /** Another calendar may be linked: what is to come, and what waits, goes there. */
  async relink(): Promise<void> {
    const { linkedCalendarId } = this.#parts.owner();
    await this.#change((ledger, now) => relinked(ledger, linkedCalendarId, now));
    this.#worker.release();
  }

  /** What waits is given up; what stands in the calendar stays, and stays listed. */
  async discard(): Promise<void> {
    await this.#change(() => this.#open.unsettled().map((entry) => ({ ...entry, wish: 'discarded' as const })));
  }

  /** After the calendars were read: what the person did with the events of ours. */
  async learn(copies: readonly CalendarCopy[], reachable: boolean): Promise<void> {
    const { ledger, owner } = this.#parts;
    const found = [...this.#learner.findings(ledger.all(), copies, owner().timeZone)];
    for (const { entry, finding } of found) if (finding.kind === 'missing') this.#open.suspect(entry.appointmentId);
    if (found.length > 0) await this.#change((latest, now) => learned(latest, found, now));
    if (reachable) this.#worker.reached();
    this.#worker.wake();
    await this.#tidied();
  }

  /** Once a day, so that the list does not grow for ever. */
  async #tidied(): Promise<void> {
    const now = this.#parts.clock.now();
    if (now - this.#tidiedAt < DAY_MS) return;
    this.#tidiedAt = now;
    const { ledger } = this.#parts;
    await ledger.tidy(
      (entry) => isForgettable(entry, now),
      (entry) => slimmed(entry, now),
    );
  }

  /** Throws what stands in the way of asking the server. */
  async removeAll(dryRun: boolean, copies: readonly CalendarCopy[]): Promise<StandingEvent[]> {
    const { ledger, owner } = this.#parts;
    const obstacle = this.#parts.obstacle();
    if (obstacle) throw obstacle;
    const all = candidates(ledger.all(), copies, owner());
    const asked = { read: await this.#session.reader(), text: this.#text, owner: owner() };
    const found = await standing(all, owner().calendars, asked);
    if (!dryRun) await this.#served(await this.#change((latest, now) => allTakenBack(latest, found, now)));
    return found.map(({ event }) => event);
  }

  /**
   * Resolves once each is as it should be, was tried in vain or is wanted otherwise since, or something stands in the
   * way of all.
   */
  async #served(entries: readonly Entry[]): Promise<void> {
    this.#worker.release();
    const asked = new Map(entries.map(({ appointmentId, revision }) => [appointmentId, revision]));
    const untried = () => this.#open.unsettled().filter(({ failure }) => failure === null);
    const waits = () => untried().some(({ appointmentId, revision }) => asked.get(appointmentId) === revision);
    while (waits() && !this.#worker.holding() && !this.#session.ended) await pause(20);
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
    const { copies, owner } = this.#parts;
    const changed = await this.#change((ledger, now) => {
      const around = { ...this.#circumstances(), copies: copies(), owner: owner() };
      return accept(ledger, message, now, foundStanding(message, ledger, around, now));
    });
    if (changed.length > 0) this.#worker.wake();
    return this.#describe(this.#parts.ledger.get(id) ?? newEntry(id, this.#parts.clock.now()));
  }

  /** Durable, noted and told once it resolves. */
  async #change(work: (ledger: Ledger, now: number) => readonly Entry[]): Promise<readonly Entry[]> {
    const { ledger, clock } = this.#parts;
    const changed = await ledger.change((latest) => work(latest, clock.now()));
    // A neighbour in the same write may have changed it further.
    this.#open.note(changed.map((entry) => ledger.get(entry.appointmentId) ?? entry));
    for (const entry of changed) this.#parts.announce(this.#describe(entry));
    return changed;
  }

  #known(appointmentId: string): Entry {
    const entry = this.#parts.ledger.get(appointmentId);
    if (entry) return entry;
    throw new BridgeError('not-found', { detail: 'Nothing was ever heard of that appointment here.' });
  }

  async #deliver(id: string): Promise<void> {
    const before = this.#parts.ledger.get(id);
    const { clock, ledger } = this.#parts;
    const circumstances = () => this.#circumstances();
    const parts = { clock, ledger, circumstances, text: this.#text, pause };
    const writer = await this.#session.writer();
    if (this.#open.acquit(id)) await verifyMissing(id, writer, parts);
    await new Delivery(id, writer, parts).run();
    const entry = ledger.get(id);
    if (!entry) return;
    this.#open.note([entry]);
    if (entry !== before) this.#parts.announce(this.#describe(entry));
  }

  async #failed(id: string, error: BridgeError): Promise<void> {
    if (concernsAccount(error)) this.#session.forget();
    if (error.code === 'invalid-credentials') await this.#parts.onPasswordRefused();
    await this.#change((ledger, now) => {
      const entry = ledger.get(id);
      // A settled one was but looked at; the next look at the calendar leads to it again.
      if (!entry || isSettled(entry)) return [];
      const retryAt = concernsAccount(error) ? null : now + entryWaitMs(error, entry.attempts + 1);
      return [troubled(entry, { code: error.code, message: error.message }, retryAt, now)];
    });
  }

  #circumstances(): Circumstances {
    const { locationId, userId, calendars } = this.#parts.owner();
    return {
      calendars,
      nameOf: (appointmentId, nth) => eventName({ locationId, userId, appointmentId }, nth),
    };
  }

  /** What waits behind the account says so, although it was not tried itself. */
  #describe(entry: Entry): Written {
    const written = describeEntry(entry);
    if (written.state !== 'queued') return written;
    const holding = this.#worker.holding();
    return holding ? { ...written, lastError: holding.message, lastErrorCode: holding.code } : written;
  }
}
