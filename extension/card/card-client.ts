import type { CardCall } from '../background/card-messages.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { say } from '../words/say.ts';

/** The part of the bridge's client that the card may use; the worker asks the bridge in its stead. */
export type CardClient = Pick<
  BridgeClient,
  'calendars' | 'preview' | 'configure' | 'change' | 'addFeed' | 'removeFeed' | 'disconnect' | 'syncNow'
> & { answer(key: string, yes: boolean): Promise<unknown> };

/** The connection that is meant is the page's own, whichever id is given; the worker knows it. */
export function createCardClient(ask: (call: CardCall) => Promise<unknown>): CardClient {
  const answer = <T>(call: CardCall) => ask(call) as Promise<T>;
  return {
    calendars: (_id, refresh = false) => answer({ name: 'calendars', refresh }),
    preview: (_id, body) => answer({ name: 'preview', body }),
    configure: (_id, body) => answer({ name: 'configure', body }),
    change: (_id, body) => answer({ name: 'change', body }),
    removeFeed: (_id, calendarId) => answer({ name: 'removeFeed', calendarId }),
    disconnect: (_id, discard = false) => answer({ name: 'disconnect', discard }),
    syncNow: () => answer({ name: 'syncNow' }),
    answer: (key, yes) => answer({ name: 'answer', key, yes }),
    // The address of a subscription is a secret, and the page hears every key.
    addFeed: async () => {
      throw new BridgeFailure('feed-not-allowed', say('cardSubscriptionElsewhere'));
    },
  };
}
