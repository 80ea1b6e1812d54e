// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Popup } from '../../../extension/popup/popup.tsx';
import type { BlockedSlots } from '../../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { eventually } from '../../sandbox/eventually.ts';
import {
  appointment,
  type BridgeState,
  bridgeFetch,
  bridgeState,
  connection,
  NOTHING_BLOCKED,
  written,
} from '../ui/in-memory-bridge.ts';
import { inMemoryDeclined } from '../ui/in-memory-declined.ts';
import { inMemoryKept } from '../ui/in-memory-kept.ts';
import { onScreen } from '../ui/screen.ts';

const { show } = onScreen();

/** Fresh enough that the popup has no reason to check by itself. */
function blocked(more: Partial<BlockedSlots> = {}): BlockedSlots {
  return { ...NOTHING_BLOCKED, checkedAt: new Date().toISOString(), ...more };
}

/** A blocked slot from now on, for an hour. */
function runningNow(title: string) {
  const start = new Date(Date.now() - 60_000).toISOString();
  const end = new Date(Date.now() + 3_540_000).toISOString();
  const source = { calendarId: 'work', eventId: 'e', uid: 'u', title, start, end, allDay: false } as const;
  return {
    start,
    end,
    kind: 'busy' as const,
    sources: [{ ...source, kind: 'busy' as const, reason: 'busy' as const }],
  };
}

async function open(state: BridgeState, seen: { locationId: string; userId: string }[] = [], kept = inMemoryKept()) {
  const ways = { openWelcome: vi.fn(), openRepair: vi.fn(), openPublicPages: vi.fn() };
  const client = createBridgeClient({
    port: state.port,
    ...(state.token === null ? {} : { clientId: 'c', token: state.token }),
    fetch: bridgeFetch(state),
  });
  return {
    screen: await show(<Popup client={client} kept={kept} declined={inMemoryDeclined()} seen={seen} ways={ways} />),
    ways,
  };
}

const paired = (more: Partial<Connection> = {}, state: Partial<BridgeState> = {}) =>
  bridgeState({ token: 't', connections: [connection(more)], blocked: blocked(), ...state });

it('says that the CRM’s page of connections could not be read, so that nobody looks for the card there', async () => {
  const state = paired();
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const ways = { openWelcome: vi.fn(), openRepair: vi.fn(), openPublicPages: vi.fn() };
  const parts = { client, kept: inMemoryKept(), declined: inMemoryDeclined(), seen: [], ways };
  const screen = await show(<Popup {...parts} cardMissing />);
  await screen.reads('our card isn’t in it');
});

it('says that the bridge isn’t running and shows how to start it', async () => {
  const { screen, ways } = await open(bridgeState({ token: 't', running: false }));
  await screen.reads('Slotbridge isn’t running on this computer, so we can’t tell if you’re free.');
  await screen.press('How to start it');
  expect(ways.openWelcome).toHaveBeenCalledOnce();
});

it.each(['not running', 'not paired'])(
  'lists the bookings that this browser keeps while the bridge is %s',
  async (how) => {
    const time = { start: '2099-01-01T08:00:00Z', end: '2099-01-01T09:00:00Z' };
    const about = { connectionId: 'c1', appointmentId: 'b', title: 'Visit b', start: null, at: 0 };
    const kept = inMemoryKept({
      waiting: [appointment('a', time)],
      troubles: [{ ...about, words: 'It has no time.' }],
    });
    const state = bridgeState(how === 'not running' ? { token: 't', running: false } : {});
    const { screen } = await open(state, [], kept);
    await screen.reads('Waiting 1');
    expect(screen.text()).toContain('Kept in this browser until Slotbridge runs.');
    expect(screen.text()).toContain('Visit aThu 1 Jan, 09:00–10:00');
    await screen.press('OK, I have read about Visit b');
    await eventually(() => expect(screen.text()).not.toContain('It has no time.'));
    expect(kept.said).toEqual(['read c1 b']);
  },
);

it('leads to the welcome page while this browser isn’t paired, or nothing is connected', async () => {
  const { screen, ways } = await open(bridgeState());
  await screen.reads('This browser isn’t paired with Slotbridge yet.');
  await screen.press('Set up');
  expect(ways.openWelcome).toHaveBeenCalledOnce();
  const without = await open(bridgeState({ token: 't' }));
  await without.screen.reads('No iCloud account is connected yet.');
});

it('shows the state, the next blocked slots and the next free time', async () => {
  const { screen } = await open(paired({}, { blocked: blocked({ slots: [runningNow('Dentist, Dr. Who')] }) }));
  await screen.reads('All good. Checked');
  expect(screen.text()).toContain('Acme Clinic');
  expect(screen.text()).toMatch(/Next free: (today|tomorrow) \d\d:\d\d–\d\d:\d\d/);
  expect(screen.root.querySelectorAll('.block-row')).toHaveLength(1);
  expect(screen.text()).toContain('Sync: one-way');
});

it('never puts a title into the page unless the person wants titles', async () => {
  const slots = [runningNow('Dentist')];
  const { screen } = await open(paired({}, { blocked: blocked({ slots }) }));
  await screen.reads('Busy');
  expect(document.documentElement.outerHTML).not.toContain('Dentist');
  const settings = { ...connection().settings, showTitles: true };
  const titled = await open(paired({ settings }, { blocked: blocked({ slots }) }));
  await titled.screen.reads('Dentist');
});

it.each([
  ['paused', 'Paused, so we can’t tell if you’re free.'],
  ['unreachable', 'iCloud isn’t answering. Showing what we knew at'],
  ['throttled', 'iCloud asks us to slow down. Showing what we knew at'],
  ['connected', 'We don’t know all of your calendars right now.'],
] as const)('while %s and incomplete, free is "not known" and what was known stays', async (status, words) => {
  const slots = [runningNow('Dentist')];
  const { screen } = await open(paired({ status }, { blocked: blocked({ complete: false, slots }) }));
  await screen.reads(words);
  expect(screen.text()).toContain('Next free: not known');
  expect(screen.root.querySelectorAll('.block-row')).toHaveLength(1);
  expect(screen.root.querySelectorAll('.track.not-known')).toHaveLength(2);
});

it('opens Slotbridge’s own window for a new password', async () => {
  const { screen, ways } = await open(paired({ status: 'needs-password' }));
  await screen.reads('Make a new app-specific password.');
  await screen.press('Enter a new password');
  expect(ways.openRepair).toHaveBeenCalledWith('c1');
});

it('lists what could not be read, and does not say that all is good', async () => {
  const unknown = [{ calendarId: 'work', reason: 'An event has no start.', since: '2026-11-23T06:00:00Z' }];
  const { screen } = await open(paired({}, { blocked: blocked({ unknown }) }));
  await screen.reads('Work: An event has no start. It may block any time');
  expect(screen.text()).not.toContain('All good');
  expect(screen.text()).toContain('Next free: not known');
});

it('says to the ear what the timelines show: blocked, not known, free', async () => {
  const noon = new Date();
  noon.setUTCHours(12, 0, 0, 0);
  const inHours = (hours: number) => new Date(noon.getTime() + hours * 3_600_000).toISOString();
  // Tomorrow in a zone without daylight saving: 10:00 to 11:00 is blocked, 15:00 to 16:00 may be.
  const unknown = [
    {
      calendarId: 'work',
      resource: 'a.ics',
      reason: 'No start.',
      since: inHours(-30),
      from: inHours(27),
      to: inHours(28),
    },
  ];
  const source = { ...runningNow('Dentist').sources[0]!, start: inHours(22), end: inHours(23) };
  const slots = [{ kind: 'busy' as const, start: inHours(22), end: inHours(23), sources: [source] }];
  const { screen } = await open(paired({ timeZone: 'UTC' }, { blocked: blocked({ slots, unknown }) }));
  await screen.reads('Some events couldn’t be read.');
  const [today, tomorrow] = [...screen.root.querySelectorAll('.track')].map((track) =>
    track.getAttribute('aria-label'),
  );
  expect(tomorrow).toBe('Tomorrow: Busy 10:00–11:00, Not known 15:00–16:00, otherwise free');
  expect(today).toMatch(/^Today(, now \d\d:\d\d)?: otherwise free$/);
  expect(screen.root.querySelectorAll('.track .unknown')).toHaveLength(1);
});

it('tells how many clashes were caught this month, once there was one', async () => {
  const one = await open(paired(), [], inMemoryKept({ caught: 1 }));
  await one.screen.reads('1 clash caught this month');
  const three = await open(paired(), [], inMemoryKept({ caught: 3 }));
  await three.screen.reads('3 clashes caught this month');
  const none = await open(paired());
  await none.screen.reads('All settings');
  expect(none.screen.text()).not.toContain('this month');
});

it('does not repeat calendar by calendar that iCloud isn’t answering', async () => {
  const unknown = [{ calendarId: 'work', reason: 'Connection refused.', since: '2026-11-23T06:00:00Z' }];
  const { screen } = await open(paired({ status: 'unreachable' }, { blocked: blocked({ complete: false, unknown }) }));
  await screen.reads('iCloud isn’t answering.');
  expect(screen.text()).not.toContain('Connection refused.');
});

it('says when the password is kept only until the bridge stops', async () => {
  const { screen } = await open(paired({ passwordKept: false }));
  await screen.reads('kept only until Slotbridge stops');
  const kept = await open(paired({ passwordKept: true }));
  await kept.screen.reads('All good.');
  expect(kept.screen.text()).not.toContain('kept only until');
});

it('lets calendars be chosen where none were, and comes back', async () => {
  const state = paired({ configured: false, conflictCalendarIds: [] });
  const { screen } = await open(state);
  await screen.reads('Choose which calendars block your time.');
  await screen.press('Choose your calendars');
  await screen.reads('Conflict calendars');
  await screen.submit();
  await screen.reads('All good.');
  expect(state.connections[0]?.conflictCalendarIds).toEqual(['work', 'home']);
});

it('checks now when asked, and by itself when the picture is older than half a minute', async () => {
  const fresh = paired();
  const first = await open(fresh);
  await first.screen.reads('All good.');
  const syncs = (state: BridgeState) => state.asked.filter(({ path }) => path.endsWith('/sync')).length;
  expect(syncs(fresh)).toBe(0);
  await first.screen.press('Check now');
  await first.screen.reads('Nothing new in your calendars.');
  expect(syncs(fresh)).toBe(1);

  const old = paired({}, { blocked: blocked({ checkedAt: new Date(Date.now() - 31_000).toISOString() }) });
  const second = await open(old);
  await eventually(() => expect(syncs(old)).toBe(1));
  await second.screen.reads('All good.');
});

it('pauses and resumes', async () => {
  const state = paired();
  const { screen } = await open(state);
  await screen.reads('All good.');
  await screen.press('Pause');
  await screen.reads('Paused');
  await eventually(() => screen.press('Resume'));
  await screen.reads('All good.');
});

it('disconnects only after saying what stays in iCloud', async () => {
  const state = paired();
  const { screen } = await open(state);
  await screen.reads('All good.');
  await screen.press('Disconnect');
  await screen.reads('Nothing of ours stands in your iCloud calendars.');
  expect(document.activeElement?.textContent).toBe('Disconnect this account?');
  expect(state.connections).toHaveLength(1);
  await screen.press('Keep it');
  await screen.press('Disconnect');
  await screen.press('Disconnect');
  await screen.reads('No iCloud account is connected yet.');
  expect(state.connections).toHaveLength(0);
});

it('says before disconnecting how many bookings stay in iCloud, and leads to them', async () => {
  const { screen } = await open(paired({}, { written: [written('a'), written('b', { state: 'removed' })] }));
  await screen.reads('Bookings in iCloud (1)');
  await screen.press('Disconnect');
  await screen.reads('What we added to your iCloud calendars stays there: 1 booking.');
  await screen.press('Look at them, or take them out');
  await screen.reads('All that we added to your linked calendar.');
});

it('asks once more when bookings still wait to be added', async () => {
  const state = paired();
  state.refusals.set('DELETE /v1/connections/c1', { code: 'pending-writes' });
  const { screen } = await open(state);
  await screen.reads('All good.');
  await screen.press('Disconnect');
  await screen.press('Disconnect');
  await screen.reads('Some bookings are still waiting to be added to iCloud.');
  await screen.press('Disconnect without adding them');
  await screen.reads('No iCloud account is connected yet.');
  expect(state.asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
    '/v1/connections/c1',
    '/v1/connections/c1?discard=true',
  ]);
});

it('opens with the connection of the user seen last, and switches to another', async () => {
  const other = connection({ id: 'c2', locationId: 'loc2', locationName: 'Harbour Dental', status: 'paused' });
  const state = paired({}, { connections: [connection(), other] });
  const { screen } = await open(state, [{ locationId: 'loc2', userId: 'user1' }]);
  await screen.reads('Paused');
  const switcher = screen.root.querySelector('select');
  if (!switcher) throw new Error('no switcher');
  switcher.value = 'c1';
  switcher.dispatchEvent(new Event('change', { bubbles: true }));
  await screen.reads('All good.');
});

it('keeps what it showed when the bridge stops, and calls nothing free', async () => {
  const state = paired({}, { blocked: blocked({ slots: [runningNow('Dentist')] }) });
  const { screen } = await open(state);
  await screen.reads('All good.');
  state.running = false;
  await screen.reads('Slotbridge isn’t running');
  expect(screen.root.querySelectorAll('.block-row')).toHaveLength(1);
  expect(screen.text()).toContain('Next free: not known');
});

it('tells of a booking that is made while the bridge is away', async () => {
  const state = paired({ linkedCalendarId: 'work' });
  const kept = inMemoryKept();
  const { screen } = await open(state, [], kept);
  await screen.reads('All good.');
  state.running = false;
  await screen.reads('Slotbridge isn’t running');
  kept.keep(appointment('a', { start: '2099-01-01T08:00:00Z', end: '2099-01-01T09:00:00Z' }));
  await screen.reads('Waiting 1Kept in this browser');
});
