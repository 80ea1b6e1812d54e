import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Facts } from './facts.ts';
import type { Road } from './road.ts';

const LOOK_EVERY_MS = 2_000;

/** The facts, looked up again every two seconds while the page is seen, and at once when something stored changes. */
export function useFacts(road: Road): { facts: Facts | null; lookAgain: () => Promise<void> } {
  const [facts, setFacts] = useState<Facts | null>(null);
  const looking = useRef<Promise<void> | null>(null);

  /** Looks after whatever look is under way, so that what was just changed is seen. */
  const lookAgain = useCallback(async () => {
    const before = looking.current;
    const mine = (before ?? Promise.resolve()).then(async () => setFacts(await road.look()));
    looking.current = mine;
    await mine.finally(() => {
      if (looking.current === mine) looking.current = null;
    });
  }, [road]);

  useEffect(() => {
    const whenSeen = () => {
      if (document.visibilityState === 'visible' && looking.current === null) void lookAgain();
    };
    void lookAgain();
    const timer = setInterval(whenSeen, LOOK_EVERY_MS);
    const stop = road.onChange(() => void lookAgain());
    document.addEventListener('visibilitychange', whenSeen);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', whenSeen);
    };
  }, [road, lookAgain]);

  return { facts, lookAgain };
}
