import { Readings, ReadingsQuery } from '../../shared/contract/readings.ts';
import type { Connections } from '../connections/connections.ts';
import { readingsOf } from '../connections/readings.ts';
import type { Clock } from '../domain/clock.ts';
import { param, type Route, route } from './route.ts';

/** For debugging: how two readers understand the same event. */
export function readingRoutes(connections: Connections, clock: Clock): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/connections/{id}/readings',
      summary: 'What ical.js and node-ical each read of an event, and whether they agree',
      query: ReadingsQuery,
      answers: [{ status: 200, is: 'Both readings', schema: Readings }],
      problems: ['invalid', 'not-found', 'unknown-calendar', 'needs-password', 'server-unreachable', 'throttled'],
      handle: async (input) => ({
        status: 200,
        body: await readingsOf(connections, connections.get(param(input, 'id')), input.query, clock),
      }),
    }),
  ];
}
