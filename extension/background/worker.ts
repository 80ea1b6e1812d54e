import '../state/without-eval.ts';
import browser, { type Runtime } from 'webextension-polyfill';
import type { ServerMessage } from '../../shared/contract/live.ts';
import { type BridgeClient, createBridgeClient, type Pairing } from '../bridge-client/client.ts';
import { bookingCalendars, recordBookingCalendars } from '../state/booking-calendars.ts';
import { hiddenTitles } from '../state/hidden-titles.ts';
import { openBridge, pairing } from '../state/pairing.ts';
import { recordSighting } from '../state/sightings.ts';
import { openOwnWindow } from '../ui/own-window.ts';
import { followSites } from './added-sites.ts';
import { answerPick, mayHaveMissed } from './answer-page.ts';
import { createBookings, DELIVER_ALARM } from './bookings.ts';
import { bringPart } from './bring-part.ts';
import { createCardDesk } from './card-desk.ts';
import { CARD_PORT, type CardWindow } from './card-messages.ts';
import { createDirectory } from './directory.ts';
import { tellFeaturesOff } from './features-off.ts';
import { hearHealth } from './hear-health.ts';
import { answerWish } from './ignore-event.ts';
import { LiveConnection } from './live.ts';
import { PAGE_PORT, type PageHint } from './messages.ts';
import { createOpenPages, type OpenPage, tell } from './open-pages.ts';
import { type Showing, showPage, troubleOf } from './show-page.ts';
import { TITLES_COMMAND, toggleTitles } from './titles.ts';
import { watchOver } from './watch-over.ts';
import type { StaffUser } from './whose-time.ts';
import { openConnect, openPopupWindow, openWelcome } from './windows.ts';

const WAKE_ALARM = 'reach-the-bridge';

let paired: { readonly with: Pairing; readonly client: BridgeClient } | null = null;
const staffUsers = new Map<number, StaffUser>();

/** One client for a life of the worker, so that the bridge proves itself once and not at each call. */
async function bridge(): Promise<BridgeClient> {
  if (paired) return paired.client;
  const known = await pairing.read();
  if (!known) return openBridge();
  paired ??= { with: known, client: createBridgeClient(known) };
  return paired.client;
}

async function access() {
  const client = await bridge();
  return paired ? { client, token: paired.with.token } : null;
}

const directory = createDirectory(bridge);
const speak = watchOver({ bridge, directory });
const live = new LiveConnection(access, {
  onMessage: hear,
  onUp: () => {
    // Nobody told what happened while the bridge was not listened to.
    directory.forget();
    void speak();
    refresh(() => true);
    cards.refresh();
    void bookings.deliver();
  },
  onDown: (failure) => {
    directory.forget();
    cards.refresh();
    for (const page of open.pages) {
      page.etag = null;
      if (page.connectionId) tell(page, { type: 'trouble', trouble: troubleOf(failure) });
    }
  },
});
const showing: Showing = {
  bridge,
  directory,
  staffUserOf: (tabId) => staffUsers.get(tabId) ?? null,
  watch: () => watchAll(),
  isOpen: (page) => open.pages.has(page),
};
const open = createOpenPages({
  onHint: (page, hint) => void hintFrom(page, hint),
  onWatch: (page) => {
    stayConnected();
    void showPage(page, showing);
  },
  onOpen: (page, name) => void openFor(page, name),
  onCheck: (page, check) => void answerPick(page, check, showing),
  onUnrecognised: (page, view) => void mayHaveMissed(page, view, showing),
  onIgnore: (page, wish) => void answerWish(page, wish, showing),
  onHealth: (health) => void hearHealth(health, Date.now()),
  onGone: stayConnected,
});

const bookings = createBookings({
  showing,
  now: Date.now,
  tell: (connectionId, news, origin) => {
    for (const page of open.pages) {
      const madeHere = origin !== null && page.tabId === origin.tabId && page.frameId === origin.frameId;
      if (madeHere || page.connectionId === connectionId)
        tell(page, { type: 'booking', booking: { ...news, madeHere } });
    }
  },
  tellMissed: (origin) => {
    for (const page of open.pages) {
      if (page.tabId === origin?.tabId && page.frameId === origin.frameId) tell(page, { type: 'missed-booking' });
    }
  },
});

const cards = createCardDesk({
  bridge,
  directory,
  staffUserOf: (tabId) => staffUsers.get(tabId) ?? null,
  open: (name, user, connectionId) => void openForCard(name, user, connectionId),
  onChange: stayConnected,
  now: Date.now,
});

/** Open pages hide them at once, and are then told anew what they may show. */
async function tellOfTitles(isHidden: boolean): Promise<void> {
  const commands = await browser.commands.getAll();
  const key = commands.find(({ name }) => name === TITLES_COMMAND)?.shortcut || null;
  for (const page of open.pages) {
    page.etag = null;
    if (page.connectionId) tell(page, { type: 'titles', isHidden, key });
  }
  refresh(() => true);
}

function refresh(which: (page: OpenPage) => boolean): void {
  for (const page of open.pages) if (which(page)) void showPage(page, showing);
}

/** A connection is watched as visible while any page that shows it is. */
function watchAll(): void {
  const visible = new Map<string, boolean>();
  for (const page of open.pages) {
    if (page.connectionId) visible.set(page.connectionId, page.visible || (visible.get(page.connectionId) ?? false));
  }
  for (const connectionId of cards.watched()) visible.set(connectionId, true);
  for (const [connectionId, isVisible] of visible) live.watch(connectionId, isVisible);
}

/** The socket and its alarm live exactly as long as a page of the CRM is open. */
function stayConnected(): void {
  const wanted = cards.isOpen() || [...open.pages].some((page) => page.view !== null);
  if (wanted) {
    live.want();
    void browser.alarms.create(WAKE_ALARM, { periodInMinutes: 0.5 });
  } else {
    live.release();
    directory.forget();
    void browser.alarms.clear(WAKE_ALARM);
  }
  watchAll();
}

function hear(message: ServerMessage): void {
  if (message.type === 'blocked-slots') refresh((page) => page.connectionId === message.connectionId);
  if (message.type === 'blocked-slots' || message.type === 'checked') cards.refresh(message.connectionId);
  if (message.type === 'checked') checked(message);
  if (message.type === 'appointment') {
    void bookings.hearWritten(message.connectionId, message.written);
    refresh(({ connectionId, etag }) => connectionId === message.connectionId && etag === null);
  }
  if (message.type === 'connection') {
    directory.forget();
    void speak();
    cards.refresh(message.connection.id);
    refresh((page) => {
      page.etag = null;
      return page.connectionId === null || page.connectionId === message.connection.id;
    });
  }
  if (message.type === 'ping') refresh((page) => page.connectionId === null);
}

function checked({ connectionId, checkedAt }: { connectionId: string; checkedAt: string | null }): void {
  const at = checkedAt === null ? null : Date.parse(checkedAt);
  for (const page of open.pages) {
    if (page.connectionId === connectionId) tell(page, { type: 'checked', checkedAt: at });
  }
}

async function hintFrom(page: OpenPage, hint: PageHint): Promise<void> {
  const seenAt = new Date().toISOString();
  if (hint.kind === 'calendars') {
    const { locationId, calendars } = hint;
    return recordBookingCalendars({ locationId, calendars, seenAt });
  }
  const { kind: _kind, ...who } = hint;
  staffUsers.set(page.tabId, { locationId: who.locationId, userId: who.userId });
  await recordSighting({ ...who, seenAt });
  refresh(({ tabId }) => tabId === page.tabId);
  cards.refreshTab(page.tabId);
}

async function openFor(page: OpenPage, name: 'connect' | 'welcome'): Promise<void> {
  if (name === 'welcome') return openWelcome();
  const user = staffUsers.get(page.tabId);
  if (page.connectionId) return openConnect({ connection: page.connectionId });
  return openConnect(user ? { location: user.locationId, user: user.userId } : {});
}

async function openForCard(name: CardWindow, user: StaffUser | null, connectionId: string | null): Promise<void> {
  if (name === 'welcome') return openWelcome();
  if (name === 'popup') return openPopupWindow();
  if (connectionId === null) return openConnect(user ? { location: user.locationId, user: user.userId } : {});
  if (name === 'public-pages') return openOwnWindow('public-pages', { connection: connectionId });
  return openConnect(name === 'calendars' ? { calendars: connectionId } : { connection: connectionId });
}

browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void openWelcome();
});
browser.runtime.onConnect.addListener((port) => {
  if (port.name === PAGE_PORT) open.add(port);
  if (port.name === CARD_PORT) cards.add(port);
});
browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => bookings.answer(raw, sender));
browser.runtime.onMessage.addListener(bringPart);
browser.runtime.onMessage.addListener(tellFeaturesOff);
browser.tabs.onRemoved.addListener((tabId) => {
  staffUsers.delete(tabId);
  bookings.forget(tabId);
});
// A window in which somebody connected an account may just have closed.
browser.windows.onRemoved.addListener(() => cards.refresh());
browser.commands.onCommand.addListener((command) => {
  if (command === TITLES_COMMAND) void toggleTitles();
});
hiddenTitles.onChange((isHidden) => void tellOfTitles(isHidden ?? false));
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === WAKE_ALARM) stayConnected();
  if (name === DELIVER_ALARM) void bookings.deliver();
});
bookingCalendars.onChange(() => refresh((page) => page.view?.kind === 'widget'));
pairing.onChange(() => {
  paired = null;
  directory.forget();
  live.restart();
  void speak();
  refresh(() => true);
  cards.refresh();
  void bookings.deliver();
});
followSites(open.pages, stayConnected);
// What an earlier life of this worker could not hand over.
void bookings.deliver();
