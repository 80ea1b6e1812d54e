// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Popup } from '../../../extension/popup/popup.tsx';
import type { Crm } from '../../../shared/contract/crm.ts';
import { type BridgeState, bridgeFetch, bridgeState, connection, NOTHING_BLOCKED } from '../ui/in-memory-bridge.ts';
import { crm, crmOn, crmState } from '../ui/in-memory-crm.ts';
import { inMemoryDeclined } from '../ui/in-memory-declined.ts';
import { inMemoryKept } from '../ui/in-memory-kept.ts';
import { onScreen } from '../ui/screen.ts';

const { show } = onScreen();
const ROW = 'Protect public booking pages';

async function open(of: Crm, more: Partial<BridgeState> = {}) {
  const blocked = { ...NOTHING_BLOCKED, checkedAt: new Date().toISOString() };
  const state = bridgeState({ token: 't', connections: [connection()], blocked, crm: crmState({ crm: of }), ...more });
  const ways = { openWelcome: vi.fn(), openRepair: vi.fn(), openPublicPages: vi.fn() };
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  return {
    screen: await show(
      <Popup client={client} kept={inMemoryKept()} declined={inMemoryDeclined()} seen={[]} ways={ways} />,
    ),
    ways,
    state,
  };
}

it.each<[Crm, string]>([
  [crm(), 'Off'],
  [crmOn(), 'On, 12 blocks, checked 2 min ago'],
  [crmOn({ blocks: { standing: 1, pending: 0, failed: 0, leftOpen: 0 }, lastGoodAt: null }), 'On, 1 block'],
  [crmOn({ state: 'partial' }), 'On, 12 blocks, not all done'],
  [crmOn({ state: 'starting' }), 'Starting…'],
  [crmOn({ state: 'paused' }), 'Paused'],
  [crmOn({ state: 'invalid-token' }), 'Needs a new token'],
  [crmOn({ state: 'missing-scope' }), 'Needs more scopes'],
  [crmOn({ state: 'wrong-location' }), 'Needs another token'],
  [crmOn({ state: 'unreachable' }), 'HighLevel isn’t answering, 12 blocks'],
  [crmOn({ state: 'throttled' }), 'Waiting for HighLevel, 12 blocks'],
])('says in a row how public booking pages are protected, and leads there (%#)', async (of, words) => {
  const { screen, ways } = await open(of);
  await screen.reads(ROW);
  await screen.press(`${ROW} ${words}`);
  expect(ways.openPublicPages).toHaveBeenCalledExactlyOnceWith('c1');
});

it('has the same row among the settings', async () => {
  const { screen, ways } = await open(crmOn());
  await screen.reads(ROW);
  await screen.press('Calendars');
  await screen.reads('Conflict calendars');
  await screen.press(`${ROW} On, 12 blocks, checked 2 min ago`);
  expect(ways.openPublicPages).toHaveBeenCalledOnce();
});

it.each([
  ['invalid-token', 'HighLevel no longer accepts the token.', 'Enter a new token'],
  ['missing-scope', 'The token no longer allows what is needed.', 'See what is missing'],
  ['wrong-location', 'The token is of another sub-account.', 'Enter a new token'],
] as const)('speaks up when it stopped, %s, and leads to what helps', async (state, words, remedy) => {
  const { screen, ways } = await open(crmOn({ state }));
  await screen.reads(words);
  expect(screen.root.querySelector('[aria-live=polite] .notice')?.textContent).toContain('Public booking pages:');
  await screen.press(remedy);
  expect(ways.openPublicPages).toHaveBeenCalledExactlyOnceWith('c1');
});

it('names what a token no longer allows', async () => {
  const { screen } = await open(crmOn({ state: 'missing-scope', missingScopes: ['users.readonly'] }));
  await screen.reads('Missing: users.readonly.');
});

it.each(['on', 'starting', 'partial', 'unreachable', 'throttled', 'paused'] as const)(
  'makes no fuss where it goes on by itself: %s',
  async (state) => {
    const { screen } = await open(crmOn({ state }));
    await screen.reads(ROW);
    expect(screen.text()).not.toContain('Public booking pages:');
  },
);

it('shows nothing of it with a bridge that is older', async () => {
  const { screen, state } = await open(crm(), {
    refusals: new Map([['GET /v1/connections/c1/crm', { code: 'not-found' }]]),
  });
  await screen.reads('All good.');
  expect(state.asked.some(({ path }) => path.endsWith('/crm'))).toBe(true);
  expect(screen.text()).not.toContain(ROW);
});

it('says nothing of it before calendars are chosen', async () => {
  const { screen } = await open(crm(), { connections: [connection({ configured: false })] });
  await screen.reads('Choose which calendars block your time.');
  expect(screen.text()).not.toContain(ROW);
});
