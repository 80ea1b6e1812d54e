import type { Written } from '../../shared/contract/appointments.ts';
import type { BlockedSlot, Source } from '../../shared/contract/blocked-slots.ts';
import { type Interval, overlaps } from '../../shared/intervals.ts';
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

/** Appointments that still hold and are not over, once each, the earliest first. */
export function comingAppointments(written: readonly Written[], now: number): KnownAppointment[] {
  return written
    .flatMap((one) => (one.state === 'removed' || !one.start || !one.end ? [] : known(one, one.start, one.end)))
    .filter(({ end }) => end > now)
    .sort((a, b) => a.start - b.start);
}

function known({ appointmentId, title, url, eventUid }: Written, start: string, end: string): KnownAppointment {
  const when = intervalOf({ start, end });
  return { id: appointmentId, title: title ?? '', url: url ?? null, eventUid: eventUid ?? null, ...when };
}

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
