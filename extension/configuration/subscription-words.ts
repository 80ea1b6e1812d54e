import type { FailureWords } from '../ui/use-task.ts';
import { say } from '../words/say.ts';

export const SUBSCRIPTION_WORDS = {
  open: say('configurationSubscriptionOpen'),
  openElsewhere: say('configurationSubscriptionOpenElsewhere'),
  means: say('configurationSubscriptionMeans'),
  address: say('configurationSubscriptionAddress'),
  placeholder: say('configurationSubscriptionPlaceholder'),
  missing: say('configurationSubscriptionMissing'),
  add: say('configurationSubscriptionAdd'),
  adding: say('configurationSubscriptionAdding'),
  added: (name: string) => say('configurationSubscriptionAdded', name),
  ownNetwork: say('configurationSubscriptionOwnNetwork'),
  allow: say('configurationSubscriptionAllow'),
  remove: say('configurationSubscriptionRemove'),
  removeNamed: (name: string) => say('configurationSubscriptionRemoveNamed', name),
  sure: (name: string) => say('configurationSubscriptionSure', name),
  yesRemove: say('configurationSubscriptionYesRemove'),
  keep: say('configurationSubscriptionKeep'),
  removed: (name: string) => say('configurationSubscriptionRemoved', name),
} as const;

/** Why a subscription could not be added or removed; of the address itself the bridge's own sentence knows more. */
export const SUBSCRIPTION_FAILURES: FailureWords = {
  invalid: say('configurationSubscriptionInvalid'),
  'not-found': say('configurationSubscriptionNotFound'),
};
