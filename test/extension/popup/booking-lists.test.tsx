// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Popup } from '../../../extension/popup/popup.tsx';
import type { Written } from '../../../shared/contract/appointments.ts';
import type { BlockedSlot } from '../../../shared/contract/blocked-slots.ts';
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
const HOUR = 3_600_000;
const URL = 'https://app.gohighlevel.com/v2/location/loc1/calendars/view';

/** An hour that begins so many hours from now. */
const inHours = (hours: number) => ({
  start: new Date(Date.now() + hours * HOUR).toISOString(),
  end: new Date(Date.now() + (hours + 1) * HOUR).toISOString(),
});

function dentist(hours: number): BlockedSlot {
  const time = inHours(hours);
  const source = { calendarId: 'work', eventId: 'e', uid: 'u', title: 'Dentist', allDay: false } as const;
  return { ...time, kind: 'busy', sources: [{ ...source, ...time, kind: 'busy', reason: 'busy' }] };
}

function stateWith(list: Written[], slots: BlockedSlot[] = [], more: Partial<Connection> = {}): BridgeState {
  const blocked = { ...NOTHING_BLOCKED, checkedAt: new Date().toISOString(), slots };
  const linked = connection({ linkedCalendarId: 'work', ...more });
  return bridgeState({ token: 't', connections: [linked], blocked, written: list });
}

async function open(state: BridgeState, kept = inMemoryKept()) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const ways = { openWelcome: vi.fn(), openRepair: vi.fn(), openPublicPages: vi.fn() };
  const screen = await show(<Popup client={client} kept={kept} declined={inMemoryDeclined()} seen={[]} ways={ways} />);
  await screen.reads('All good.');
  return screen;
}

const asked = (state: BridgeState, method: string) =>
  state.asked.filter((one) => one.method === method && one.path.includes('/appointments')).map(({ path }) => path);

it('shows no list while all bookings are simply in iCloud', async () => {
  const screen = await open(stateWith([written('a', inHours(2)), written('b', { ...inHours(3), state: 'removed' })]));
  for (const title of ['Clashes', 'Waiting', 'Failed', 'Deleted in iCloud', 'Moved in iCloud']) {
    expect(screen.text()).not.toContain(title);
  }
  expect(screen.text()).toContain('Bookings in iCloud (1)');
});

it('lists an appointment in blocked time with a link to it, and the event’s title only for those who want titles', async () => {
  const list = [written('a', { ...inHours(24.5), url: URL })];
  const screen = await open(stateWith(list, [dentist(24)]));
  await screen.reads('Clashes');
  expect(screen.text()).toContain('Busy: Work,');
  expect(screen.text()).not.toContain('Dentist');
  expect(screen.button('Open Visit a in the CRM').getAttribute('href')).toBe(URL);
  const settings = { ...connection().settings, showTitles: true };
  const titled = await open(stateWith(list, [dentist(24)], { settings }));
  await titled.reads('Busy: Dentist, Work,');
});

it('asks for 60 days of blocked time, and only while there is an appointment ahead', async () => {
  const days = (state: BridgeState) =>
    state.asked
      .filter(({ path }) => path.includes('/blocked-slots'))
      .map(({ path }) => {
        const query = new URLSearchParams(path.split('?')[1]);
        return Math.round((Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')) / (24 * HOUR));
      });
  const none = stateWith([written('past', inHours(-30))]);
  await open(none);
  expect(days(none)).toEqual([14]);
  const some = stateWith([written('a', inHours(2))]);
  await open(some);
  expect(days(some)).toEqual([14, 60]);
});

it('lists first what waits for the person, last what mends by itself', async () => {
  const list = [
    written('waiting', { ...inHours(2), state: 'queued' }),
    written('clash', inHours(24)),
    written('moved', { ...inHours(30), movedInICloud: inHours(40) }),
    written('deleted', { ...inHours(50), state: 'deleted-in-icloud' }),
    written('failed', { ...inHours(60), state: 'failed' }),
  ];
  const screen = await open(stateWith(list, [dentist(24)]));
  await screen.reads('Deleted in iCloud');
  const titles = [...screen.root.querySelectorAll('.bookings .section-title')].map(({ textContent }) => textContent);
  expect(titles).toEqual(['Failed 1', 'Deleted in iCloud 1', 'Moved in iCloud 1', 'Clashes 1', 'Waiting 1']);
});

it('shows within seconds that an event was deleted while the popup is open', async () => {
  const state = stateWith([written('a', inHours(2))]);
  const screen = await open(state);
  state.written = [written('a', { ...inHours(2), state: 'deleted-in-icloud' })];
  await eventually(() => expect(screen.text()).toContain('Deleted in iCloud 1'));
});

it('says why a booking failed, and tries again when asked', async () => {
  const state = stateWith([written('a', { ...inHours(2), state: 'failed', lastError: 'iCloud refused this event.' })]);
  const screen = await open(state);
  await screen.reads('iCloud refused this event.');
  await screen.press('Retry Visit a');
  await screen.reads('Waiting');
  expect(asked(state, 'POST')).toEqual(['/v1/connections/c1/appointments/a/retry']);
  expect(screen.text()).not.toContain('Failed');
});

it('says so when trying again fails', async () => {
  const state = stateWith([written('a', { ...inHours(2), state: 'failed', lastError: 'Refused.' })]);
  state.refusals.set('POST /v1/connections/c1/appointments/a/retry', { code: 'not-found' });
  const screen = await open(state);
  await screen.reads('Refused.');
  await screen.press('Retry Visit a');
  await screen.reads('We no longer know that booking.');
});

it('tells of events that the person deleted, and adds one again when asked', async () => {
  const state = stateWith([written('a', { ...inHours(2), state: 'deleted-in-icloud' })]);
  const screen = await open(state);
  await screen.reads('Deleted in iCloud');
  await screen.press('Add again to iCloud: Visit a');
  await screen.reads('Waiting');
  expect(asked(state, 'POST')).toEqual(['/v1/connections/c1/appointments/a/retry']);
});

it('tells both times of an event that the person moved', async () => {
  const moved = { start: '2099-01-02T12:00:00Z', end: '2099-01-02T13:00:00Z' };
  const screen = await open(
    stateWith([written('a', { start: '2099-01-01T08:00:00Z', end: '2099-01-01T09:00:00Z', movedInICloud: moved })]),
  );
  await screen.reads('Moved in iCloud');
  expect(screen.text()).toContain('CRM: Thu 1 Jan, 09:00–10:00');
  expect(screen.text()).toContain('iCloud: Fri 2 Jan, 13:00–14:00');
});

it('unfolds a long list', async () => {
  const list = ['a', 'b', 'c', 'd', 'e'].map((id, index) => written(id, { ...inHours(2 + index), state: 'queued' }));
  const screen = await open(stateWith(list));
  await screen.reads('Visit c');
  expect(screen.text()).not.toContain('Visit d');
  await screen.press('2 more');
  await screen.reads('Visit e');
});

it('takes one event out of iCloud, after asking', async () => {
  const state = stateWith([written('a', inHours(2)), written('b', inHours(3))]);
  const screen = await open(state);
  await screen.press('Bookings in iCloud (2)');
  await screen.press('Remove Visit a from iCloud');
  expect(asked(state, 'POST')).toEqual([]);
  await screen.press('Keep it');
  await screen.press('Remove Visit a from iCloud');
  await screen.press('Yes, remove it');
  await eventually(() => expect(screen.text()).not.toContain('Visit a'));
  expect(asked(state, 'POST')).toEqual(['/v1/connections/c1/appointments/a/remove']);
  expect(screen.text()).toContain('Visit b');
});

it('removes all only after showing what would go', async () => {
  const state = stateWith([written('a', inHours(2)), written('past', inHours(-30))]);
  const screen = await open(state);
  await screen.press('Bookings in iCloud (2)');
  expect(screen.text()).not.toContain('Visit past');
  await screen.press('1 that is over');
  await screen.reads('Visit past');
  await screen.press('Remove all…');
  await screen.reads('These 2 events would go:');
  expect(state.written.every((one) => one.state === 'written')).toBe(true);
  await screen.press('Keep them');
  await screen.press('Remove all…');
  await eventually(() => screen.press('Remove 2 events'));
  await screen.reads('2 events go out of iCloud.');
  await screen.reads('We have added nothing to iCloud.');
  expect(state.asked.filter(({ path }) => path.endsWith('remove-all')).map(({ body }) => body)).toEqual([
    { dryRun: true },
    { dryRun: true },
    { dryRun: false },
  ]);
});

it('says so where nothing of ours stands in iCloud any more', async () => {
  const screen = await open(stateWith([]));
  await screen.press('Bookings in iCloud (0)');
  await screen.press('Remove all…');
  await screen.reads('None of our events stands in iCloud any more.');
});

it('offers no list of bookings where no calendar is linked and none was written', async () => {
  const screen = await open(stateWith([], [], { linkedCalendarId: null }));
  expect(screen.text()).not.toContain('Bookings in iCloud');
});

it('lists what could not be handed to the bridge until the person has read it', async () => {
  const trouble = {
    connectionId: 'c1',
    appointmentId: 'a',
    title: 'Visit a',
    start: null,
    words: 'It has no time.',
    at: 0,
  };
  const kept = inMemoryKept({ troubles: [trouble] });
  const screen = await open(stateWith([]), kept);
  await screen.reads('It has no time.');
  await screen.press('OK, I have read about Visit a');
  await eventually(() => expect(screen.text()).not.toContain('It has no time.'));
  expect(kept.said).toEqual(['read c1 a']);
});

describe('after a calendar was linked for the first time', () => {
  const future = ['a', 'b'].map((id, index) => appointment(id, inHours(30 + index)));

  it('asks whether the appointments that stand already are to be added, and adds them', async () => {
    const kept = inMemoryKept({ future });
    const screen = await open(stateWith([]), kept);
    await screen.reads('Add these 2 future appointments too?');
    expect(screen.text()).toContain('Visit b');
    await screen.press('Add them');
    await screen.reads('2 appointments are on their way to iCloud.');
    await screen.reads('Waiting 2');
    expect(kept.said).toEqual(['add c1']);
    expect(screen.text()).not.toContain('future appointments too?');
  });

  it('leaves them out when told so', async () => {
    const kept = inMemoryKept({ future: future.slice(0, 1) });
    const screen = await open(stateWith([]), kept);
    await screen.reads('Add this 1 future appointment too?');
    await screen.press('Only new ones');
    await screen.reads('They stay out of iCloud, until one of them changes.');
    expect(kept.said).toEqual(['dismiss c1']);
  });

  it('does not ask before one is linked, but tells of their clashes', async () => {
    const kept = inMemoryKept({ future });
    const screen = await open(stateWith([], [dentist(30)], { linkedCalendarId: null }), kept);
    await screen.reads('Clashes');
    expect(screen.text()).toContain('Visit a');
    expect(screen.text()).not.toContain('future appointment');
  });
});
