import { Ignored, IgnoredList, type IgnoreRequest } from '../../shared/contract/blocked-slots.ts';
import type { Call } from './request.ts';

interface Sender {
  send(call: Call): Promise<Response>;
  ask<T>(call: Call, schema: { parse(value: unknown): T }): Promise<T>;
}

const pathOf = (id: string, rest = '') => `/v1/connections/${encodeURIComponent(id)}/ignored${rest}`;

/** Events that block no more because the person said so. */
export function ignoredCalls({ send, ask }: Sender) {
  return {
    ignored: async (id: string) => (await ask({ method: 'GET', path: pathOf(id) }, IgnoredList)).ignored,
    /** The same wish twice is one. `unknown-calendar` */
    ignore: (id: string, body: IgnoreRequest) => ask({ method: 'POST', path: pathOf(id), body }, Ignored),
    /** `not-found` */
    stopIgnoring: async (id: string, ignoredId: string): Promise<void> => {
      await send({ method: 'DELETE', path: pathOf(id, `/${encodeURIComponent(ignoredId)}`) });
    },
  };
}
