import { say, sayCount } from '../words/say.ts';
import type { Rule, RuleValue } from './counting.ts';

export const COUNTING_WORDS = {
  title: say('configurationCountingTitle'),
  means: say('configurationCountingMeans'),
  exceptions: say('configurationCountingExceptions'),
  exceptionsMean: say('configurationCountingExceptionsMean'),
  ownRules: (count: number) => sayCount('configurationCountingOwnRules', count),
  showTitles: say('configurationCountingShowTitles'),
  showTitlesMeans: say('configurationCountingShowTitlesMeans'),
  several: say('configurationCountingSeveral'),
  severalMeans: say('configurationCountingSeveralMeans'),
} as const;

export const RULE_NAMES: Record<Rule, string> = {
  allDay: say('configurationCountingAllDay'),
  tentative: say('configurationCountingTentative'),
  unanswered: say('configurationCountingUnanswered'),
  travelTime: say('configurationCountingTravelTime'),
};

interface RuleOption {
  readonly value: RuleValue;
  readonly words: string;
  /** The same for a single calendar, for which the rule for all holds. */
  readonly asAbove: string;
}

const BLOCK_OR_NOT: readonly RuleOption[] = [
  { value: 'busy', words: say('configurationCountingBlock'), asAbove: say('configurationCountingAboveBlock') },
  { value: 'free', words: say('configurationCountingDontBlock'), asAbove: say('configurationCountingAboveDontBlock') },
];

export const RULE_OPTIONS: Record<Rule, readonly RuleOption[]> = {
  allDay: [
    {
      value: 'as-marked',
      words: say('configurationCountingAsMarked'),
      asAbove: say('configurationCountingAboveAsMarked'),
    },
    { value: 'always', words: say('configurationCountingAlways'), asAbove: say('configurationCountingAboveAlways') },
    { value: 'never', words: say('configurationCountingNever'), asAbove: say('configurationCountingAboveNever') },
  ],
  tentative: BLOCK_OR_NOT,
  unanswered: BLOCK_OR_NOT,
  travelTime: [
    {
      value: true,
      words: say('configurationCountingTravelBlocks'),
      asAbove: say('configurationCountingAboveTravelBlocks'),
    },
    {
      value: false,
      words: say('configurationCountingTravelDoesnt'),
      asAbove: say('configurationCountingAboveTravelDoesnt'),
    },
  ],
};
