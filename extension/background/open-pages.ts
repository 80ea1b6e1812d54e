import type { Runtime } from 'webextension-polyfill';
import type { Interval } from '../../shared/intervals.ts';
import { atMost } from '../crm/page-hints.ts';
import { isCrmHost, isStaffPage } from '../crm/routes.ts';
import { isAddedSite } from '../state/sites.ts';
import { createEventRefs, type EventRefs } from './event-refs.ts';
import {
  type Check,
  type IgnoreWish,
  type PageHealth,
  type PageHint,
  PageMessage,
  type View,
  type WorkerMessage,
} from './messages.ts';

/** A frame of the CRM that holds a port to the worker. */
export interface OpenPage {
  readonly port: Runtime.Port;
  readonly tabId: number;
  readonly frameId: number;
  readonly address: string;
  /** Only pages of the staff app may tell who somebody is. */
  readonly isStaffApp: boolean;
  view: View | null;
  visible: boolean;
  /** Whose time it shows; null while that is not known. */
  connectionId: string | null;
  /** Of the answer it was last given, to ask again cheaply. */
  etag: string | null;
  /** The events that it was told of. */
  readonly events: EventRefs;
}

export interface PageListeners {
  onHint(page: OpenPage, hint: PageHint): void;
  onWatch(page: OpenPage): void;
  onOpen(page: OpenPage, window: 'connect' | 'welcome'): void;
  onCheck(page: OpenPage, check: Check): void;
  /** A booking was saved there, and none of the page's calls was one that we know. */
  onUnrecognised(page: OpenPage, view: View): void;
  /** The person wants an event ignored, or no longer ignored. */
  onIgnore(page: OpenPage, wish: IgnoreWish): void;
  /** Whether a kind of page could be read. */
  onHealth(health: PageHealth): void;
  onGone(): void;
}

/** What a page may say is capped here as well: its content script is ours, but what it passes on is not. */
const MOST_PER_MINUTE = 300;
const LARGEST = 300_000;

const isTooLarge = (raw: unknown) => (JSON.stringify(raw) ?? '').length > LARGEST;

const addressOf = (url: string | undefined) => (url && URL.canParse(url) ? url : 'about:blank');

/** One of a site that the person added, and may have taken back while the page stayed open. */
export const isOfAddedSite = ({ address }: Pick<OpenPage, 'address'>) => !isCrmHost(new URL(address).hostname);

/** The page shows nothing from now on. */
export function dismiss(page: OpenPage): void {
  page.view = null;
  page.connectionId = null;
  tell(page, { type: 'not-here' });
}

function hear(page: OpenPage, raw: unknown, listeners: PageListeners): void {
  const parsed = PageMessage.safeParse(raw);
  // A message of another shape is not ours: it is dropped, and the page shows what it knew.
  if (!parsed.success) return;
  const message = parsed.data;
  if (message.type === 'hint') {
    if (page.isStaffApp) listeners.onHint(page, message.hint);
  } else if (message.type === 'open') listeners.onOpen(page, message.window);
  else if (message.type === 'check') listeners.onCheck(page, message);
  else if (message.type === 'unrecognised') listeners.onUnrecognised(page, message.view);
  else if (message.type === 'ignore' || message.type === 'stop-ignoring') listeners.onIgnore(page, message);
  else if (message.type === 'health') listeners.onHealth(message);
  else {
    page.view = message.type === 'watch' ? message.view : null;
    page.visible = message.type === 'watch' && message.visible;
    if (message.type === 'leave') page.connectionId = null;
    page.etag = null;
    listeners.onWatch(page);
  }
}

/** The pages that are open now, in this life of the worker. */
export function createOpenPages(
  listeners: PageListeners,
  now: () => number = Date.now,
  isAdded: (address: string) => Promise<boolean> = isAddedSite,
) {
  const pages = new Set<OpenPage>();

  async function hearGuest(page: OpenPage, raw: unknown): Promise<void> {
    const isOurs = await isAdded(page.address);
    if (!pages.has(page)) return;
    if (isOurs) hear(page, raw, listeners);
    else dismiss(page);
  }

  return {
    pages,
    add(port: Runtime.Port): void {
      const tabId = port.sender?.tab?.id ?? -1;
      const frameId = port.sender?.frameId ?? 0;
      const address = addressOf(port.sender?.url);
      const page: OpenPage = {
        port,
        tabId,
        frameId,
        address,
        isStaffApp: isStaffPage(address),
        view: null,
        visible: false,
        connectionId: null,
        etag: null,
        events: createEventRefs(),
      };
      pages.add(page);
      const allowed = atMost(MOST_PER_MINUTE, now);
      port.onMessage.addListener((raw: unknown) => {
        if (!allowed() || isTooLarge(raw)) return;
        if (isOfAddedSite(page)) void hearGuest(page, raw);
        else hear(page, raw, listeners);
      });
      port.onDisconnect.addListener(() => {
        pages.delete(page);
        page.view = null;
        listeners.onGone();
      });
    },
  };
}

export function tell(page: OpenPage, message: WorkerMessage): void {
  page.port.postMessage(message);
}

export const rangeOf = (view: View): Interval => ({ start: view.from, end: view.to });
