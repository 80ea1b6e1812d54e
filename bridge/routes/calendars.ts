import { z } from 'zod';
import { CalendarList, ConfigurationRequest, Connection } from '../../shared/contract/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { param, type Route, route } from './route.ts';

const Refresh = z.object({ refresh: z.enum(['true', 'false']).optional() });

/** The calendars of a connection, and which of them are linked and conflict calendars. */
export function calendarRoutes(connections: Connections): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/connections/{id}/calendars',
      summary: 'The calendars of the account, asked afresh if wanted',
      query: Refresh,
      answers: [{ status: 200, is: 'The calendars', schema: CalendarList }],
      problems: ['not-found', 'invalid-credentials', 'needs-password', 'server-unreachable', 'throttled'],
      handle: async (input) => ({
        status: 200,
        body: { calendars: await connections.calendars(param(input, 'id'), input.query.refresh === 'true') },
      }),
    }),
    route({
      method: 'put',
      path: '/v1/connections/{id}/configuration',
      summary: 'Choose the linked calendar and the conflict calendars',
      body: ConfigurationRequest,
      answers: [{ status: 200, is: 'The connection', schema: Connection }],
      problems: ['invalid', 'not-found', 'not-writable', 'unknown-calendar', 'not-selectable'],
      handle: async (input) => ({ status: 200, body: await connections.configure(param(input, 'id'), input.body) }),
    }),
  ];
}
