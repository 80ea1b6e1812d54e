import { z } from 'zod';
import type { Connection } from '../../shared/contract/connection.ts';
import { Id } from '../../shared/contract/values.ts';
import { inTurn } from '../state/in-turn.ts';
import { stored } from '../state/stored.ts';

/** Connections that broke and of which the person was told, until they are well again. */
const toldBroken = stored('toldBroken', z.array(Id).max(200));

/** Only the person can mend it; what mends itself is no news. */
const isBroken = ({ status }: Pick<Connection, 'status'>) => status === 'needs-password';

/** Well in between: read since, and not merely paused or on its way. */
const isWell = ({ status }: Pick<Connection, 'status'>) => status === 'connected';

type Standing = Pick<Connection, 'id' | 'status'>;

/** Which of them just broke, and of which the person has been told from now on. Pure. */
export function breakages<C extends Standing>(connections: readonly C[], told: readonly string[]) {
  const fresh = connections.filter((one) => isBroken(one) && !told.includes(one.id));
  const still = told.filter((id) => connections.some((one) => one.id === id && !isWell(one)));
  return { fresh, told: [...still, ...fresh.map(({ id }) => id)] };
}

/** Says of each connection that just broke, once: not again before it was well in between. */
export function tellBroken<C extends Standing>(
  connections: readonly C[],
  tell: (connection: C) => Promise<void>,
): Promise<void> {
  return inTurn('toldBroken', async () => {
    const before = (await toldBroken.read()) ?? [];
    const { fresh, told } = breakages(connections, before);
    if (JSON.stringify(told) !== JSON.stringify(before)) await toldBroken.write(told);
    for (const one of fresh) await tell(one);
  });
}
