import { useEffect, useRef, useState } from 'preact/hooks';
import { BridgeFailure, type FailureCode } from '../bridge-client/failure.ts';

export interface Task {
  readonly running: boolean;
  readonly failure: BridgeFailure | null;
  /** Runs `work` unless one is running already; a failure of the bridge is kept to be shown, any other is thrown. */
  run(work: () => Promise<void>): Promise<void>;
  forget(): void;
}

/** One thing a person asked for at a time: whether it runs, and why it failed. */
export function useTask(): Task {
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<BridgeFailure | null>(null);
  const state = useRef({ busy: false, mounted: true }).current;
  useEffect(() => {
    state.mounted = true;
    return () => {
      state.mounted = false;
    };
  }, [state]);

  async function run(work: () => Promise<void>): Promise<void> {
    if (state.busy) return;
    state.busy = true;
    setRunning(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BridgeFailure)) throw error;
      if (state.mounted) setFailure(error);
    } finally {
      state.busy = false;
      if (state.mounted) setRunning(false);
    }
  }

  return { running, failure, run, forget: () => setFailure(null) };
}

export type FailureWords = Partial<Record<FailureCode, string>>;

/** A screen's own sentence for a failure, else the one that came with it. */
export function failureInWords(failure: BridgeFailure, own: FailureWords): string {
  return own[failure.code] ?? failure.message;
}
