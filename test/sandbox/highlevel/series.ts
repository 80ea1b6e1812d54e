import { RRuleTemporal } from 'rrule-temporal';
import { type BookingChange, type BookingRequest, book, reschedule } from '../crm/booking.ts';
import { newId } from '../crm/ids.ts';
import type { Appointment, CrmState } from '../crm/model.ts';

/** As many as HighLevel's own form allows. */
const MOST_INSTANCES = 24;

/** Books every instance of a rule, with ids `{masterId}_{startMs}_{durationSec}`. Gives the first under the master's id. */
export function bookSeries(state: CrmState, request: BookingRequest, rule: string, now: number): Appointment {
  const masterId = newId();
  const rrule = rule.startsWith('RRULE:') ? rule : `RRULE:${rule}`;
  const first = Date.parse(request.startTime);
  const length = request.endTime === undefined ? null : Date.parse(request.endTime) - first;
  const instances = startsOf(rrule, first).map((start) => {
    const startTime = new Date(start).toISOString();
    const endTime = length === null ? {} : { endTime: new Date(start + length).toISOString() };
    const { rrule: _, ...asked } = request as BookingRequest & { rrule?: string };
    const made = book(state, { ...asked, startTime, ...endTime }, now, { source: 'third_party' });
    return Object.assign(made, { id: instanceId(masterId, made), masterEventId: masterId, isRecurring: true, rrule });
  });
  return { ...instances[0]!, id: masterId };
}

/** Changes every instance of a master; a new start moves all by as much as the first. Gives the first under its id. */
export function changeSeries(state: CrmState, masterId: string, change: BookingChange, now: number): Appointment {
  const instances = instancesOf(state, masterId);
  const { startTime, endTime, ...rest } = change;
  const first = instances[0]!;
  const moved = (iso: string | undefined, from: string) => (iso === undefined ? 0 : Date.parse(iso) - Date.parse(from));
  const byStart = moved(startTime, first.startTime);
  const byEnd = endTime === undefined ? byStart : moved(endTime, first.endTime);
  for (const one of instances) {
    const times = { startTime: shifted(one.startTime, byStart), endTime: shifted(one.endTime, byEnd) };
    reschedule(state, one.id, { ...rest, ...times }, now);
    Object.assign(one, { id: instanceId(masterId, one), masterEventId: masterId, isRecurring: true });
  }
  return { ...first, id: masterId };
}

function shifted(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString();
}

/** The standing instances of a master; none where the id is not a master's. */
export function instancesOf(state: CrmState, masterId: string): Appointment[] {
  return state.appointments.filter(({ id }) => id.startsWith(`${masterId}_`));
}

function instanceId(masterId: string, { startTime, endTime }: Appointment): string {
  const start = Date.parse(startTime);
  return `${masterId}_${start}_${(Date.parse(endTime) - start) / 1000}`;
}

function startsOf(rrule: string, first: number): number[] {
  const dtstart = new Date(first).toISOString().replace(/\.000|[-:]/g, '');
  const series = new RRuleTemporal({ rruleString: `DTSTART:${dtstart}\n${rrule}` });
  return series.all((_start, index) => index < MOST_INSTANCES).map((start) => start.epochMilliseconds);
}
