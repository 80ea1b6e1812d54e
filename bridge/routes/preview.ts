import { Preview, PreviewRequest } from '../../shared/contract/preview.ts';
import type { Connections } from '../connections/connections.ts';
import { previewOf } from '../connections/preview.ts';
import type { Clock } from '../domain/clock.ts';
import { rangeOf } from './blocked-slots.ts';
import { param, type Route, route } from './route.ts';

/** What a person's choices would change, before they are saved. */
export function previewRoutes(connections: Connections, clock: Clock): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/connections/{id}/preview',
      summary: 'What these choices would open and close; nothing is changed',
      body: PreviewRequest,
      answers: [{ status: 200, is: 'What would change against what holds now', schema: Preview }],
      problems: ['invalid', 'not-found', 'range-too-long', 'not-writable', 'unknown-calendar', 'not-selectable'],
      handle: async (input) => {
        const live = connections.get(param(input, 'id'));
        const range = rangeOf(input.body, 'from', 'to');
        const client = () => connections.clientFor(live);
        return { status: 200, body: await previewOf({ live, range, clock, client }, input.body) };
      },
    }),
  ];
}
