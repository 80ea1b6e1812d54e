import { Router } from 'express';
import { PairAnswer, PairRequest } from '../../shared/contract/access.ts';
import type { ClientRegistry } from '../access/client-registry.ts';
import type { Pairing } from '../access/pairing.ts';
import { proofOf } from '../access/token.ts';
import { parse, refuseMethod } from './mount.ts';
import type { Route } from './route.ts';

export interface PairCollaborators {
  readonly pairing: Pairing;
  readonly clients: ClientRegistry;
  readonly port: () => number;
}

/** For the description of the interface. */
export const PAIR = {
  method: 'post',
  path: '/v1/pair',
  summary: 'Pair with the code that the bridge shows',
  body: PairRequest,
  answers: [{ status: 201, is: 'The client, its token, and the proof', schema: PairAnswer }],
  problems: ['invalid', 'pairing-closed', 'wrong-code', 'too-many-attempts'],
} as const satisfies Omit<Route, 'handle'>;

/** A router of its own, since whom it pairs is the extension that `Origin` names. */
export function pairRouter(collaborators: PairCollaborators): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.post(PAIR.path, async (request, response) => {
    const asked = parse(PairRequest, request.body, '') as PairRequest;
    response.status(201).json(await pair(collaborators, asked, request.get('origin') ?? null));
  });
  router.all(PAIR.path, refuseMethod([PAIR.method]));
  return router;
}

async function pair(
  { pairing, clients, port }: PairCollaborators,
  { code, clientName, nonce }: PairRequest,
  origin: string | null,
): Promise<PairAnswer> {
  pairing.use(code);
  const { client, token } = await clients.create({ name: clientName, madeBy: 'pairing', origin });
  return { clientId: client.id, token, proof: proofOf(client.proofKey, nonce, port()) };
}
