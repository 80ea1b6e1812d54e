import type { Calendar, Settings } from '../../shared/contract/connection.ts';
import type { FailureWords } from '../ui/use-task.ts';

export const WORDS = {
  linked: 'Linked calendar',
  linkedMeans: 'New bookings are added here.',
  none: 'None, only block my time',
  alsoBlocks: 'Also blocks my time',
  conflict: 'Conflict calendars',
  conflictMeans: 'Busy events here block your slots.',
  confirmPreselected:
    'These are the calendars you can write to. Untick those that should not block your time, then save.',
  noConflicts: 'With no calendar ticked we can’t tell when you’re busy, so no slot counts as free.',
  lost: 'A calendar you had chosen is no longer in this account or can’t be used any more. Look at the choices below and save.',
  noCalendars: 'This account has no calendars yet. Make one in Apple’s Calendar, then look again.',
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  lookAgain: 'Look again',
  loading: 'Reading your calendars…',
  oneWay: 'Sync: one-way',
  rules: 'The rules in words',
} as const;

const KINDS: Record<Calendar['kind'], string> = {
  calendar: 'Calendar',
  shared: 'Shared',
  subscription: 'Subscription',
};

/** "Calendar", "Shared, read-only", "Subscription". */
export function kindInWords({ kind, access }: Pick<Calendar, 'kind' | 'access'>): string {
  return access === 'reader' && kind !== 'subscription' ? `${KINDS[kind]}, read-only` : KINDS[kind];
}

const ALL_DAY: Record<Settings['allDay'], string> = {
  'as-marked': 'All-day events count as they are marked. Apple marks them free unless you change that.',
  always: 'All-day events always block the whole day.',
  never: 'All-day events never block.',
};

const busyOrFree = { busy: 'block', free: 'don’t block' } as const;

/** What the rules in force mean, one sentence each. */
export function rulesInWords(settings: Settings): string[] {
  return [
    'Events marked busy block their time. Events marked free are shown, and the slot stays open.',
    ALL_DAY[settings.allDay],
    `Tentative events ${busyOrFree[settings.tentative]}. Invitations you haven’t answered ${busyOrFree[settings.unanswered]}. Declined and cancelled ones never do.`,
    settings.travelTime ? 'Travel time before an event blocks too.' : 'Travel time doesn’t block.',
    'New bookings are added to the linked calendar, so you must be allowed to change it. It blocks your time as well, unless you untick that.',
    'For a conflict calendar it is enough that you can read it.',
    'One-way means: your events become blocked slots here, and nothing else. Guests never become contacts. Slots you block in the CRM by hand are not sent to iCloud.',
    settings.accountInSeveralSubaccounts
      ? 'You have one iCloud connection in each sub-account. This account may serve several of them: a booking in one blocks your time in the others.'
      : 'You have one iCloud connection in each sub-account, and this account serves this sub-account alone.',
  ];
}

/** Why reading the calendars or saving the choice failed. */
export const FAILURES: FailureWords = {
  'not-writable': 'New bookings can’t be added to that calendar, because it is read-only. Choose another one, or none.',
  'unknown-calendar': 'One of these calendars is no longer in the account. Look again, then choose from what is there.',
  'not-selectable': 'One of these calendars can’t block time. Untick it and save again.',
  'needs-password':
    'iCloud no longer accepts the password. Make a new app-specific password, then choose your calendars.',
  'not-found': 'This account is no longer connected. Connect it again, then choose your calendars.',
};
