import { ConnectionHealth, SyncReport, SyncReports } from '../../shared/contract/sync.ts';
import type { Connections } from '../connections/connections.ts';
import { healthOf } from '../connections/health.ts';
import { param, type Route, route } from './route.ts';

/** Checking now, and how the checks went. */
export function syncRoutes(connections: Connections): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/connections/{id}/sync',
      summary: 'Check the account now',
      answers: [{ status: 200, is: 'How it went, calendar by calendar', schema: SyncReport }],
      problems: ['not-found'],
      handle: async (input) => ({ status: 200, body: await connections.get(param(input, 'id')).runner.run('request') }),
    }),
    route({
      method: 'get',
      path: '/v1/connections/{id}/sync',
      summary: 'The last 50 checks, newest first',
      answers: [{ status: 200, is: 'The reports', schema: SyncReports }],
      problems: ['not-found'],
      handle: (input) => {
        const live = connections.get(param(input, 'id'));
        return { status: 200, body: { reports: [...live.runner.memory.reports], progress: live.readingProgress() } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/connections/{id}/health',
      summary: 'How each calendar stands',
      answers: [{ status: 200, is: 'The state', schema: ConnectionHealth }],
      problems: ['not-found'],
      handle: (input) => ({ status: 200, body: healthOf(connections.get(param(input, 'id'))) }),
    }),
  ];
}
