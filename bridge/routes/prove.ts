import { ProveAnswer, ProveRequest } from '../../shared/contract/access.ts';
import type { ClientRegistry } from '../access/client-registry.ts';
import { rateLimit } from '../access/rate-limit.ts';
import { proofOf } from '../access/token.ts';
import type { Clock } from '../domain/clock.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { type Route, route } from './route.ts';

export interface ProveCollaborators {
  readonly clients: ClientRegistry;
  readonly port: () => number;
  readonly clock: Clock;
}

/** The extension has the bridge prove itself anew before most calls, so that a program that takes the port gets no token. */
const LIMIT = { most: 300, perMs: 60_000 };

/** The bridge proves that it knows the client, before the client sends its token to whatever listens on the port. */
export function proveRoutes({ clients, port, clock }: ProveCollaborators): Route[] {
  const allowed = rateLimit({ clock, ...LIMIT });
  const prove = async ({ clientId, nonce }: ProveRequest): Promise<ProveAnswer> => {
    const client = await clients.get(clientId);
    // Unknown ids share one allowance, so that a stranger cannot use up a client's.
    if (!allowed(client?.id ?? '')) throw new BridgeError('too-many-attempts');
    if (!client) throw new BridgeError('not-found', { detail: 'This client is not paired any more. Pair it again.' });
    return { proof: proofOf(client.proofKey, nonce, port()) };
  };
  return [
    route({
      method: 'post',
      path: '/v1/prove',
      summary: 'Have the bridge prove itself',
      body: ProveRequest,
      answers: [{ status: 200, is: 'The proof', schema: ProveAnswer }],
      problems: ['invalid', 'not-found', 'too-many-attempts'],
      handle: async ({ body }) => ({ status: 200, body: await prove(body) }),
    }),
  ];
}
