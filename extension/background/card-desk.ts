import type { Runtime } from 'webextension-polyfill';
import type { BridgeClient } from '../bridge-client/client.ts';
import { atMost } from '../crm/page-hints.ts';
import { isStaffPage } from '../crm/routes.ts';
import { cardPlace } from '../state/card-place.ts';
import { sightings } from '../state/sightings.ts';
import { isOurSite, onOurSite } from '../state/sites.ts';
import { answerTo } from './card-calls.ts';
import { type CardCall, CardMessage, type CardNews, type CardWindow } from './card-messages.ts';
import { cardStateOf } from './card-state.ts';
import type { Directory } from './directory.ts';
import type { StaffUser } from './whose-time.ts';

export interface CardDeskParts {
  readonly bridge: () => Promise<BridgeClient>;
  readonly directory: Directory;
  readonly staffUserOf: (tabId: number) => StaffUser | null;
  readonly open: (window: CardWindow, user: StaffUser | null, connectionId: string | null) => void;
  /** A card came, went, or turned out to be about another connection. */
  readonly onChange: () => void;
  readonly now: () => number;
}

/** A card that holds a port to the worker. */
interface Card {
  readonly port: Runtime.Port;
  readonly address: string;
  readonly tabId: number;
  locationId: string | null;
  connectionId: string | null;
  /** Answers of an older question are dropped. */
  asked: number;
}

const MOST_PER_MINUTE = 300;

/** The cards on the CRM's pages of connections that are open now, in this life of the worker. */
export function createCardDesk(parts: CardDeskParts) {
  const cards = new Set<Card>();
  const say = (card: Card, news: CardNews) => void (cards.has(card) && card.port.postMessage(news));

  async function show(card: Card): Promise<void> {
    if (card.locationId === null || !(await isOurSite(card.address))) return;
    card.asked += 1;
    const turn = card.asked;
    const seen = (await sightings.read()) ?? [];
    const state = await cardStateOf(userOf(card, parts), {
      bridge: parts.bridge,
      directory: { all: parts.directory.renewed },
      seen,
      now: parts.now(),
    });
    if (turn !== card.asked) return;
    const connectionId = state.kind === 'connected' ? state.connection.id : null;
    if (connectionId !== card.connectionId) {
      card.connectionId = connectionId;
      parts.onChange();
    }
    say(card, { type: 'state', state });
  }

  async function hear(card: Card, message: CardMessage): Promise<void> {
    if (message.type === 'at') return arrive(card, message, parts).then(() => show(card));
    if (message.type === 'open') return parts.open(message.window, userOf(card, parts), card.connectionId);
    say(card, await answerTo(userOf(card, parts), message, parts));
    if (CHANGES.has(message.call.name)) parts.directory.forget();
    if (CHANGES.has(message.call.name)) await show(card);
  }

  return {
    add(port: Runtime.Port): void {
      const { url: address = '', tab } = port.sender ?? {};
      if (!isOfStaffApp(address)) return port.disconnect();
      const card: Card = { port, address, tabId: tab?.id ?? -1, locationId: null, connectionId: null, asked: 0 };
      cards.add(card);
      const allowed = atMost(MOST_PER_MINUTE, parts.now);
      port.onMessage.addListener((raw: unknown) => {
        const message = CardMessage.safeParse(raw);
        // A message of another shape is not ours.
        if (message.success && allowed()) onOurSite(card.address, () => void hear(card, message.data));
      });
      port.onDisconnect.addListener(() => {
        cards.delete(card);
        parts.onChange();
      });
    },
    /** Shows anew what concerns a connection, or all of them; a card without one may have got one. */
    refresh(connectionId?: string): void {
      for (const card of cards) {
        if (connectionId === undefined || card.connectionId === null || card.connectionId === connectionId)
          void show(card);
      }
    },
    refreshTab(tabId: number): void {
      for (const card of cards) if (card.tabId === tabId) void show(card);
    },
    /** The connections that open cards are about, and whether any card is open. */
    watched: () => [...cards].flatMap(({ connectionId }) => connectionId ?? []),
    isOpen: () => [...cards].some(({ locationId }) => locationId !== null),
  };
}

const CHANGES: ReadonlySet<CardCall['name']> = new Set([
  'configure',
  'change',
  'removeFeed',
  'disconnect',
  'syncNow',
  'answer',
]);

const isOfStaffApp = (address: string) => URL.canParse(address) && isStaffPage(address);

/** Only who is signed in to that sub-account in that very tab counts. */
function userOf({ tabId, locationId }: Card, { staffUserOf }: CardDeskParts): StaffUser | null {
  const user = staffUserOf(tabId);
  return user && user.locationId === locationId ? user : null;
}

async function arrive(card: Card, { locationId, found }: Extract<CardMessage, { type: 'at' }>, parts: CardDeskParts) {
  card.locationId = locationId;
  parts.onChange();
  if (found !== null) await cardPlace.write({ locationId, found, seenAt: new Date(parts.now()).toISOString() });
}
