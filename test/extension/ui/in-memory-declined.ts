import type { DeclinedQuestions } from '../../../extension/state/declined-questions.ts';

/** What was answered with "no", kept as long as the test lasts. */
export function inMemoryDeclined(keys: string[] = []): DeclinedQuestions {
  return { read: async () => [...keys], add: async (key) => void keys.push(key) };
}
