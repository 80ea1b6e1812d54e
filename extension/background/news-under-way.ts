import type { Written } from '../../shared/contract/appointments.ts';

/**
 * Holds news of bookings that are just being handed over. The bridge may have written an event before its answer to the
 * booking is heard, and only with that answer it is known whether the event stood there before.
 */
export function createNewsUnderWay() {
  const held = new Map<string, Written | null>();
  return {
    begin(key: string): void {
      held.set(key, null);
    },
    /** Whether the news waits for `end`. */
    holds(key: string, news: Written): boolean {
      if (!held.has(key)) return false;
      held.set(key, news);
      return true;
    },
    /** What is to be told once the answer came, or null where none came: the newer of it and what waited. */
    end(key: string, answer: Written | null): Written | null {
      const waited = held.get(key) ?? null;
      held.delete(key);
      if (answer === null || waited === null) return answer ?? waited;
      return Date.parse(waited.updatedAt) >= Date.parse(answer.updatedAt) ? waited : answer;
    },
  };
}
