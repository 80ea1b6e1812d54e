import { Health } from '../../../shared/contract/access.ts';
import { holderOf } from '../../store/folder-lock.ts';
import type { Settings } from '../settings.ts';
import { type Finding, note, well, wrong } from './finding.ts';

/** What answers on the port: Slotbridge, something else, or nothing. */
type Listener = 'slotbridge' | 'other' | 'nothing';

const ANSWER_WITHIN_MS = 3_000;

async function listenerOn(port: number): Promise<Listener> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/health`, {
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return Health.safeParse(await answer.json()).success ? 'slotbridge' : 'other';
  } catch (error) {
    return wasRefused(error) ? 'nothing' : 'other';
  }
}

function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

export interface Running {
  readonly finding: Finding;
  /** Whether the bridge of this data folder can be asked on the port. */
  readonly canBeAsked: boolean;
}

/** Whether the bridge of this folder runs, and whether it is the one on the port. */
export async function running({ home, port }: Settings): Promise<Running> {
  const pid = await holderOf(home);
  const listener = port === 0 ? 'nothing' : await listenerOn(port);
  const canBeAsked = pid !== null && listener === 'slotbridge';
  return { finding: verdict(pid, listener, port), canBeAsked };
}

function verdict(pid: number | null, listener: Listener, port: number): Finding {
  const set = 'SLOTBRIDGE_PORT';
  if (listener === 'other') {
    return wrong(
      `Port ${port} is taken by another program`,
      `Stop that program, or choose another port with ${set} and enter it in the extension's options too.`,
    );
  }
  if (pid !== null && listener === 'slotbridge') return well(`The bridge runs (process ${pid}) on port ${port}`);
  if (pid !== null) {
    return note(`The bridge runs (process ${pid}) on another port than ${port}`, `Start "doctor" with its ${set}.`);
  }
  if (listener === 'slotbridge') {
    return wrong(
      `A Slotbridge with another data folder has port ${port}`,
      'Stop that one, or start "doctor" with its SLOTBRIDGE_HOME.',
    );
  }
  return wrong('The bridge does not run', 'Start it with "npm start" in the folder of Slotbridge.');
}
