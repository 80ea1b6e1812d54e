import { Health } from '../../../shared/contract/access.ts';
import { type Holder, holderOf } from '../../store/folder-lock.ts';
import type { Settings } from '../settings.ts';
import { type Finding, note, well, wrong } from './finding.ts';

/** What answers on the port: Slotbridge, something else, or nothing; or it is one that no browser ever asks. */
type Listener = 'slotbridge' | 'other' | 'nothing' | 'never-asked';

const ANSWER_WITHIN_MS = 3_000;

async function listenerOn(port: number): Promise<Listener> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/health`, {
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return Health.safeParse(await answer.json()).success ? 'slotbridge' : 'other';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!(cause instanceof Error)) return 'other';
    if ('code' in cause && cause.code === 'ECONNREFUSED') return 'nothing';
    // The Fetch standard's list of ports, which Chrome keeps to as well.
    return cause.message === 'bad port' ? 'never-asked' : 'other';
  }
}

export interface Running {
  readonly finding: Finding;
  /** Where the bridge of this data folder can be asked; null where it cannot. */
  readonly port: number | null;
}

/** Whether the bridge of this folder runs, and whether it is the one on the port. */
export async function running({ home, port }: Settings): Promise<Running> {
  const holder = await holderOf(home);
  const listener = port === 0 ? 'nothing' : await listenerOn(port);
  const finding = holder ? ofHolder(holder, listener, port) : withoutHolder(listener, port);
  // What answers on the port that is set is what the extension would ask.
  return { finding, port: holder && (listener === 'slotbridge' ? port : holder.port) };
}

function ofHolder({ pid, port: own }: Holder, listener: Listener, port: number): Finding {
  if (listener === 'other') return taken(port);
  if (listener === 'never-asked') return neverAsked(port);
  if (listener === 'slotbridge') return well(`The bridge runs (process ${pid}) on port ${port}`);
  if (own === null) return note(`The bridge (process ${pid}) is starting, or too busy to answer`, 'Ask again soon.');
  if (port === 0 || own === port) return well(`The bridge runs (process ${pid}) on port ${own}`);
  return note(
    `The bridge runs (process ${pid}) on port ${own}, not on ${port}`,
    `Enter ${own} in the extension's options, or start the bridge with SLOTBRIDGE_PORT=${port}.`,
  );
}

function withoutHolder(listener: Listener, port: number): Finding {
  if (listener === 'other') return taken(port);
  if (listener === 'never-asked') return neverAsked(port);
  if (listener === 'nothing') {
    return wrong('The bridge does not run', 'Start it with "npm start" in the folder of Slotbridge.');
  }
  return wrong(
    `A Slotbridge with another data folder has port ${port}`,
    'Stop that one, or start "doctor" with its SLOTBRIDGE_HOME.',
  );
}

const taken = (port: number): Finding =>
  wrong(
    `Port ${port} is taken by another program`,
    "Stop that program, or choose another port with SLOTBRIDGE_PORT and enter it in the extension's options too.",
  );

const neverAsked = (port: number): Finding =>
  wrong(
    `Browsers never ask port ${port}, which is set aside for another purpose`,
    "Choose another port with SLOTBRIDGE_PORT and enter it in the extension's options too.",
  );
