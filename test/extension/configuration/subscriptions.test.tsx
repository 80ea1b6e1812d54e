// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Configuration } from '../../../extension/configuration/configuration.tsx';
import type { Problem } from '../../../shared/contract/problem.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeFetch, bridgeState, calendar, connection, SHIFTS } from '../ui/in-memory-bridge.ts';
import { onScreen, type Screen } from '../ui/screen.ts';

const { show } = onScreen();
const ADDRESS = 'https://rota.example/secret.ics';
const FEEDS = '/v1/connections/c1/feeds';

function bridge(more: Partial<BridgeState> = {}): BridgeState {
  return bridgeState({ token: 't', connections: [connection()], calendars: [calendar('Work')], ...more });
}

async function open(state: BridgeState) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const of = state.connections[0] ?? connection();
  const onSaved = vi.fn();
  const screen = await show(<Configuration client={client} connection={of} onSaved={onSaved} />);
  await screen.reads('Conflict calendars');
  return { screen, onSaved };
}

const sent = (state: BridgeState, verb: string) =>
  state.asked.filter(({ method, path }) => method === verb && path !== '/v1/prove').map(({ body }) => body);

const ticks = ({ root }: Screen) =>
  [...root.querySelectorAll<HTMLInputElement>('input[name=conflict]')].map(({ checked }) => checked);

async function add(screen: Screen, address = ADDRESS): Promise<void> {
  await screen.type('Address', address);
  await screen.press('Add');
}

const ownNetwork: Pick<Problem, 'code' | 'errors'> = {
  code: 'feed-not-allowed',
  errors: [{ path: 'allowHost', message: 'must be true' }],
};

it('a subscription that is added by its address is in the list, ticked, and saved with the rest', async () => {
  const state = bridge();
  const { screen } = await open(state);
  await add(screen, ` ${ADDRESS} `);
  await screen.reads('“Shifts” is added and ticked. Save to let it block your time.');
  expect(sent(state, 'POST')).toEqual([{ url: ADDRESS }]);
  expect(ticks(screen)).toEqual([true, true]);
  expect(screen.field('Address').value).toBe('');
  expect(sent(state, 'PUT')).toEqual([]);
  await screen.submit();
  await eventually(() => expect(sent(state, 'PUT')).toMatchObject([{ conflictCalendarIds: ['work', 'shifts'] }]));
});

it('the same address once more is one calendar in the list', async () => {
  const { screen } = await open(bridge());
  await add(screen);
  await screen.reads('is added');
  await add(screen);
  await screen.reads('is added');
  expect(ticks(screen)).toEqual([true, true]);
});

it('Enter in the address adds it and does not save the choices', async () => {
  const state = bridge();
  const { screen } = await open(state);
  await screen.type('Address', ADDRESS);
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  await act(async () => void screen.field('Address').dispatchEvent(enter));
  expect(enter.defaultPrevented).toBe(true);
  await screen.reads('is added');
  expect(sent(state, 'PUT')).toEqual([]);
});

it('asks for an address before it asks the bridge', async () => {
  const state = bridge();
  const { screen } = await open(state);
  await screen.press('Add');
  await screen.reads('Paste the calendar’s address first.');
  expect(sent(state, 'POST')).toEqual([]);
});

it('asks before it fetches an address in the person’s own network, and then names that permission', async () => {
  const state = bridge();
  state.refusals.set(`POST ${FEEDS}`, ownNetwork);
  const { screen } = await open(state);
  await add(screen, 'http://nas.local/a.ics');
  await screen.reads('That address is in your own network. Add it all the same?');
  expect(ticks(screen)).toEqual([true]);
  await screen.press('Yes, add it');
  await screen.reads('is added');
  const url = 'http://nas.local/a.ics';
  expect(sent(state, 'POST')).toEqual([{ url }, { url, allowHost: true }]);
});

it('asks for permission anew when the address is changed', async () => {
  const state = bridge();
  state.refusals.set(`POST ${FEEDS}`, ownNetwork);
  const { screen } = await open(state);
  await add(screen, 'http://nas.local/a.ics');
  await screen.reads('own network');
  await screen.type('Address', 'http://other.local/a.ics');
  expect(screen.text()).not.toContain('own network');
});

it.each(['feed-not-allowed', 'not-a-calendar', 'feed-unreachable'] as const)(
  'says in the bridge’s words what to do about %s, and keeps the address',
  async (code) => {
    const state = bridge();
    state.refusals.set(`POST ${FEEDS}`, { code, detail: 'What is so. What to do.' });
    const { screen } = await open(state);
    await add(screen);
    await screen.reads('What is so. What to do.');
    expect(screen.text()).not.toContain('own network');
    expect(screen.field('Address').value).toBe(ADDRESS);
    expect(ticks(screen)).toEqual([true]);
  },
);

it('only what was added by its address can be removed, after a question', async () => {
  const holidays = calendar('Holidays', { kind: 'subscription', access: 'reader', canLink: false });
  const chosen = connection({ conflictCalendarIds: ['work', 'shifts'] });
  const state = bridge({ calendars: [calendar('Work'), holidays, SHIFTS], connections: [chosen] });
  const { screen } = await open(state);
  expect(screen.root.querySelectorAll('[aria-label^="Remove "]')).toHaveLength(1);
  await screen.press('Remove Shifts');
  await screen.reads('Remove “Shifts”? It stops blocking your time at once.');
  await screen.press('Keep it');
  expect(document.activeElement).toBe(screen.button('Remove Shifts'));
  expect(sent(state, 'DELETE')).toEqual([]);
  await screen.press('Remove Shifts');
  await screen.press('Yes, remove it');
  await screen.reads('“Shifts” is removed.');
  expect(state.asked.find(({ method }) => method === 'DELETE')?.path).toBe(`${FEEDS}/shifts`);
  expect(ticks(screen)).toEqual([true, false]);
  expect(document.activeElement?.textContent).toBe('Add a subscription by its address');
  expect(screen.text()).not.toContain('no longer in this account');
  await add(screen);
  await screen.reads('is added');
  expect(screen.text()).not.toContain('is removed');
});

it('removing the only calendar that was ticked says that nothing counts as free', async () => {
  const chosen = connection({ conflictCalendarIds: ['shifts'] });
  const { screen } = await open(bridge({ calendars: [calendar('Work'), SHIFTS], connections: [chosen] }));
  expect(screen.text()).not.toContain('no slot counts as free');
  await screen.press('Remove Shifts');
  await screen.press('Yes, remove it');
  await screen.reads('no slot counts as free');
});

it('a subscription that could not be removed stays, and says why', async () => {
  const state = bridge({ calendars: [calendar('Work'), SHIFTS] });
  const { screen } = await open(state);
  state.running = false;
  await screen.press('Remove Shifts');
  await screen.press('Yes, remove it');
  await screen.reads("Slotbridge isn't running");
  expect(ticks(screen)).toEqual([true, false]);
});
