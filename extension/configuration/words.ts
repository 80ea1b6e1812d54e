import type { Calendar, Settings } from '../../shared/contract/connection.ts';
import type { FailureWords } from '../ui/use-task.ts';
import { say } from '../words/say.ts';

export const WORDS = {
  linked: say('configurationLinked'),
  linkedMeans: say('configurationLinkedMeans'),
  none: say('configurationOnlyBlock'),
  alsoBlocks: say('configurationAlsoBlocks'),
  conflict: say('configurationConflict'),
  conflictMeans: say('configurationConflictMeans'),
  confirmPreselected: say('configurationConfirmPreselected'),
  noConflicts: say('configurationNoConflicts'),
  lost: say('configurationLost'),
  noCalendars: say('configurationNoCalendars'),
  save: say('configurationSave'),
  saving: say('configurationSaving'),
  cancel: say('configurationCancel'),
  lookAgain: say('configurationLookAgain'),
  loading: say('configurationLoading'),
  oneWay: say('configurationOneWay'),
  rules: say('configurationRules'),
} as const;

const KINDS: Record<Calendar['kind'], string> = {
  calendar: say('configurationKindCalendar'),
  shared: say('configurationKindShared'),
  subscription: say('configurationKindSubscription'),
};

/** Nobody expects to write to a subscription. */
const READ_ONLY_KINDS: Record<Calendar['kind'], string> = {
  calendar: say('configurationKindCalendarReadOnly'),
  shared: say('configurationKindSharedReadOnly'),
  subscription: KINDS.subscription,
};

/** "Calendar", "Shared, read-only", "Subscription". */
export function kindInWords({ kind, access }: Pick<Calendar, 'kind' | 'access'>): string {
  return access === 'reader' ? READ_ONLY_KINDS[kind] : KINDS[kind];
}

const ALL_DAY: Record<Settings['allDay'], string> = {
  'as-marked': say('configurationRuleAllDayAsMarked'),
  always: say('configurationRuleAllDayAlways'),
  never: say('configurationRuleAllDayNever'),
};

const TENTATIVE: Record<Settings['tentative'], string> = {
  busy: say('configurationRuleTentativeBlock'),
  free: say('configurationRuleTentativeOpen'),
};

const UNANSWERED: Record<Settings['unanswered'], string> = {
  busy: say('configurationRuleUnansweredBlock'),
  free: say('configurationRuleUnansweredOpen'),
};

/** What the rules in force mean, one sentence each. */
export function rulesInWords(settings: Settings): string[] {
  const declined = say('configurationRuleDeclined');
  return [
    say('configurationRuleBusyAndFree'),
    ALL_DAY[settings.allDay],
    [TENTATIVE[settings.tentative], UNANSWERED[settings.unanswered], declined].join(' '),
    settings.travelTime ? say('configurationRuleTravelBlock') : say('configurationRuleTravelOpen'),
    say('configurationRuleLinked'),
    say('configurationRuleConflict'),
    say('configurationRuleOneWay'),
    settings.accountInSeveralSubaccounts ? say('configurationRuleSeveral') : say('configurationRuleAlone'),
  ];
}

/** Why reading the calendars or saving the choice failed. */
export const FAILURES: FailureWords = {
  'not-writable': say('configurationFailureNotWritable'),
  'unknown-calendar': say('configurationFailureUnknownCalendar'),
  'not-selectable': say('configurationFailureNotSelectable'),
  'needs-password': say('configurationFailureNeedsPassword'),
  'not-found': say('configurationFailureNotFound'),
};
