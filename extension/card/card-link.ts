import type { CardCall, CardMessage, CardNews, CardState } from '../background/card-messages.ts';
import { BridgeFailure, ownFailure } from '../bridge-client/failure.ts';

export interface CardLink {
  /** The page of that sub-account is open; said again to every new life of the worker. */
  at(locationId: string, found: boolean | null): void;
  open(window: Extract<CardMessage, { type: 'open' }>['window']): void;
  /** Rejects with `BridgeFailure`. */
  ask(call: CardCall): Promise<unknown>;
}

export interface CardListeners {
  onState(state: CardState): void;
  /** The extension was updated or removed: this script can only leave. */
  onOrphaned(): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: BridgeFailure) => void;
}

const PORT_NAME = 'slotbridge-card';
const AGAIN_AFTER_MS = 250;

/** A port to the worker that comes back by itself until the signal ends, which tells the worker that the card is gone. */
export function createCardLink(listeners: CardListeners, signal: AbortSignal): CardLink {
  const waiting = new Map<number, Waiting>();
  let port: chrome.runtime.Port | null = null;
  let place: CardMessage | null = null;
  let count = 0;

  function hear(news: CardNews): void {
    if (news.type === 'state') return listeners.onState(news.state);
    const asked = waiting.get(news.id);
    waiting.delete(news.id);
    if (news.type === 'answer') asked?.resolve(news.value);
    else asked?.reject(new BridgeFailure(news.failure.code, news.failure.message, news.failure.details));
  }

  function lost(): void {
    port = null;
    for (const { reject } of waiting.values()) reject(ownFailure('bridge-unreachable'));
    waiting.clear();
    if (place) setTimeout(connect, AGAIN_AFTER_MS);
  }

  function connect(): void {
    if (signal.aborted || port) return;
    if (chrome.runtime?.id === undefined) return listeners.onOrphaned();
    port = chrome.runtime.connect({ name: PORT_NAME });
    port.onMessage.addListener(hear);
    port.onDisconnect.addListener(lost);
    if (place) port.postMessage(place);
  }

  function say(message: CardMessage): void {
    connect();
    port?.postMessage(message);
  }

  signal.addEventListener('abort', () => {
    port?.disconnect();
    lost();
  });
  return {
    at(locationId, found) {
      const hadPort = port !== null;
      place = { type: 'at', locationId, found };
      if (hadPort) port?.postMessage(place);
      else connect();
    },
    open: (window) => say({ type: 'open', window }),
    ask: (call) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        say({ type: 'ask', id: count, call });
      }),
  };
}
