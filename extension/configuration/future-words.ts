import { say, sayCount } from '../words/say.ts';

export const FUTURE_WORDS = {
  question: (count: number) => sayCount('configurationFutureQuestion', count),
  which: say('configurationFutureWhich'),
  yes: say('configurationFutureYes'),
  no: say('configurationFutureNo'),
  added: (count: number) => sayCount('configurationFutureAdded', count),
  left: say('configurationFutureLeft'),
} as const;
