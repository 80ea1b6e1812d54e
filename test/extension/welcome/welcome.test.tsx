// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Pairing } from '../../../extension/bridge-client/client.ts';
import type { Sighting } from '../../../extension/state/sightings.ts';
import { createRoad } from '../../../extension/welcome/road.ts';
import { Welcome } from '../../../extension/welcome/welcome.tsx';
import { eventually } from '../../sandbox/eventually.ts';
import { appointment, type BridgeState, bridgeFetch, bridgeState, connection } from '../ui/in-memory-bridge.ts';
import { crmOn, crmState } from '../ui/in-memory-crm.ts';
import { inMemoryKept } from '../ui/in-memory-kept.ts';
import { inMemory } from '../ui/in-memory-stored.ts';
import { onScreen, type Screen } from '../ui/screen.ts';

const { show } = onScreen();
const SEEN = { seenAt: '2026-11-23T09:00:00Z', confirmed: false };
const ANN: Sighting = {
  ...SEEN,
  locationId: 'loc1',
  locationName: 'Acme Clinic',
  userId: 'user1',
  userName: 'Ann Lee',
};
const BOB: Sighting = { ...SEEN, locationId: 'loc2', userId: 'user2', userName: 'Bob' };

async function open(
  state: BridgeState,
  stored: { pairing?: Pairing; people?: Sighting[] } = {},
  kept = inMemoryKept(),
) {
  const pairing = inMemory<Pairing>(stored.pairing ?? null);
  const sightings = inMemory<Sighting[]>(stored.people ?? null);
  const confirm = async (who: Sighting) => {
    const people = (await sightings.read()) ?? [];
    await sightings.write(people.map((one) => (one.userId === who.userId ? { ...one, confirmed: true } : one)));
  };
  const road = createRoad({ pairing, sightings, confirm, clientName: 'Chromium', fetch: bridgeFetch(state) });
  const onPublicPages = vi.fn();
  const screen = await show(<Welcome {...{ road, kept, onPublicPages }} />);
  return { screen, pairing, sightings, onPublicPages };
}

const PAIRED: Pairing = { port: 4823, clientId: 'client1', token: 'paired-token' };
const paired = (more: Partial<BridgeState> = {}) => bridgeState({ token: PAIRED.token, ...more });

function ticked(screen: Screen): string[] {
  return [...screen.root.querySelectorAll('.step.done h2')].map((title) => (title.textContent ?? '').slice(6));
}

it('walks the whole road, from no bridge to blocked slots', async () => {
  const state = bridgeState({ running: false });
  const { screen, pairing, sightings } = await open(state);
  await screen.reads('Slotbridge isn’t running on this computer.');
  expect(screen.text()).toContain('npm start');
  expect(ticked(screen)).toEqual([]);

  state.running = true;
  await screen.reads('Pairing code');
  expect(ticked(screen)).toEqual(['Start Slotbridge on this computer']);
  await screen.type('Pairing code', ' 123456 ');
  await screen.submit();
  await screen.reads('Open the CRM once and sign in.');
  expect(document.activeElement?.textContent).toContain('Open the CRM once');
  expect(await pairing.read()).toEqual(PAIRED);

  await sightings.write([ANN]);
  await screen.reads('Is it you?');
  expect(ticked(screen)).toHaveLength(2);
  await screen.press('This is me: Ann Lee in Acme Clinic');

  await screen.reads('App-specific password');
  await screen.type('Apple Account e-mail address', 'ann.lee@icloud.com');
  await screen.type('App-specific password', 'abcdefghijklmnop');
  await screen.submit();
  await screen.reads('Conflict calendars');
  expect(state.connections).toMatchObject([{ locationId: 'loc1', userId: 'user1', userName: 'Ann Lee' }]);
  expect(JSON.stringify([await pairing.read(), await sightings.read()])).not.toContain('abcd-efgh');

  await screen.submit();
  await screen.reads('All set');
  expect(ticked(screen)).toHaveLength(5);
  expect(screen.text()).toContain('2 calendars block your time.');
  expect(screen.button('Open the CRM').getAttribute('href')).toBe('https://app.gohighlevel.com/');
});

it('says that bookings do not reach the linked calendar yet', async () => {
  const state = paired({ connections: [connection({ linkedCalendarId: 'work' })] });
  const { screen } = await open(state, { pairing: PAIRED, people: [{ ...ANN, confirmed: true }] });
  await screen.reads('1 calendar blocks your time. New bookings are added to your linked calendar.');
});

describe('at the end, public booking pages', () => {
  const end = (more: Partial<BridgeState> = {}) =>
    open(paired({ connections: [connection()], ...more }), { pairing: PAIRED, people: [{ ...ANN, confirmed: true }] });

  it('show busy times as open, which it says, and leads to the window that closes them', async () => {
    const { screen, onPublicPages } = await end();
    await screen.reads('Customers still see these times as open.Protect public booking pages');
    await screen.press('Protect public booking pages');
    expect(onPublicPages).toHaveBeenCalledExactlyOnceWith('c1');
  });

  it('are told of as they stand once they are protected', async () => {
    const { screen } = await end({ crm: crmState({ crm: crmOn() }) });
    await screen.reads('Public booking pages: On, 12 blocks, checked 2 min ago');
    expect(screen.text()).not.toContain('Customers still see');
  });

  it('lead nowhere with a bridge that knows nothing of them', async () => {
    const state = paired({ connections: [connection()] });
    state.refusals.set('GET /v1/connections/c1/crm', { code: 'not-found' });
    const { screen } = await open(state, { pairing: PAIRED, people: [{ ...ANN, confirmed: true }] });
    await eventually(() => expect(state.asked.some(({ path }) => path.endsWith('/crm'))).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(screen.text()).toContain('Customers still see these times as open.');
    expect(screen.text()).not.toContain('Protect public booking pages');
  });
});

it('unticks everything when the bridge stops, and ticks it again when it is back', async () => {
  const state = paired({ connections: [connection()] });
  const { screen } = await open(state, { pairing: PAIRED, people: [{ ...ANN, confirmed: true }] });
  await screen.reads('All set');
  state.running = false;
  await expect.poll(() => ticked(screen)).toEqual([]);
  state.running = true;
  await expect.poll(() => ticked(screen).length).toBe(5);
});

it('finds the bridge on another port', async () => {
  const state = bridgeState({ port: 5999 });
  const { screen } = await open(state);
  await screen.reads('It runs on another port');
  await screen.type('Port', '70000');
  await screen.submit();
  await screen.reads('A port is a number from 1 to 65535.');
  await screen.type('Port', '5999');
  await screen.submit();
  await screen.reads('Pairing code');
});

it.each([
  ['wrong-code', 'That isn’t the code in the terminal.'],
  ['pairing-closed', 'npx slotbridge pair'],
  ['too-many-attempts', 'Too many wrong codes'],
] as const)('says in words what to do after %s', async (code, words) => {
  const state = bridgeState();
  state.refusals.set('POST /v1/pair', { code });
  const { screen, pairing } = await open(state);
  await screen.reads('Pairing code');
  await screen.type('Pairing code', '000000');
  await screen.submit();
  await screen.reads(words);
  expect(await pairing.read()).toBeNull();
});

it('offers to pair again when the bridge no longer knows this browser', async () => {
  const state = paired({ code: '777777' });
  state.refusals.set('GET /v1/connections', { code: 'unauthorized' });
  const { screen } = await open(state, { pairing: PAIRED });
  await screen.reads('Slotbridge no longer knows this browser.');
  await screen.press('Pair again');
  await screen.reads('Pairing code');
});

it('sends no token to a program that can’t prove to be the paired bridge', async () => {
  const state = bridgeState({ token: 'of-somebody-else' });
  const { screen } = await open(state, { pairing: PAIRED });
  await screen.reads('can’t prove that it’s your Slotbridge');
  expect(state.asked.map(({ path }) => path)).not.toContain('/v1/connections');
});

it('lets the person choose among several users that were seen, and change that later', async () => {
  const { screen } = await open(paired({ connections: [connection()] }), { pairing: PAIRED, people: [BOB, ANN] });
  await screen.reads('Which one are you?');
  await screen.press('This is me: Ann Lee in Acme Clinic');
  await screen.reads('All set');
  await screen.press('Someone else');
  await screen.press('This is me: Bob in sub-account loc2');
  await screen.reads('Apple Account e-mail address');
  expect(screen.text()).toContain('Bob in sub-account loc2');
});

it('asks for a new password when the account lost its own', async () => {
  const lost = connection({ status: 'needs-password', statusDetail: 'iCloud no longer accepts the password.' });
  const state = paired({ connections: [lost] });
  const { screen } = await open(state, { pairing: PAIRED, people: [{ ...ANN, confirmed: true }] });
  await screen.reads('iCloud no longer accepts the password.');
  await screen.type('App-specific password', 'abcd-efgh-ijkl-mnop');
  await screen.submit();
  await screen.reads('All set');
});

describe('at the end of the road', () => {
  const people = [{ ...ANN, confirmed: true }];
  const future = [appointment('a', { start: '2099-01-01T08:00:00Z', end: '2099-01-01T09:00:00Z' })];

  it('asks once whether appointments that stand already go to the linked calendar too', async () => {
    const kept = inMemoryKept({ future });
    const state = paired({ connections: [connection({ linkedCalendarId: 'work' })] });
    const { screen } = await open(state, { pairing: PAIRED, people }, kept);
    await screen.reads('What you book, move or cancel in the CRM follows in your linked calendar.');
    await screen.reads('Add this 1 future appointment too?');
    await screen.press('Add them');
    await screen.reads('1 appointment is on its way to iCloud.');
    expect(kept.said).toEqual(['add c1']);
  });

  it('promises and asks nothing about bookings where no calendar is linked', async () => {
    const state = paired({ connections: [connection({ linkedCalendarId: null })] });
    const { screen } = await open(state, { pairing: PAIRED, people }, inMemoryKept({ future }));
    await screen.reads('All set');
    expect(screen.text()).not.toMatch(/linked calendar|future appointment/);
  });
});
