import { Health, PROTOCOL } from '../../shared/contract/access.ts';
import { type Route, route } from './route.ts';

/** That this is Slotbridge, and which; nothing else. */
export function healthRoutes(version: string): Route[] {
  const health: Health = { name: 'slotbridge', version, protocol: PROTOCOL };
  return [
    route({
      method: 'get',
      path: '/v1/health',
      summary: 'What listens here',
      answers: [{ status: 200, is: 'Slotbridge', schema: Health }],
      problems: [],
      handle: () => ({ status: 200, body: health }),
    }),
  ];
}
