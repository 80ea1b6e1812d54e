import type { BridgeFailure } from '../bridge-client/failure.ts';
import { Notice } from '../ui/notice.tsx';
import { crmFailure } from './failure-words.ts';

/** Why it did not happen, and what to do; nothing where nothing failed. */
export function Refusal({ failure, subAccount }: { failure: BridgeFailure | null; subAccount: string }) {
  return failure && <Notice tone="failed">{crmFailure(failure, subAccount)}</Notice>;
}
