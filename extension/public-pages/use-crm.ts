import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';

const LOOK_EVERY_MS = 3_000;

export interface CrmView {
  readonly connection: Connection | null;
  readonly crm: Crm | null;
  /** Why the last look failed; what was known before stays. */
  readonly failure: BridgeFailure | null;
}

const NOTHING: CrmView = { connection: null, crm: null, failure: null };

type Client = Pick<BridgeClient, 'connection' | 'crm'>;

async function look(client: Client, id: string): Promise<Partial<CrmView>> {
  try {
    const [connection, crm] = await Promise.all([client.connection(id), client.crm(id)]);
    return { connection, crm, failure: null };
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return { failure: error };
  }
}

/** How public pages are protected as it is now, looked at every three seconds; and a way to tell what a call just gave. */
export function useCrm(client: Client, connectionId: string) {
  const [view, setView] = useState(NOTHING);
  // A look that began before a call answered may bring what was so before it.
  const learned = useRef(0);
  const learn = (crm: Crm) => {
    learned.current++;
    setView((before) => ({ ...before, crm, failure: null }));
  };

  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout>;
    const round = async () => {
      const before = learned.current;
      const seen = await look(client, connectionId);
      if (!open) return;
      if (learned.current === before) setView((known) => ({ ...known, ...seen }));
      timer = setTimeout(round, LOOK_EVERY_MS);
    };
    void round();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [client, connectionId]);

  return { view, learn };
}
