import { z } from 'zod';
import { callKind } from './booking-calls.ts';
import { Fields, instanceId, isNoAppointment, type Told, toldIn } from './booking-fields.ts';

const LATEST = 8.64e15;

/** One of the app's own calls about appointments, as the page's world handed it on: a hint, not a fact. */
export const BookingCall = z.strictObject({
  method: z.string().max(10),
  path: z.string().max(500),
  /** When the page asked; epoch milliseconds. */
  at: z.number().int().min(0).max(LATEST),
  asked: Fields,
  events: z.array(Fields).max(50),
});
export type BookingCall = z.infer<typeof BookingCall>;

/** What was seen of one appointment. `at` is when the page asked: what was asked for earlier is older news. */
export type Seen =
  | { readonly kind: 'created' | 'changed' | 'listed'; readonly at: number; readonly told: SeenAppointment }
  | { readonly kind: 'deleted'; readonly at: number; readonly id: string };

export interface SeenAppointment extends Told {
  readonly id: string;
  /** The id asked for, where the answer has another. */
  readonly supersedes?: string;
}

const isGone = ({ status }: Told) => status === 'cancelled' || status === 'invalid';

/** A series stands for its first instance, under the id by which the CRM lists that one. */
function named(told: Told, fallbackId: string | null): SeenAppointment | null {
  const id = told.id ?? fallbackId;
  if (id === null) return null;
  if (!told.isSeries || told.start === undefined || told.end === undefined) return { ...told, id };
  return { ...told, id: instanceId(id, told.start, told.end), masterId: id };
}

function ofList(call: BookingCall, zone: string | null): Seen[] {
  return call.events.flatMap((fields) => {
    const told = named(toldIn(fields, zone), null);
    // Whatever has no status of an appointment is something else that the calendar shows, such as a blocked slot.
    if (!told || isNoAppointment(fields) || told.status === undefined) return [];
    return [{ kind: 'listed' as const, at: call.at, told }];
  });
}

function ofChange(call: BookingCall, asked: string | null, zone: string | null): Seen[] {
  const fields = { ...call.asked, ...call.events[0] };
  if (isNoAppointment(fields)) return [];
  const { id: _asked, ...wanted } = call.asked;
  const raw = toldIn({ ...wanted, ...call.events[0] }, zone);
  const seriesId = raw.isSeries ? (raw.id ?? asked) : null;
  if (seriesId !== null && isGone(raw)) return [{ kind: 'deleted', at: call.at, id: seriesId }];
  const told = named(raw, asked);
  if (!told) return [];
  const isOther = asked !== null && asked !== told.id && asked !== seriesId;
  const kind = asked === null ? 'created' : 'changed';
  return [{ kind, at: call.at, told: isOther ? { ...told, supersedes: asked } : told }];
}

/**
 * What a call tells of appointments, in its order; nothing for other calls. `zone` is the sub-account's, for times that
 * carry no offset. An answer wins over what was asked for, and is completed by it.
 */
export function seenIn(call: BookingCall, zone: string | null): Seen[] {
  const kind = callKind(call.method, call.path);
  if (!kind) return [];
  if (kind.does === 'list') return ofList(call, zone);
  if (kind.does === 'delete') return [{ kind: 'deleted', at: call.at, id: kind.id }];
  return ofChange(call, kind.does === 'change' ? kind.id : null, zone);
}
