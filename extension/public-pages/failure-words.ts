import type { BridgeFailure } from '../bridge-client/failure.ts';
import { type FailureWords, failureInWords } from '../ui/use-task.ts';

const FAILURES: FailureWords = {
  'invalid-token':
    'HighLevel didn’t accept this token. Copy it once more, or make a new one if you no longer have it: HighLevel shows it only once.',
  'crm-unreachable':
    'HighLevel isn’t answering, so nothing was changed. Check your internet connection, then try again.',
  'bridge-unreachable':
    'Slotbridge isn’t running on this computer, so nothing was changed. Start it, then try again: what stands here stays.',
  'not-found': 'This account is no longer connected. Connect it again from the welcome page.',
};

/** Why something that was asked of HighLevel did not happen, and what to do. `subAccount` as the person knows it. */
export function crmFailure(failure: BridgeFailure, subAccount: string): string {
  if (failure.code === 'crm-throttled') return throttled(failure.retryAfter);
  if (failure.code === 'wrong-location') {
    return `This token is of another sub-account. Make the private integration in ${subAccount}, then paste its token here.`;
  }
  if (failure.code === 'missing-scope') {
    const count = failure.scopes.length;
    const lacks = count === 1 ? 'a scope' : `${count} scopes`;
    return `The token lacks ${lacks}. Open the integration in HighLevel, tick what is missing below, save it there, then try again.`;
  }
  return failureInWords(failure, FAILURES);
}

function throttled(retryAfterSeconds: number | null): string {
  const minutes = retryAfterSeconds === null ? null : Math.max(1, Math.ceil(retryAfterSeconds / 60));
  const when = minutes === null ? 'in a few minutes' : minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
  return `HighLevel asks us to slow down, so nothing was changed. Try again ${when}.`;
}
