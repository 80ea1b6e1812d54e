import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CalDavClient } from '../../../bridge/domain/remote.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';
import { Session } from '../../../bridge/outbox/session.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server that never answers, as its client tells it. */
const silent = {
  fetchResources: (_calendar: string, _hrefs: readonly string[], signal?: AbortSignal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new BridgeError('server-unreachable')));
    }),
} as unknown as CalDavClient;

async function reading(session: Session) {
  const outcome = { code: 'still waiting' };
  const read = await session.reader();
  read('/home/', ['/home/a.ics']).catch(({ code }: BridgeError) => Object.assign(outcome, { code }));
  return outcome;
}

describe('a question to a server that does not answer', () => {
  it('is given up after 20 seconds', async () => {
    const outcome = await reading(new Session(async () => silent));
    await vi.advanceTimersByTimeAsync(19_999);
    expect(outcome.code).toBe('still waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome.code).toBe('server-unreachable');
  });

  it('is given up at once when the session ends', async () => {
    const session = new Session(async () => silent);
    const outcome = await reading(session);
    session.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(outcome.code).toBe('server-unreachable');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a session without a password', () => {
  it('asks for it again the next time, when the person may have entered it', async () => {
    const given: (CalDavClient | null)[] = [null, silent];
    const session = new Session(async () => given.shift() ?? null);
    await expect(session.reader()).rejects.toMatchObject({ code: 'needs-password' });
    await expect(session.reader()).resolves.toBeTypeOf('function');
    await session.reader();
    expect(given).toEqual([]);
  });
});
