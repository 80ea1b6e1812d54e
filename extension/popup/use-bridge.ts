import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import type { Kept } from '../state/kept-bookings.ts';
import { type BookingSources, type Bookings, readBookings } from './bookings.ts';
import { type Picture, type PictureClient, readPicture } from './picture.ts';

const LOOK_EVERY_MS = 3_000;

export interface BridgeView {
  /** Null until the bridge has answered once. */
  readonly connections: readonly Connection[] | null;
  readonly picture: Picture | null;
  readonly bookings: Bookings | null;
  /** How public booking pages are protected, and of which connection that is told. */
  readonly publicPages: { readonly connectionId: string; readonly crm: Crm } | null;
  /** Why the last look failed; what was known before stays. */
  readonly failure: BridgeFailure | null;
  /** The extension's own memory of all bookings, which needs no bridge; read after a look that failed. */
  readonly kept: Kept | null;
}

const NOTHING: BridgeView = {
  connections: null,
  picture: null,
  bookings: null,
  publicPages: null,
  failure: null,
  kept: null,
};

interface Sources extends BookingSources {
  readonly client: PictureClient & BookingSources['client'] & Pick<BridgeClient, 'connections' | 'crm'>;
}

type Choose = (connections: readonly Connection[]) => Connection | null;

/** What is known of that connection's bookings. */
export function bookingsOf({ bookings }: BridgeView, { id }: Pick<Connection, 'id'>): Bookings | null {
  return bookings?.connectionId === id ? bookings : null;
}

export function publicPagesOf({ publicPages }: BridgeView, { id }: Pick<Connection, 'id'>): Crm | null {
  return publicPages?.connectionId === id ? publicPages.crm : null;
}

async function keptOf({ kept }: Sources, { bookings }: BridgeView): Promise<Pick<BridgeView, 'kept' | 'bookings'>> {
  const all = await kept.read(null);
  return { kept: all, bookings: bookings && { ...bookings, kept: await kept.read(bookings.connectionId) } };
}

/** Null from a bridge that is older than this: it knows nothing of public pages, and nothing is shown of them. */
async function readPublicPages(
  client: Pick<BridgeClient, 'crm'>,
  { id }: Pick<Connection, 'id'>,
): Promise<BridgeView['publicPages']> {
  try {
    return { connectionId: id, crm: await client.crm(id) };
  } catch (error) {
    if (error instanceof BridgeFailure && error.code === 'not-found') return null;
    throw error;
  }
}

async function look(sources: Sources, before: BridgeView, choose: Choose): Promise<BridgeView> {
  const { client } = sources;
  try {
    const connections = await client.connections();
    const chosen = choose(connections);
    if (!chosen?.configured) return { ...NOTHING, connections };
    const picture = await readPicture(client, chosen, before.picture, Date.now());
    const bookings = await readBookings(sources, chosen, before.bookings, Date.now());
    const publicPages = await readPublicPages(client, chosen);
    return { connections, picture, bookings, publicPages, failure: null, kept: null };
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return { ...before, ...(await keptOf(sources, before)), failure: error };
  }
}

/** The bridge as it is now, looked at every three seconds while the popup is open. */
export function useBridge({ client, kept }: Sources, choose: Choose) {
  const [view, setView] = useState<BridgeView>(NOTHING);
  const state = useRef({ view: NOTHING, running: Promise.resolve(), choose, open: true }).current;
  state.choose = choose;

  const lookAgain = useCallback((): Promise<void> => {
    state.running = state.running.then(async () => {
      state.view = await look({ client, kept }, state.view, state.choose);
      if (state.open) setView(state.view);
    });
    return state.running;
  }, [client, kept, state]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    state.open = true;
    const round = async () => {
      await lookAgain();
      if (state.open) timer = setTimeout(round, LOOK_EVERY_MS);
    };
    void round();
    return () => {
      state.open = false;
      clearTimeout(timer);
    };
  }, [lookAgain, state]);

  return { view, lookAgain };
}
