import { randomBytes } from 'node:crypto';
import { ProveAnswer } from '../../../shared/contract/access.ts';
import { openClientRegistry } from '../../access/client-registry.ts';
import { proofKey, proofOf, sameSecret } from '../../access/token.ts';

const NAME = 'slotbridge doctor';
const ANSWER_WITHIN_MS = 10_000;

export type Call = (path: string) => Promise<unknown>;

/**
 * Asks the running bridge with a token of its own, which is taken back afterwards. As any client it first has the bridge
 * prove itself, so that another program on the port is never given the token.
 */
export async function withBridge<T>(home: string, port: number, work: (call: Call) => Promise<T>): Promise<T> {
  const clients = await openClientRegistry({ home });
  // What a check that was killed has left behind.
  for (const client of clients.list().filter(({ name }) => name === NAME)) await clients.revoke(client.id);
  const { client, token } = await clients.create({ name: NAME, madeBy: 'command', origin: null });
  try {
    await expectProof(port, client.id, proofKey(token));
    return await work((path) => request(port, path, { headers: { authorization: `Bearer ${token}` } }));
  } finally {
    await clients.revoke(client.id);
  }
}

async function expectProof(port: number, clientId: string, key: string): Promise<void> {
  const nonce = randomBytes(32).toString('base64url');
  const answer = await request(port, '/v1/prove', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientId, nonce }),
  });
  const { proof } = ProveAnswer.parse(answer);
  if (!sameSecret(proof, proofOf(key, nonce, port))) throw new Error('It is another bridge that answers on the port.');
}

async function request(port: number, path: string, init: RequestInit): Promise<unknown> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, redirect: 'error', signal });
  if (!answer.ok) throw new Error(`The bridge answered ${answer.status} to ${path}.`);
  return answer.json();
}
