import { setTimeout as wait } from 'node:timers/promises';
import { empty } from '../requests/answer.ts';
import type { Answer } from '../requests/exchange.ts';
import { challenge } from '../requests/sign-in.ts';
import type { ActiveFaults } from './switches.ts';

/** What happens to the connection: an answer is sent, or the peer is cut off, or left waiting. */
export type Outcome = Answer | 'cut' | 'hang';

/** Runs `handle` under the faults that concern every request alike. */
export async function disturbed(faults: ActiveFaults, handle: () => Answer): Promise<Outcome> {
  if (faults.slow !== undefined) await wait(faults.slow, undefined, { ref: false });
  if (faults.hang) return 'hang';
  if (faults['cut-before']) return 'cut';
  const answer = standIn(faults) ?? handle();
  if (faults['slow-answer'] !== undefined) await wait(faults['slow-answer'], undefined, { ref: false });
  if (faults['cut-after']) return 'cut';
  if (faults['status-after'] !== undefined) return empty(faults['status-after']);
  return faults['truncated-xml'] ? truncated(answer) : answer;
}

/** The answer that takes the place of the real one, if any. */
function standIn(faults: ActiveFaults): Answer | null {
  if (faults['throttle-503'] !== undefined) return empty(503, { 'Retry-After': String(faults['throttle-503']) });
  if (faults['throttle-403']) return empty(403);
  if (faults['error-500']) return empty(500);
  if (faults.status === 401) return challenge();
  if (faults.status !== undefined) return empty(faults.status);
  if (faults['html-answer']) return { status: 200, type: 'text/html', body: PORTAL };
  return null;
}

const PORTAL =
  '<!doctype html><html><head><title>Wi-Fi sign-in</title></head><body>Please accept the terms.</body></html>';

function truncated(answer: Answer): Answer {
  if (answer.body === undefined || answer.status !== 207) return answer;
  return { ...answer, body: answer.body.slice(0, Math.floor((answer.body.length * 2) / 3)) };
}
