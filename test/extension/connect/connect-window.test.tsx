// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { ConnectWindow, type Errand } from '../../../extension/connect/connect-window.tsx';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeFetch, bridgeState, connection } from '../ui/in-memory-bridge.ts';
import { onScreen, type Screen } from '../ui/screen.ts';

const { show } = onScreen();
const WHO = { locationId: 'loc1', locationName: 'Acme Clinic', userId: 'user1', userName: 'Ann Lee' };
const PASSWORD = 'qwer-tyui-opas-dfgh';

async function open(
  state: BridgeState,
  errand: Errand,
  onClose = vi.fn(),
  onOpenWelcome = vi.fn(),
  onConfirm = vi.fn(async () => undefined),
) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  return show(<ConnectWindow {...{ client, errand, onClose, onOpenWelcome, onConfirm }} />);
}

const paired = (more: Partial<BridgeState> = {}) => bridgeState({ token: 't', ...more });
const sent = (state: BridgeState) => state.asked.filter(({ path }) => path !== '/v1/prove');

async function fill(screen: Screen, password = PASSWORD): Promise<void> {
  await screen.type('Apple Account e-mail address', 'ann@icloud.com');
  await screen.type('App-specific password', password);
  await screen.submit();
}

it('says what an app-specific password is, the way to one, and that it is shown only once', async () => {
  const screen = await open(paired(), { connect: WHO });
  for (const words of ['Two-factor authentication must be on', 'App-Specific Passwords', 'shows it only once']) {
    expect(screen.text()).toContain(words);
  }
  expect(screen.button('account.apple.com').getAttribute('href')).toMatch(/^https:\/\/account\.apple\.com\//);
});

it('speaks up about an ordinary Apple password and sends nothing', async () => {
  const state = paired();
  const screen = await open(state, { connect: WHO });
  await fill(screen, 'MyDogRex2019');
  await screen.reads('That looks like your ordinary Apple password.');
  expect(state.asked).toEqual([]);
});

it('connects, forgets the password, and goes on to the calendars and to the end', async () => {
  const state = paired();
  const onClose = vi.fn();
  const screen = await open(state, { connect: WHO }, onClose);
  await fill(screen);
  await screen.reads('Conflict calendars');
  expect(sent(state)[0]).toMatchObject({
    path: '/v1/connections',
    body: { ...WHO, appleId: 'ann@icloud.com', appPassword: PASSWORD },
  });
  expect(screen.root.querySelector('input[type=password]')).toBeNull();
  await screen.submit();
  await screen.reads('All set');
  await screen.press('Close');
  expect(onClose).toHaveBeenCalledOnce();
});

it('never writes the password into the page, shown or concealed', async () => {
  const screen = await open(paired(), { connect: WHO });
  await screen.type('App-specific password', PASSWORD);
  expect(screen.field('App-specific password').type).toBe('password');
  expect(document.documentElement.outerHTML).not.toContain(PASSWORD);
  await screen.press('Show password');
  expect(screen.field('App-specific password').type).toBe('text');
  expect(screen.field('App-specific password').value).toBe(PASSWORD);
  expect(document.documentElement.outerHTML).not.toContain(PASSWORD);
  expect(screen.field('App-specific password').autocomplete).toBe('off');
});

it.each<[ProblemCode, string]>([
  ['invalid-credentials', 'iCloud didn’t accept this.'],
  ['already-connected', 'You already have an account connected'],
  ['connected-elsewhere', 'already serves another sub-account'],
  ['server-unreachable', 'iCloud isn’t answering, so nothing was saved.'],
  ['secrets-unavailable', 'The bridge says what to do.'],
])('says in words what to do after %s, and keeps the password for another try', async (code, words) => {
  const state = paired();
  state.refusals.set('POST /v1/connections', { code });
  const screen = await open(state, { connect: WHO });
  await fill(screen);
  await screen.reads(words);
  expect(screen.text()).not.toContain(code);
  expect(screen.field('App-specific password').value).toBe(PASSWORD);
});

it('says how long to wait when iCloud asks us to slow down', async () => {
  const state = paired();
  state.refusals.set('POST /v1/connections', { code: 'throttled', retryAfter: 300 });
  const screen = await open(state, { connect: WHO });
  await fill(screen);
  await screen.reads('Try again in 5 minutes.');
});

it('another server asks for its address and takes a password of any shape', async () => {
  const state = paired();
  const screen = await open(state, { connect: WHO });
  await screen.tick('Connect to a calendar server other than iCloud');
  await screen.type('Server address', 'http://127.0.0.1:5232/');
  await screen.type('User name', 'ann');
  await screen.type('Password', 'secret 1');
  await screen.submit();
  await screen.reads('Conflict calendars');
  expect(sent(state)[0]?.body).toMatchObject({
    appleId: 'ann',
    appPassword: 'secret 1',
    serverUrl: 'http://127.0.0.1:5232/',
  });
});

it('takes a new password for a connection that lost its own', async () => {
  const state = paired({ connections: [connection({ status: 'needs-password' })] });
  const screen = await open(state, { repair: 'c1' });
  await screen.reads('ann.lee@icloud.com');
  await screen.type('App-specific password', 'QWER tyui opas dfgh');
  await screen.submit();
  await screen.reads('The new password works.');
  expect(sent(state).at(-1)).toMatchObject({ path: '/v1/connections/c1/password', body: { appPassword: PASSWORD } });
});

it('says so when the connection to repair is gone', async () => {
  const screen = await open(paired(), { repair: 'c1' });
  await screen.reads('This account is no longer connected.');
});

it('asks for nothing before it knows whose calendars these are', async () => {
  const onOpenWelcome = vi.fn();
  const screen = await open(paired(), { connect: null }, vi.fn(), onOpenWelcome);
  expect(screen.root.querySelector('input')).toBeNull();
  await screen.press('Open the welcome page');
  expect(onOpenWelcome).toHaveBeenCalledOnce();
});

it('asks whether somebody whom only a page told of is who they are, and connects nothing before the yes', async () => {
  const state = paired();
  const onConfirm = vi.fn(async () => undefined);
  const screen = await open(state, { confirm: WHO }, vi.fn(), vi.fn(), onConfirm);
  expect(screen.text()).toContain('Ann Lee Acme Clinic');
  expect(screen.root.querySelector('input')).toBeNull();
  await screen.press('This is me');
  await screen.reads('App-specific password');
  expect(onConfirm).toHaveBeenCalledWith(WHO);
});

it('shows the choice of calendars of a connection, and closes once it is saved', async () => {
  const state = paired({ connections: [connection()] });
  const onClose = vi.fn();
  const screen = await open(state, { choose: 'c1' }, onClose);
  await screen.reads('Conflict calendars');
  await screen.submit();
  await eventually(() => expect(onClose).toHaveBeenCalledOnce());
});
