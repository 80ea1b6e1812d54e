import type { CrmPreview } from '../../shared/contract/crm.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import { instant } from '../connections/instant.ts';
import type { Clock } from '../domain/clock.ts';
import { decideBookings } from '../domain/crm/bookings.ts';
import type { HighLevel, NewBlock } from '../domain/crm/highlevel.ts';
import { occupiedTime, withoutBlocks } from '../domain/crm/known-appointments.ts';
import { observe } from '../domain/crm/observe.ts';
import { type BlockLedger, NO_BLOCKS } from '../domain/crm/own-blocks.ts';
import { wantedBlocks } from '../domain/crm/wanted.ts';
import type { LinkedPerson } from './linked-person.ts';
import { windowOf } from './pass.ts';
import type { Patience } from './patience.ts';
import type { StoredLink } from './stored-link.ts';
import { seenFrom } from './take-bookings.ts';

const SHOWN_DAYS = 14;
const DAY_MS = 86_400_000;
const USUAL_SLOT_MS = 30 * 60_000;

export interface PreviewParts {
  readonly api: HighLevel;
  readonly person: LinkedPerson;
  readonly setup: StoredLink;
  /** What is known already where it is on. */
  readonly ledger: BlockLedger;
  readonly clock: Clock;
  readonly patience: Patience;
}

/** What turning it on would do in the next 14 days. Reads alone. */
export async function previewLink(parts: PreviewParts): Promise<CrmPreview> {
  const { api, person, setup, clock, patience } = parts;
  const now = clock.now();
  const window = windowOf(now, setup.settings.horizonDays);
  const shown = { start: now, end: now + SHOWN_DAYS * DAY_MS };
  const appointments = withoutBlocks(await api.appointments(setup.userId, window), parts.ledger);
  const standing = await api.blockSlots(setup.userId, window);
  const time = await person.time(window, now);
  const ledger = observe(parts.ledger ?? NO_BLOCKS, standing, now, patience);
  const heard = [...person.outbox.heard()];
  const occupied = occupiedTime({ appointments, heard, ledger, window, now });
  const { titles } = setup.settings;
  const blocks = wantedBlocks({ time, ledger, appointments: occupied, window, now, titles }).filter((one) =>
    overlaps(one, shown),
  );
  const known = new Set(heard.map(({ appointmentId }) => appointmentId));
  const { put } = decideBookings(seenFrom(appointments, { person, userId: setup.userId, patience, window, now }));
  return {
    userId: setup.userId,
    userName: setup.userName,
    locationName: setup.locationName,
    complete: !time.unknown.some((gap) => overlaps(gap, shown)),
    blocks: blocks.map(({ start, end, title }) => ({ start: instant(start), end: instant(end), title })),
    closes: await closedBy(blocks, parts, shown),
    bookings: person.hasLinkedCalendar ? put.filter(({ id }) => !known.has(id)).length : 0,
  };
}

async function closedBy(
  blocks: readonly NewBlock[],
  { api, setup }: PreviewParts,
  shown: Interval,
): Promise<CrmPreview['closes']> {
  const closes: CrmPreview['closes'] = [];
  for (const { id, name, memberIds } of await api.calendars()) {
    if (!memberIds.includes(setup.userId)) continue;
    const starts = await api.freeSlots(id, shown, setup.userId);
    const lengthMs = slotLength(starts);
    const slots = starts.filter((start) => blocks.some((block) => overlaps(block, { start, end: start + lengthMs })));
    closes.push({ calendarId: id, calendarName: name, slots: slots.map(instant) });
  }
  return closes;
}

/** Starts follow one another by their length, as a rule; the list of calendars does not tell it. */
function slotLength(starts: readonly number[]): number {
  const steps = starts.slice(1).map((start, at) => start - (starts[at] as number));
  return steps.length === 0 ? USUAL_SLOT_MS : Math.min(...steps);
}
