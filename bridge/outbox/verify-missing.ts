import { decide } from '../domain/outbox/decide.ts';
import { type Entry, type Place, placeAlone, type WrittenPlace } from '../domain/outbox/entry.ts';
import { movedFrom } from '../domain/outbox/moved-from.ts';
import { isSettled } from '../domain/outbox/next-task.ts';
import { carried, deletedByPerson } from '../domain/outbox/outcomes.ts';
import type { CalendarWriter, FetchedResource } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { DeliveryParts } from './delivery.ts';
import { concernsAccount } from './patience.ts';
import { seenAt } from './seen-at.ts';

type Parts = Omit<DeliveryParts, 'pause'>;
type Outcome = (latest: Entry, now: number) => Entry;

/**
 * Looks whether an event that seems to be missing is: then the person put it into a calendar that is not read, or they
 * deleted it.
 */
export async function verifyMissing(appointmentId: string, writer: CalendarWriter, parts: Parts): Promise<void> {
  const entry = parts.ledger.get(appointmentId);
  if (!entry?.written || entry.wish !== 'wanted' || entry.deletedInICloud || !isSettled(entry)) return;
  const { written, revision } = entry;
  const found = await writer.readResource(written.href);
  if (decide('here', 'current', seenAt(found, written, parts)) !== 'note-deletion') return;
  const outcome = (await carriedAway(entry, written, writer, parts)) ?? deletedByPerson;
  await parts.ledger.change((ledger) => {
    const latest = ledger.get(appointmentId);
    const isStill = latest?.revision === revision && latest.written?.href === written.href;
    return isStill ? [outcome(latest, parts.clock.now())] : [];
  });
}

/** Calendar programs keep the name of an event that they move; where a calendar is read, its copy tells. */
async function carriedAway(
  { leaving }: Entry,
  written: WrittenPlace,
  writer: CalendarWriter,
  parts: Parts,
): Promise<Outcome | null> {
  const name = written.href.slice(written.href.lastIndexOf('/') + 1);
  for (const { id, href, gone, access } of parts.circumstances().calendars) {
    if (gone || access === 'reader' || id === written.calendarId) continue;
    const place = { ...placeAlone(written), calendarId: id, href: `${href}${name}` };
    // What we sent there ourselves and gave up may have arrived late.
    if (leaving.some((other) => other.href === place.href)) continue;
    const found = await readIfAny(writer, place);
    if (!found || seenAt(found, place, parts) !== 'own') continue;
    const moved = movedFrom(parts.text.read(found.text, place.uid));
    return (latest, now) => carried(latest, place, moved, now);
  }
  return null;
}

/** A calendar that is gone, or cannot be read, tells nothing of it. */
async function readIfAny(writer: CalendarWriter, { href }: Place): Promise<FetchedResource | null> {
  try {
    return await writer.readResource(href);
  } catch (error) {
    if (error instanceof BridgeError && !concernsAccount(error)) return null;
    throw error;
  }
}
