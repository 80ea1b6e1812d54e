import type { MortalBridge } from './mortal-bridge.ts';
import type { Telling } from './story.ts';

/** Asks a bridge that may die meanwhile; null when it gave no answer. */
export type Asking = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: unknown } | null>;

export function askingAt(url: string, token: string): Asking {
  return async (method, path, body) => {
    try {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    } catch (error) {
      // What fetch throws when the other side is gone.
      if (error instanceof TypeError || (error instanceof Error && error.name === 'AbortError')) return null;
      throw error;
    }
  };
}

/** A connection, and how it is asked. */
export interface Connected {
  readonly ask: Asking;
  readonly path: string;
}

/** How many tellings are under way at once, as from several pages. */
const AT_ONCE = 4;

/**
 * Tells what is waiting, in order for each appointment, until `most` of it is acknowledged or the bridge is dead. What was
 * acknowledged is taken off the list; what was not is told again in the bridge's next life.
 */
export async function tell(
  waiting: Telling[],
  most: number,
  connected: Connected,
  bridge: MortalBridge,
): Promise<void> {
  const busy = new Set<string>();
  let left = most;
  const teller = async (): Promise<void> => {
    while (left > 0 && !bridge.isDead()) {
      const telling = waiting.find(({ id }) => !busy.has(id));
      if (!telling) return;
      left -= 1;
      busy.add(telling.id);
      if (await acknowledged(telling, connected)) waiting.splice(waiting.indexOf(telling), 1);
      busy.delete(telling.id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, teller));
}

async function acknowledged({ id, appointment }: Telling, { ask, path }: Connected): Promise<boolean> {
  const where = `${path}/appointments/${id}`;
  const answer = await (appointment === null ? ask('DELETE', where) : ask('PUT', where, appointment));
  if (answer !== null && answer.status !== 202) throw new Error(`It answered ${JSON.stringify(answer)}`);
  return answer !== null;
}
