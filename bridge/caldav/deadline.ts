import { setMaxListeners } from 'node:events';

/** A signal that ends with the caller's own or after `timeoutMs`, whichever comes first, and knows which it was. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  expired(): boolean;
  /** Lets go of the timer and of the caller's signal, which may live as long as the program. */
  release(): void;
}

export function startDeadline(timeoutMs: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort();
  }, timeoutMs);
  const stop = () => controller.abort();
  if (outer !== undefined) {
    if (outer.aborted) stop();
    // Many requests of many calendars may end with one signal; Node would warn of a leak.
    setMaxListeners(0, outer);
    outer.addEventListener('abort', stop, { once: true });
  }
  return {
    signal: controller.signal,
    timeoutMs,
    expired: () => expired,
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}
