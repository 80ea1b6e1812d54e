import { randomBytes } from 'node:crypto';
import { ProveAnswer } from '../../shared/contract/access.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { openClientRegistry } from '../access/client-registry.ts';
import { proofKey, proofOf, sameSecret } from '../access/token.ts';

const ANSWER_WITHIN_MS = 10_000;
/** What changes calendars waits for the calendar server. */
const CHANGE_WITHIN_MS = 600_000;

/** A GET; with a body, a POST. Throws what the bridge answers in words. */
export type Call = (path: string, body?: unknown) => Promise<unknown>;

/**
 * Asks the running bridge with a token of its own, which is taken back afterwards. As any client it first has the bridge
 * prove itself, so that another program on the port is never given the token.
 */
export async function withBridge<T>(
  { home, port, name }: { home: string; port: number; name: string },
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const clients = await openClientRegistry({ home });
  // What a command that was killed has left behind.
  for (const client of clients.list().filter((known) => known.name === name)) await clients.revoke(client.id);
  const { client, token } = await clients.create({ name, madeBy: 'command', origin: null });
  const authorization = `Bearer ${token}`;
  try {
    await expectProof(port, client.id, proofKey(token));
    return await work((path, body) =>
      body === undefined
        ? request(port, path, { headers: { authorization } }, ANSWER_WITHIN_MS)
        : request(port, path, posting(body, { authorization }), CHANGE_WITHIN_MS),
    );
  } finally {
    await clients.revoke(client.id);
  }
}

async function expectProof(port: number, clientId: string, key: string): Promise<void> {
  const nonce = randomBytes(32).toString('base64url');
  const answer = await request(port, '/v1/prove', posting({ clientId, nonce }), ANSWER_WITHIN_MS);
  const { proof } = ProveAnswer.parse(answer);
  if (!sameSecret(proof, proofOf(key, nonce, port))) throw new Error('It is another bridge that answers on the port.');
}

function posting(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function request(port: number, path: string, init: RequestInit, withinMs: number): Promise<unknown> {
  const signal = AbortSignal.timeout(withinMs);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, redirect: 'error', signal });
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  const { detail = `The bridge answered ${answer.status} to ${path}.` } = Problem.safeParse(body).data ?? {};
  throw new Error(detail);
}
