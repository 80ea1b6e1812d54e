import type { BridgeFailure } from '../bridge-client/failure.ts';
import { type FailureWords, failureInWords } from '../ui/use-task.ts';
import { say, sayCount } from '../words/say.ts';

const FAILURES: FailureWords = {
  'invalid-token': say('publicPagesRefusedToken'),
  'crm-unreachable': say('publicPagesCrmAway'),
  'bridge-unreachable': say('publicPagesBridgeAway'),
  'not-found': say('publicPagesNoLongerConnected'),
};

/** Why something that was asked of HighLevel did not happen, and what to do. `subAccount` as the person knows it. */
export function crmFailure(failure: BridgeFailure, subAccount: string): string {
  if (failure.code === 'crm-throttled') return throttled(failure.retryAfter);
  if (failure.code === 'wrong-location') return say('publicPagesOtherLocation', subAccount);
  if (failure.code === 'missing-scope') return sayCount('publicPagesLacksScopes', failure.scopes.length);
  return failureInWords(failure, FAILURES);
}

function throttled(retryAfterSeconds: number | null): string {
  if (retryAfterSeconds === null) return say('publicPagesSlowDown');
  return sayCount('publicPagesSlowDownFor', Math.max(1, Math.ceil(retryAfterSeconds / 60)));
}
