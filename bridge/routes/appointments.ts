import { z } from 'zod';
import {
  Appointment,
  RemoveAllRequest,
  StandingEvents,
  Written,
  WrittenList,
  WrittenState,
} from '../../shared/contract/appointments.ts';
import type { Connections } from '../connections/connections.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { param, type Route, type RouteInput, route } from './route.ts';

const ofState = z.object({ state: WrittenState.optional() });
const BASE = '/v1/connections/{id}/appointments';

/** Bookings of the CRM on their way to the linked calendar. */
export function appointmentRoutes(connections: Connections): Route[] {
  const outboxOf = (input: Pick<RouteInput<unknown, unknown>, 'params'>): Outbox =>
    connections.get(param(input, 'id')).outbox;
  const accepted = [{ status: 202, is: 'Noted durably; how it stands', schema: Written }] as const;
  return [
    route({
      method: 'get',
      path: BASE,
      summary: 'How every booking stands in the linked calendar',
      query: ofState,
      answers: [{ status: 200, is: 'The bookings', schema: WrittenList }],
      problems: ['invalid', 'not-found'],
      handle: (input) => ({ status: 200, body: { appointments: outboxOf(input).list(input.query.state) } }),
    }),
    route({
      method: 'post',
      path: `${BASE}/remove-all`,
      summary: 'Everything that was ever written and stands there still; unless it is a dry run, it is taken out',
      body: RemoveAllRequest,
      answers: [{ status: 200, is: 'What stands, or stood, there', schema: StandingEvents }],
      problems: ['invalid', 'not-found', 'needs-password', 'server-unreachable', 'throttled', 'bad-answer'],
      handle: async (input) => {
        const live = connections.get(param(input, 'id'));
        return { status: 200, body: { events: await live.outbox.removeAll(input.body.dryRun, live.copies()) } };
      },
    }),
    route({
      method: 'put',
      path: `${BASE}/{appointmentId}`,
      summary: 'A booking as the CRM has it; an older or a known one changes nothing',
      body: Appointment,
      answers: accepted,
      problems: ['invalid', 'not-found', 'no-linked-calendar', 'other-user'],
      handle: async (input) => {
        const outbox = outboxOf(input);
        requireSameId(input.body.id, param(input, 'appointmentId'));
        return { status: 202, body: await outbox.put(input.body) };
      },
    }),
    route({
      method: 'delete',
      path: `${BASE}/{appointmentId}`,
      summary: 'The CRM deleted the booking; of a recurring one, all its instances',
      answers: accepted,
      problems: ['not-found'],
      handle: async (input) => ({ status: 202, body: await outboxOf(input).delete(param(input, 'appointmentId')) }),
    }),
    route({
      method: 'post',
      path: `${BASE}/{appointmentId}/retry`,
      summary: 'Try at once; brings back an event that was deleted in iCloud or taken out',
      answers: accepted,
      problems: ['not-found'],
      handle: async (input) => ({ status: 202, body: await outboxOf(input).retry(param(input, 'appointmentId')) }),
    }),
    route({
      method: 'post',
      path: `${BASE}/{appointmentId}/remove`,
      summary: 'Take the event out of the calendar; it stays out until the booking changes',
      answers: accepted,
      problems: ['not-found'],
      handle: async (input) => ({ status: 202, body: await outboxOf(input).undo(param(input, 'appointmentId')) }),
    }),
  ];
}

function requireSameId(inBody: string, inPath: string): void {
  if (inBody === inPath) return;
  const message = 'is not the id in the path';
  throw new BridgeError('invalid', { errors: [{ path: 'id', message }], detail: `id ${message}.` });
}
