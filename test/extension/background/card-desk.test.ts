import '../state/in-memory-browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardDesk } from '../../../extension/background/card-desk.ts';
import type { CardNews } from '../../../extension/background/card-messages.ts';
import { createDirectory } from '../../../extension/background/directory.ts';
import type { StaffUser } from '../../../extension/background/whose-time.ts';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { cardPlace } from '../../../extension/state/card-place.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { clearAll } from '../state/in-memory-browser.ts';
import { type BridgeState, bridgeFetch, bridgeState, calendar, connection } from '../ui/in-memory-bridge.ts';

const CONNECTIONS = 'https://app.gohighlevel.com/v2/location/loc1/settings/calendars/connections';
const OTHERS = connection({ id: 'c2', userId: 'user2', appleId: 'ben.castillo@icloud.com' });
const AT = { type: 'at', locationId: 'loc1', found: true };

type Port = Parameters<ReturnType<typeof createCardDesk>['add']>[0];

let state: BridgeState;
let user: StaffUser | null;
let opened: unknown[][];

beforeEach(() => {
  clearAll();
  state = bridgeState({ token: 't', connections: [connection(), OTHERS], calendars: [calendar('Work')] });
  user = { locationId: 'loc1', userId: 'user1' };
  opened = [];
});

function desk() {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const bridge = async () => client;
  return createCardDesk({
    bridge,
    directory: createDirectory(bridge),
    staffUserOf: (tabId) => (tabId === 7 ? user : null),
    open: (...what) => opened.push(what),
    onChange: () => undefined,
    now: Date.now,
  });
}

/** One end of a card's port. */
function cardFrom(url = CONNECTIONS, tabId = 7) {
  const hear: ((raw: unknown) => void)[] = [];
  const told: CardNews[] = [];
  const disconnect = vi.fn();
  const port = {
    sender: { url, tab: { id: tabId } },
    disconnect,
    postMessage: (news: CardNews) => told.push(news),
    onMessage: { addListener: (listener: (raw: unknown) => void) => hear.push(listener) },
    onDisconnect: { addListener: () => undefined },
  };
  const say = (raw: unknown) => {
    for (const listener of hear) listener(raw);
  };
  const tells = (wanted: object) => eventually(() => expect(told.at(-1)).toMatchObject(wanted));
  return { port: port as unknown as Port, say, told, tells, disconnect };
}

async function arrived(card = cardFrom()) {
  const cards = desk();
  cards.add(card.port);
  card.say(AT);
  await eventually(() => expect(card.told.length).toBeGreaterThan(0));
  return { ...card, cards };
}

const asked = (method: string) =>
  state.asked.filter((one) => one.method === method && one.path.includes('/connections')).map(({ path }) => path);

describe('the desk of cards', () => {
  it('tells a card of the connection of who is signed in there, its account masked', async () => {
    const { tells, told, cards } = await arrived();
    await tells({ type: 'state', state: { kind: 'connected', connection: { id: 'c1', appleId: 'ann…@icloud.com' } } });
    expect(JSON.stringify(told)).not.toContain('ann.lee');
    expect(cards.watched()).toEqual(['c1']);
  });

  it.each<[string, () => void, object]>([
    ['nobody is known to be signed in', () => (user = null), { kind: 'nobody' }],
    ['somebody of another sub-account is', () => (user = { locationId: 'loc2', userId: 'user1' }), { kind: 'nobody' }],
    ['somebody without a connection is', () => (user = { locationId: 'loc1', userId: 'user3' }), { kind: 'none' }],
    ['the bridge is away', () => (state.running = false), { kind: 'away', canSetUp: false }],
  ])('tells no connection where %s', async (_, arrange, wanted) => {
    arrange();
    const { tells } = await arrived();
    await tells({ type: 'state', state: wanted });
  });

  it('has no ear for another site, nor for a tab in which nobody is signed in', async () => {
    const stranger = cardFrom('https://api.leadconnectorhq.com/widget/booking/x');
    desk().add(stranger.port);
    expect(stranger.disconnect).toHaveBeenCalledOnce();
    const other = await arrived(cardFrom(CONNECTIONS, 8));
    await other.tells({ type: 'state', state: { kind: 'nobody' } });
    other.say({ type: 'ask', id: 1, call: { name: 'disconnect', discard: true } });
    const failure = expect.objectContaining({ code: 'not-found' });
    await eventually(() => expect(other.told).toContainEqual({ type: 'failure', id: 1, failure }));
    expect(asked('DELETE')).toEqual([]);
  });

  it('asks the bridge about that connection alone, and answers each question by its number', async () => {
    const { say, told } = await arrived();
    say({ type: 'ask', id: 5, call: { name: 'calendars', refresh: false } });
    await eventually(() => expect(told).toContainEqual(expect.objectContaining({ type: 'answer', id: 5 })));
    say({ type: 'ask', id: 6, call: { name: 'change', body: { settings: { travelTime: false } } } });
    await eventually(() => expect(told).toContainEqual(expect.objectContaining({ type: 'answer', id: 6 })));
    expect(asked('PATCH')).toEqual(['/v1/connections/c1']);
    expect(JSON.stringify(told)).not.toContain('ann.lee');
    expect(state.connections.find(({ id }) => id === 'c2')).toEqual(OTHERS);
  });

  it.each([
    ['a call that no card makes', { type: 'ask', id: 1, call: { name: 'changePassword', appPassword: 'x' } }],
    ['the address of a subscription', { type: 'ask', id: 1, call: { name: 'addFeed', body: { url: 'https://x' } } }],
    ['an id of a connection', { type: 'ask', id: 1, call: { name: 'disconnect', discard: true, connectionId: 'c2' } }],
    ['a body of another shape', { type: 'ask', id: 1, call: { name: 'configure', body: { linkedCalendarId: 3 } } }],
    ['no message at all', 'disconnect'],
  ])('drops %s', async (_, message) => {
    const { say, told } = await arrived();
    const before = state.asked.length;
    const heard = told.length;
    say(message);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(state.asked).toHaveLength(before);
    expect(told).toHaveLength(heard);
  });

  it('opens windows for who is signed in, whatever the page says', async () => {
    const { say } = await arrived();
    say({ type: 'open', window: 'repair' });
    expect(opened).toEqual([['repair', { locationId: 'loc1', userId: 'user1' }, 'c1']]);
  });

  it('remembers whether the page’s list was found', async () => {
    const { say } = await arrived();
    await eventually(async () => expect(await cardPlace.read()).toMatchObject({ locationId: 'loc1', found: true }));
    say({ ...AT, found: false });
    await eventually(async () => expect(await cardPlace.read()).toMatchObject({ found: false }));
  });

  it('shows anew what it changed', async () => {
    const { say, tells } = await arrived();
    say({ type: 'ask', id: 1, call: { name: 'disconnect', discard: false } });
    await tells({ type: 'state', state: { kind: 'none' } });
  });

  it('shows no answer that came later than one to a newer question', async () => {
    const { say, told, tells } = await arrived();
    let answerFirst = () => {};
    // One of the questions that an answer is made of.
    state.waitFor.set('GET /v1/connections/c1/calendars', new Promise<void>((resolve) => (answerFirst = resolve)));
    const before = asked('GET').length;
    say(AT);
    await eventually(() => expect(asked('GET').length).toBeGreaterThan(before));
    state.waitFor.clear();
    user = null;
    say(AT);
    await tells({ type: 'state', state: { kind: 'nobody' } });
    const heard = told.length;
    answerFirst();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(told).toHaveLength(heard);
  });
});
