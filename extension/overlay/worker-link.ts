import type { PageHint, PageMessage, View, WorkerMessage } from '../background/messages.ts';

export interface WorkerLink {
  /** Kept and said again to every new life of the worker. */
  hint(hint: PageHint): void;
  watch(view: View, visible: boolean): void;
  leave(): void;
  open(window: 'connect' | 'welcome'): void;
  /** Said once, to the life of the worker that answers now. */
  say(message: PageMessage): void;
  /** False once the extension is gone from under this page: a moment later `onOrphaned` is told. */
  isAlive(): boolean;
}

export interface LinkListeners {
  onMessage(message: WorkerMessage): void;
  /** The extension was updated or removed: this script is an orphan, and can only leave. */
  onOrphaned(): void;
}

const PORT_NAME = 'slotbridge-page';
const AGAIN_AFTER_MS = 250;

/** Whether this script still belongs to an installed extension. */
const isAlive = () => chrome.runtime?.id !== undefined;

/** A port to the service worker that comes back by itself when the worker died, and says again all that matters. */
export function createWorkerLink(listeners: LinkListeners, signal: AbortSignal): WorkerLink {
  let port: chrome.runtime.Port | null = null;
  let watching: PageMessage | null = null;
  const hints = new Map<string, PageHint>();

  function connect(): chrome.runtime.Port | null {
    if (signal.aborted) return null;
    if (!isAlive()) {
      listeners.onOrphaned();
      return null;
    }
    const made = chrome.runtime.connect({ name: PORT_NAME });
    made.onMessage.addListener((message: WorkerMessage) => listeners.onMessage(message));
    made.onDisconnect.addListener(() => {
      port = null;
      setTimeout(wake, AGAIN_AFTER_MS);
    });
    for (const hint of hints.values()) made.postMessage({ type: 'hint', hint });
    if (watching) made.postMessage(watching);
    return made;
  }

  /** Only a page that shows or knows something needs the worker. */
  function wake(): void {
    if (!port && (watching || !isAlive())) port = connect();
  }

  /** For what `connect` says again by itself. */
  function say(message: PageMessage): void {
    if (port) port.postMessage(message);
    else port = connect();
  }

  function sayOnce(message: PageMessage): void {
    port ??= connect();
    port?.postMessage(message);
  }

  return {
    hint(hint) {
      hints.set(hint.kind, hint);
      say({ type: 'hint', hint });
    },
    watch(view, visible) {
      watching = { type: 'watch', view, visible };
      say(watching);
    },
    leave() {
      if (!watching) return;
      watching = null;
      say({ type: 'leave' });
    },
    open: (name) => sayOnce({ type: 'open', window: name }),
    say: sayOnce,
    isAlive,
  };
}
