import { randomBytes } from 'node:crypto';
import { ProveAnswer } from '../../shared/contract/access.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { openClientRegistry } from '../access/client-registry.ts';
import { proofKey, proofOf, sameSecret } from '../access/token.ts';

const ANSWER_WITHIN_MS = 10_000;
/** What changes calendars waits for the calendar server, or for HighLevel. */
const CHANGE_WITHIN_MS = 600_000;

/** A GET; with a body, a POST, unless it is to be a DELETE. Throws BridgeRefusal, which says why in words. */
export type Call = (path: string, body?: unknown, method?: 'DELETE') => Promise<unknown>;

/** The bridge answered, but not what was asked for. */
export class BridgeRefusal extends Error {
  /** Null where the answer is none of the bridge's own problems. */
  readonly code: ProblemCode | null;
  constructor(code: ProblemCode | null, detail: string) {
    super(detail);
    this.name = 'BridgeRefusal';
    this.code = code;
  }
}

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
    return await work((path, body, method) => {
      if (method) return request(port, path, { method, headers: { authorization } }, CHANGE_WITHIN_MS);
      if (body === undefined) return request(port, path, { headers: { authorization } }, ANSWER_WITHIN_MS);
      return request(port, path, posting(body, { authorization }), CHANGE_WITHIN_MS);
    });
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
  const answer = await answerWithin(withinMs, (signal) =>
    fetch(`http://127.0.0.1:${port}${path}`, { ...init, redirect: 'error', signal }),
  );
  const body: unknown = answer.status === 204 ? undefined : await answer.json();
  if (answer.ok) return body;
  const problem = Problem.safeParse(body).data;
  throw new BridgeRefusal(problem?.code ?? null, problem?.detail ?? `The bridge answered ${answer.status} to ${path}.`);
}

/** The bridge may have to wait for another server longer than we wait for it. */
async function answerWithin(ms: number, ask: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  try {
    return await ask(AbortSignal.timeout(ms));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
    throw new BridgeRefusal(null, `The bridge gave no answer within ${ms / 1000} s.`);
  }
}
