import { type Interval, overlaps } from '../../shared/intervals.ts';
import type { Clock } from '../domain/clock.ts';
import { causeOf, type KnownTime } from '../domain/crm/busy-time.ts';
import { isDoubled } from '../domain/crm/doubled.ts';
import type { CrmAppointments, HighLevel } from '../domain/crm/highlevel.ts';
import { NO_APPOINTMENTS, occupiedTime, withoutBlocks } from '../domain/crm/known-appointments.ts';
import { type MissedAppointment, missedAppointments } from '../domain/crm/missed-appointments.ts';
import { isUnsettled, listRange, observe } from '../domain/crm/observe.ts';
import { type BlockLedger, ownIds } from '../domain/crm/own-blocks.ts';
import { type Action, plan } from '../domain/crm/plan.ts';
import { inWholeMinutes, stillOpen, wantedBlocks } from '../domain/crm/wanted.ts';
import { askMissed } from './ask-missed.ts';
import type { BlockFile } from './block-file.ts';
import type { LinkedPerson } from './linked-person.ts';
import type { Patience } from './patience.ts';
import type { StoredLink } from './stored-link.ts';
import { MissingBookings, type NotTaken, takeBookings } from './take-bookings.ts';
import type { Tally } from './tally.ts';
import { writeBlocks } from './write-blocks.ts';

/** What a link knows while the bridge runs, beside what is on disk. */
export class LinkMemory {
  readonly missing = new MissingBookings();
  appointments: CrmAppointments = NO_APPOINTMENTS;
  missed: readonly MissedAppointment[] = [];
  lookedAt: number | null = null;
  blocksListedAt: number | null = null;
  doubled = false;
  notTaken: NotTaken = { skipped: 0, unfit: [] };
}

export interface PassParts {
  readonly api: HighLevel;
  readonly person: LinkedPerson;
  readonly setup: StoredLink;
  readonly file: BlockFile;
  readonly memory: LinkMemory;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly tally: Tally;
  readonly stopped: () => boolean;
}

const DAY_MS = 86_400_000;

/** From yesterday to the horizon in whole days of UTC, so that the same is asked for all day. */
export function windowOf(now: number, horizonDays: number): Interval {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return { start: today - DAY_MS, end: today + (horizonDays + 1) * DAY_MS };
}

/**
 * Makes the CRM equal to what should be: bookings to the outbox first, since no block may lie over one of them, then the
 * blocks. May be ended anywhere; the next pass goes on. Gives whether there is more to do at once.
 */
export async function runPass(parts: PassParts): Promise<boolean> {
  const { person, setup, memory, clock } = parts;
  const began = clock.now();
  const window = windowOf(began, setup.settings.horizonDays);
  await takeAppointments(parts, window, began);
  memory.notTaken = await takeBookings(memory.appointments, {
    ...parts,
    missing: memory.missing,
    userId: setup.userId,
    window,
    now: began,
  });
  memory.lookedAt = clock.now();
  const time = await person.time(window, clock.now());
  if (wantsList(parts, time, window)) await takeList(parts, time, window);
  const all = await writeBlocks(actionsFor(parts, time, clock.now()), {
    ...parts,
    userId: setup.userId,
    busy: time.busy.map(inWholeMinutes),
    until: memory.lookedAt + parts.patience.writingMs,
  });
  return !all;
}

/** What the last list lacks stands until the CRM was asked for it; the outbox sees to those that it knows. */
async function takeAppointments(parts: PassParts, window: Interval, now: number): Promise<void> {
  const { api, person, setup, memory, file, patience } = parts;
  const latest = withoutBlocks(await api.appointments(setup.userId, window), file.ledger);
  const wanted = [...person.outbox.heard()].filter(({ wish }) => wish === 'wanted');
  const knownIds = new Set(wanted.map(({ appointmentId }) => appointmentId));
  const { missed, appointments: before } = memory;
  memory.missed = missedAppointments({ missed, before, latest, knownIds, window, now });
  memory.appointments = latest;
  memory.missed = await askMissed(memory.missed, { api, userId: setup.userId, patience, now });
}

/** Before anything is written, where something is to be settled, and now and then. */
function wantsList(parts: PassParts, time: KnownTime, window: Interval): boolean {
  const { memory, patience, clock, file } = parts;
  const age = clock.now() - (memory.blocksListedAt ?? Number.NEGATIVE_INFINITY);
  if (age >= patience.listEveryMs) return true;
  if (isUnsettled(file.ledger) && age >= patience.recheckMs) return true;
  return actionsFor(parts, time, clock.now(), window).length > 0;
}

async function takeList({ api, setup, file, memory, clock, patience }: PassParts, time: KnownTime, window: Interval) {
  const asked = clock.now();
  const listed = await api.blockSlots(setup.userId, listRange(file.ledger, window), ownIds(file.ledger));
  memory.blocksListedAt = asked;
  const ledger = withCauses(observe(file.ledger, listed, asked, patience), time);
  await file.save(ledger);
  memory.doubled = isDoubled(listed, new Set(ledger.blocks.map(({ id }) => id)), time.busy);
}

/** What the blocks stand for now, and of what was opened by hand what stays open. */
export function withCauses(ledger: BlockLedger, time: KnownTime): BlockLedger {
  const busy = time.busy.map(inWholeMinutes);
  const isKnown = (block: Interval) => !time.unknown.some((gap) => overlaps(gap, block));
  const blocks = ledger.blocks.map((block) => {
    const cause = block.missingSince === null && isKnown(block) ? causeOf(block, busy) : block.cause;
    // What our own calendars want as well is looked after by both.
    const theirs = block.theirs && cause === '';
    return cause === block.cause && theirs === block.theirs ? block : { ...block, cause, theirs };
  });
  const { leftOpen, doubted } = ledger;
  return { ...ledger, blocks, leftOpen: stillOpen(leftOpen, time), doubted: stillOpen(doubted, time) };
}

/** What is left to do by all that is known. */
export function actionsFor(
  { person, setup, file, memory }: Pick<PassParts, 'person' | 'setup' | 'file' | 'memory'>,
  time: KnownTime,
  now: number,
  window: Interval = windowOf(now, setup.settings.horizonDays),
): Action[] {
  const { ledger } = file;
  const heard = person.outbox.heard();
  const listed = [...memory.appointments.listed, ...memory.missed.map(({ appointment }) => appointment)];
  const occupied = occupiedTime({ appointments: { ...memory.appointments, listed }, heard, ledger, window, now });
  const { titles } = setup.settings;
  const wanted = wantedBlocks({ time, ledger, appointments: occupied, window, now, titles });
  return plan(ledger, wanted, time.checkedAt, now);
}
