import type { Rule, RuleValue } from './counting.ts';

export const COUNTING_WORDS = {
  title: 'How events count',
  means: 'Declined and cancelled events never block.',
  exceptions: 'Exceptions',
  exceptionsMean: 'For one calendar alone.',
  asAbove: (words: string) => `As above: ${words.toLowerCase()}`,
  ownRules: (count: number) => (count === 1 ? '1 exception' : `${count} exceptions`),
  showTitles: 'Show the titles of my events',
  showTitlesMeans: 'To you alone: beside the marks and in this extension. Pages of the CRM never get them.',
  several: 'Use this account in several sub-accounts',
  severalMeans:
    'Then you can connect it there as well, and a booking in one blocks your time in the other. Nothing else is shared between them.',
} as const;

export const RULE_NAMES: Record<Rule, string> = {
  allDay: 'All-day events',
  tentative: 'Tentative events',
  unanswered: 'Invitations you haven’t answered',
  travelTime: 'Travel time',
};

interface RuleOption {
  readonly value: RuleValue;
  readonly words: string;
}

const BLOCK_OR_NOT: readonly RuleOption[] = [
  { value: 'busy', words: 'Block' },
  { value: 'free', words: 'Don’t block' },
];

export const RULE_OPTIONS: Record<Rule, readonly RuleOption[]> = {
  allDay: [
    { value: 'as-marked', words: 'As marked' },
    { value: 'always', words: 'Always block' },
    { value: 'never', words: 'Never block' },
  ],
  tentative: BLOCK_OR_NOT,
  unanswered: BLOCK_OR_NOT,
  travelTime: [
    { value: true, words: 'Blocks' },
    { value: false, words: 'Doesn’t block' },
  ],
};
