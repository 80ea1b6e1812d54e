import { RRuleTemporal } from 'rrule-temporal';
import { type BookingRequest, book } from '../crm/booking.ts';
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
