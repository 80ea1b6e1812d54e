import { useEffect, useState } from 'preact/hooks';

/** The clock as state: renders again every `everyMs`, so that ages on the screen grow by themselves. */
export function useNow(everyMs = 1_000, clock: () => number = Date.now): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, clock]);
  return now;
}
