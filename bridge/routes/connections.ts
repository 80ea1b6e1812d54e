import { z } from 'zod';
import {
  Connection,
  ConnectionList,
  ConnectionPatch,
  ConnectRequest,
  PasswordRequest,
} from '../../shared/contract/connection.ts';
import { Id } from '../../shared/contract/values.ts';
import type { Connections } from '../connections/connections.ts';
import { param, type Route, route } from './route.ts';

const Filter = z.object({ locationId: Id.optional(), userId: Id.optional() });
const Discard = z.object({ discard: z.enum(['true', 'false']).optional() });

/** `/v1/connections`: the iCloud accounts of CRM users. */
export function connectionRoutes(connections: Connections): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/connections',
      summary: 'The connections, of one sub-account or user if asked',
      query: Filter,
      answers: [{ status: 200, is: 'The connections', schema: ConnectionList }],
      problems: ['invalid'],
      handle: ({ query }) => ({ status: 200, body: { connections: connections.list(query) } }),
    }),
    route({
      method: 'post',
      path: '/v1/connections',
      summary: 'Connect an account: it is verified and its calendars are listed',
      body: ConnectRequest,
      answers: [{ status: 201, is: 'Connected, nothing chosen yet', schema: Connection }],
      problems: [
        'invalid',
        'invalid-credentials',
        'already-connected',
        'connected-elsewhere',
        'server-unreachable',
        'not-caldav',
        'throttled',
        'secrets-unavailable',
      ],
      handle: async ({ body }) => ({ status: 201, body: await connections.connect(body) }),
    }),
    route({
      method: 'get',
      path: '/v1/connections/{id}',
      summary: 'One connection',
      answers: [{ status: 200, is: 'The connection', schema: Connection }],
      problems: ['not-found'],
      handle: (input) => ({ status: 200, body: connections.get(param(input, 'id')).describe() }),
    }),
    route({
      method: 'put',
      path: '/v1/connections/{id}/password',
      summary: 'A new app-specific password, verified before it replaces the old one',
      body: PasswordRequest,
      answers: [{ status: 200, is: 'The connection', schema: Connection }],
      problems: [
        'invalid',
        'not-found',
        'invalid-credentials',
        'server-unreachable',
        'throttled',
        'secrets-unavailable',
      ],
      handle: async (input) => ({
        status: 200,
        body: await connections.replacePassword(param(input, 'id'), input.body.appPassword),
      }),
    }),
    route({
      method: 'patch',
      path: '/v1/connections/{id}',
      summary: 'Change the time zone or settings, pause or resume',
      body: ConnectionPatch,
      answers: [{ status: 200, is: 'The connection', schema: Connection }],
      problems: ['invalid', 'not-found'],
      handle: async (input) => ({ status: 200, body: await connections.patch(param(input, 'id'), input.body) }),
    }),
    route({
      method: 'delete',
      path: '/v1/connections/{id}',
      summary: 'Disconnect: password, copies and configuration go; what stands in iCloud stays',
      query: Discard,
      answers: [{ status: 204, is: 'Disconnected' }],
      problems: [
        'not-found',
        'pending-writes',
        'secrets-unavailable',
        'invalid-token',
        'missing-scope',
        'wrong-location',
        'crm-unreachable',
        'crm-throttled',
      ],
      handle: async (input) => {
        await connections.disconnect(param(input, 'id'), input.query.discard === 'true');
        return { status: 204 };
      },
    }),
  ];
}
