// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Configuration } from '../../../extension/configuration/configuration.tsx';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeFetch, bridgeState, calendar, connection } from '../ui/in-memory-bridge.ts';
import { onScreen } from '../ui/screen.ts';

const { show } = onScreen();
const NEW = connection({ configured: false, conflictCalendarIds: [] });
const READ_ONLY_REASON = 'A subscription can’t be written to.';

function bridge(more: Partial<BridgeState> = {}): BridgeState {
  const subscription = { kind: 'subscription', access: 'reader', canLink: false, reason: READ_ONLY_REASON } as const;
  const calendars = [calendar('Work'), calendar('Home'), calendar('Holidays', subscription)];
  return bridgeState({ token: 't', connections: [NEW], calendars, ...more });
}

async function open(state: BridgeState, onSaved = vi.fn(), of = state.connections[0] ?? NEW) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const screen = await show(<Configuration client={client} connection={of} onSaved={onSaved} />);
  return { screen, onSaved };
}

const sent = (state: BridgeState) => state.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

it('nothing is configured until the preselected calendars are saved', async () => {
  const state = bridge();
  const { screen, onSaved } = await open(state);
  await screen.reads('Conflict calendars');
  expect(sent(state)).toEqual([]);
  await screen.submit();
  await eventually(() => expect(onSaved).toHaveBeenCalledOnce());
  expect(sent(state)).toEqual([
    { linkedCalendarId: null, conflictCalendarIds: ['work', 'home'], linkedIsConflict: true },
  ]);
});

it('a linked calendar offers "Also blocks my time", ticked, and unticking it unticks the conflict calendar', async () => {
  const state = bridge();
  const { screen } = await open(state);
  await screen.reads('Linked calendar');
  await screen.tick('Work');
  expect(screen.field('Also blocks my time').checked).toBe(true);
  await screen.tick('Also blocks my time');
  const boxes = [...screen.root.querySelectorAll<HTMLInputElement>('input[name=conflict]')];
  expect(boxes.map((box) => box.checked)).toEqual([false, true, false]);
  await screen.submit();
  await eventually(() => expect(sent(state)).toHaveLength(1));
  expect(sent(state)[0]).toEqual({
    linkedCalendarId: 'work',
    conflictCalendarIds: ['home'],
    linkedIsConflict: false,
  });
});

it('a read-only calendar can’t be linked and says why, and can still block', async () => {
  const { screen } = await open(bridge());
  await screen.reads(READ_ONLY_REASON);
  expect(screen.field('Holidays').disabled).toBe(true);
  const box = [...screen.root.querySelectorAll<HTMLInputElement>('input[name=conflict]')][2];
  expect([box?.disabled, box?.checked]).toEqual([false, false]);
});

it('says what a linked calendar is for', async () => {
  const { screen } = await open(bridge());
  await screen.reads('New bookings are added here.');
});

it('with no calendar ticked it says that nothing counts as free', async () => {
  const { screen } = await open(bridge({ calendars: [calendar('Work')] }));
  await screen.reads('Conflict calendars');
  expect(screen.text()).not.toContain('no slot counts as free');
  const box = screen.root.querySelector<HTMLInputElement>('input[name=conflict]');
  box?.click();
  await screen.reads('no slot counts as free');
});

it.each<[ProblemCode, string]>([
  ['not-writable', 'New bookings can’t be added to that calendar'],
  ['unknown-calendar', 'no longer in the account'],
  ['not-selectable', 'can’t block time'],
  ['internal', 'The bridge says what to do.'],
])('says in words why saving failed with %s, and keeps the choice', async (code, words) => {
  const state = bridge();
  state.refusals.set('PUT /v1/connections/c1/configuration', { code });
  const { screen, onSaved } = await open(state);
  await screen.reads('Linked calendar');
  await screen.tick('Home');
  await screen.submit();
  await screen.reads(words);
  expect(onSaved).not.toHaveBeenCalled();
  expect(screen.field('Home').checked).toBe(true);
  expect(screen.text()).not.toContain(code);
});

it('says that the bridge is gone when the calendars can’t be read, and reads them on the next try', async () => {
  const state = bridge({ running: false });
  const { screen } = await open(state);
  await screen.reads("Slotbridge isn't running");
  state.running = true;
  await screen.press('Look again');
  await screen.reads('Conflict calendars');
});

it('says "Sync: one-way" and what the rules in force mean', async () => {
  const of = connection({ settings: { ...NEW.settings, allDay: 'never' } });
  const { screen } = await open(bridge(), vi.fn(), of);
  await screen.reads('Sync: one-way');
  expect(screen.text()).toContain('All-day events never block.');
});
