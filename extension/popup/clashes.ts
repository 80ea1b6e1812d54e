import type { Appointment, Written } from '../../shared/contract/appointments.ts';
import type { BlockedSlot, Source } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
import type { Kept } from '../state/kept-bookings.ts';
import { intervalOf } from './day-segments.ts';

/** An appointment of the CRM, as far as it is known here. */
export interface KnownAppointment extends Interval {
  readonly id: string;
  readonly title: string;
  /** Where it stands in the CRM. */
  readonly url: string | null;
  /** Of the event that we wrote for it. */
  readonly eventUid: string | null;
}

export interface Clash {
  readonly appointment: KnownAppointment;
  /** The events that stand in its time, the earliest first. */
  readonly events: readonly Source[];
}

type Told = Pick<Written, 'title' | 'start' | 'end' | 'url'>;

function known(id: string, { title, start, end, url }: Told, eventUid?: string): KnownAppointment[] {
  if (!start || !end) return [];
  return [{ id, title: title ?? '', url: url ?? null, eventUid: eventUid ?? null, ...intervalOf({ start, end }) }];
}

const isGone = ({ status }: Appointment) => status === 'cancelled' || status === 'invalid';

/**
 * Appointments that hold and are not over, once each, the earliest first: those the bridge was told of, and those the
 * extension has seen and not handed on. What is on its way to the bridge is the newest.
 */
export function comingAppointments(written: readonly Written[], kept: Kept, now: number): KnownAppointment[] {
  const removed = new Set(kept.waiting.filter(isGone).map(({ id }) => id));
  const all = [
    ...kept.future.flatMap((one) => known(one.id, one)),
    ...written.flatMap((one) => (one.state === 'removed' ? [] : known(one.appointmentId, one, one.eventUid))),
    ...kept.waiting.flatMap((one) => known(one.id, one, uidOf(written, one.id))),
  ];
  return [...new Map(all.map((one) => [one.id, one])).values()]
    .filter(({ id, end }) => end > now && !removed.has(id))
    .sort((a, b) => a.start - b.start);
}

const uidOf = (written: readonly Written[], id: string) =>
  written.find(({ appointmentId }) => appointmentId === id)?.eventUid;

/**
 * Appointments whose time an event blocks. An appointment does not clash with its own event, wherever the person moved
 * that to.
 */
export function clashesOf(appointments: readonly KnownAppointment[], slots: readonly BlockedSlot[]): Clash[] {
  const events = slots.flatMap(({ sources }) => sources).sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return appointments.flatMap((appointment) => {
    const inItsTime = events.filter(
      (event) => event.uid !== appointment.eventUid && overlaps(intervalOf(event), appointment),
    );
    return inItsTime.length === 0 ? [] : [{ appointment, events: onceEach(inItsTime) }];
  });
}

/** An event that spans several blocked slots is a source of each. */
function onceEach(events: readonly Source[]): Source[] {
  const seen = new Map(events.map((event) => [`${event.eventId} ${event.start} ${event.kind}`, event]));
  return [...seen.values()];
}
