import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { ConnectionHealth } from '../../shared/contract/sync.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';

const LOOK_EVERY_MS = 5_000;

/** A connection with its calendars and how each of them stands. */
export interface Account {
  readonly connection: Connection;
  readonly calendars: readonly Calendar[];
  readonly health: ConnectionHealth;
}

export interface AccountsView {
  /** Null until the bridge has answered once. */
  readonly accounts: readonly Account[] | null;
  /** Why the last look failed; what was known before stays. */
  readonly failure: BridgeFailure | null;
}

export type AccountsClient = Pick<BridgeClient, 'connections' | 'calendars' | 'connectionHealth'>;

async function read(client: AccountsClient): Promise<Account[]> {
  const connections = await client.connections();
  return Promise.all(
    connections.map(async (connection) => {
      const [calendars, health] = await Promise.all([
        client.calendars(connection.id),
        client.connectionHealth(connection.id),
      ]);
      return { connection, calendars, health };
    }),
  );
}

async function look(client: AccountsClient, before: AccountsView): Promise<AccountsView> {
  try {
    return { accounts: await read(client), failure: null };
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return { ...before, failure: error };
  }
}

/** All accounts as they stand now, looked at again every five seconds while the page is seen. */
export function useAccounts(client: AccountsClient): AccountsView & { lookAgain: () => Promise<void> } {
  const [view, setView] = useState<AccountsView>({ accounts: null, failure: null });
  const state = useRef({ view, running: Promise.resolve() }).current;

  const lookAgain = useCallback((): Promise<void> => {
    state.running = state.running.then(async () => {
      state.view = await look(client, state.view);
      setView(state.view);
    });
    return state.running;
  }, [client, state]);

  useEffect(() => {
    const whenSeen = () => {
      if (document.visibilityState === 'visible') void lookAgain();
    };
    whenSeen();
    const timer = setInterval(whenSeen, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', whenSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', whenSeen);
    };
  }, [lookAgain]);

  return { ...view, lookAgain };
}
