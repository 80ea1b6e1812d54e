import type { FailureWords } from '../ui/use-task.ts';

export const SUBSCRIPTION_WORDS = {
  open: 'Add a subscription by its address',
  openElsewhere: 'Add a subscription in a window of Slotbridge',
  means: 'Somebody publishes it, and its busy events block your slots. We only read it.',
  address: 'Address',
  placeholder: 'webcal:// or https://',
  missing: 'Paste the calendar’s address first.',
  add: 'Add',
  adding: 'Looking at it…',
  added: (name: string) => `“${name}” is added and ticked. Save to let it block your time.`,
  ownNetwork: 'That address is in your own network. Add it all the same?',
  allow: 'Yes, add it',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  sure: (name: string) => `Remove “${name}”? It stops blocking your time at once.`,
  yesRemove: 'Yes, remove it',
  keep: 'Keep it',
  removed: (name: string) => `“${name}” is removed.`,
} as const;

/** Why a subscription could not be added or removed; of the address itself the bridge's own sentence knows more. */
export const SUBSCRIPTION_FAILURES: FailureWords = {
  invalid: 'That is not an address we can read. Copy it again from where the calendar is published.',
  'not-found': 'That subscription is no longer there. Leave this page, then open it again.',
};
