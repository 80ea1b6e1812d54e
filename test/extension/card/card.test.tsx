// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { CardCall, CardState } from '../../../extension/background/card-messages.ts';
import { BridgeFailure } from '../../../extension/bridge-client/failure.ts';
import { Card } from '../../../extension/card/card.tsx';
import { createCardClient } from '../../../extension/card/card-client.ts';
import { calendar, connection } from '../ui/in-memory-bridge.ts';
import { crm, crmOn } from '../ui/in-memory-crm.ts';
import { onScreen } from '../ui/screen.ts';

const { show } = onScreen();

type Connected = Extract<CardState, { kind: 'connected' }>;

function connected(more: Partial<Connected> = {}): Connected {
  return {
    kind: 'connected',
    connection: connection({ linkedCalendarId: 'work', appleId: 'ann…@icloud.com' }),
    calendars: [calendar('Work'), calendar('Home')],
    checkedAt: new Date().toISOString(),
    complete: true,
    partlyKnown: false,
    inICloud: 0,
    questions: [],
    publicPages: null,
    ...more,
  };
}

async function open(state: CardState | null, answers: Partial<Record<CardCall['name'], unknown>> = {}) {
  const asked: CardCall[] = [];
  const client = createCardClient(async (call) => {
    asked.push(call);
    const answer = answers[call.name];
    if (answer instanceof Error) throw answer;
    return answer ?? null;
  });
  const opened = vi.fn();
  return { screen: await show(<Card state={state} client={client} open={opened} />), asked, opened };
}

it('says for whom it would connect, that there is one connection each, and that no password is typed here', async () => {
  const { screen } = await open({ kind: 'none', userName: 'Ann Lee', locationName: 'Acme Clinic' });
  expect(screen.text()).toContain('For Ann Lee in Acme Clinic. One connection for each user in each sub-account.');
  expect(screen.text()).toContain('your password is never typed in this page');
  expect(screen.button('Connect')).toBeTruthy();
});

it('opens nothing on a press that a script made up', async () => {
  const { screen, opened } = await open({ kind: 'none', userName: null, locationName: null });
  await screen.press('Connect');
  expect(opened).not.toHaveBeenCalled();
});

it.each<[CardState | null, string]>([
  [null, 'Looking…'],
  [{ kind: 'nobody' }, 'this page hasn’t told us yet who is signed in'],
  [{ kind: 'away', words: 'Slotbridge isn’t running.', canSetUp: false }, 'Slotbridge isn’t running.'],
])('says in one sentence why there is nothing to do yet: %j', async (state, words) => {
  const { screen } = await open(state);
  expect(screen.text()).toContain(words);
  expect(screen.root.querySelector('button')).toBeNull();
});

it('leads to the welcome page where this browser is not paired', async () => {
  const { screen, opened } = await open({ kind: 'away', words: 'Not paired.', canSetUp: true });
  await screen.press('Set up Slotbridge');
  expect(opened).toHaveBeenCalledWith('welcome');
});

it('shows what is chosen and how it stands', async () => {
  const { screen } = await open(connected());
  expect(screen.text()).toMatch(/All good\. Checked/);
  expect(screen.text()).toContain('ann…@icloud.comAcme ClinicSync: one-way');
  expect(screen.text()).toContain('Linked calendarWorkConflict calendarsWork');
});

it.each([
  [crm(), 'Off', 'Protect them'],
  [crmOn(), 'On, 12 blocks, checked 2 min ago', 'Change'],
  [crmOn({ state: 'invalid-token' }), 'Needs a new token', 'Enter a new token'],
])('says how public booking pages are protected, and leads to their window (%#)', async (of, words, way) => {
  const { screen, opened } = await open(connected({ publicPages: of }));
  expect(screen.text()).toContain(`Public booking pages${words}`);
  await screen.press(way);
  expect(opened).toHaveBeenCalledWith('public-pages');
});

it('says nothing of public booking pages with a bridge that knows nothing of them', async () => {
  const { screen } = await open(connected());
  expect(screen.text()).not.toContain('Public booking pages');
});

it('holds no field to type in, in none of its rooms', async () => {
  const typed = 'input:not([type=radio]):not([type=checkbox]), textarea, [contenteditable]';
  const { screen } = await open(connected(), { calendars: [calendar('Work'), calendar('Home')] });
  expect(screen.root.querySelector(typed)).toBeNull();
  await screen.press('Calendar Configuration');
  await screen.reads('Add a subscription in a window of Slotbridge');
  expect(screen.root.querySelector(typed)).toBeNull();
  await screen.press('Cancel');
  await screen.press('Disconnect');
  expect(screen.root.querySelector(typed)).toBeNull();
});

it('saves the choice through the worker, and says so', async () => {
  const { screen, asked } = await open(connected(), { calendars: [calendar('Work'), calendar('Home')] });
  await screen.press('Calendar Configuration');
  await screen.reads('Conflict calendars');
  await screen.submit();
  await screen.reads('Saved.');
  expect(asked.at(-1)).toEqual({
    name: 'configure',
    body: { linkedCalendarId: 'work', conflictCalendarIds: ['work'], linkedIsConflict: true },
  });
});

it('asks for calendars before anything else where none were chosen', async () => {
  const state = connected({ connection: connection({ configured: false }) });
  const { screen } = await open(state, { calendars: [calendar('Work')] });
  await screen.reads('Conflict calendars');
  expect(screen.text()).not.toContain('Cancel');
});

it('puts repair first once the password is refused, and cannot check then', async () => {
  const { screen, opened } = await open(connected({ connection: connection({ status: 'needs-password' }) }));
  expect(screen.text()).toContain('iCloud no longer accepts the password.');
  expect(screen.button('Check now').hasAttribute('disabled')).toBe(true);
  await screen.press('Repair');
  expect(opened).toHaveBeenCalledWith('repair');
});

it('says what stays in iCloud before it disconnects, and that bookings still wait', async () => {
  const waiting = new BridgeFailure('pending-writes', 'Bookings wait.');
  const { screen, asked } = await open(connected({ inICloud: 2 }), { disconnect: waiting });
  await screen.press('Disconnect');
  expect(screen.text()).toContain('stays there: 2 bookings.');
  await screen.press('Disconnect');
  await screen.reads('If you disconnect now, they won’t be added.');
  expect(asked.at(-1)).toEqual({ name: 'disconnect', discard: false });
});

it('asks what is to be asked once, and passes the answer on', async () => {
  const question = { key: 'q', words: 'Block such days?', yes: 'Block them', no: 'Leave them open', change: {} };
  const { screen, asked } = await open(connected({ questions: [question] }));
  await screen.press('Leave them open');
  expect(asked).toEqual([{ name: 'answer', key: 'q', yes: false }]);
});

it('keeps what it knew, and what is being chosen, while the bridge is away', async () => {
  const { screen } = await open(connected({ isAway: true }), { calendars: [calendar('Work')] });
  expect(screen.text()).toContain('Slotbridge isn’t running on this computer');
  expect(screen.text()).toContain('Linked calendarWork');
});

it('says why a check failed', async () => {
  const { screen } = await open(connected(), { syncNow: new BridgeFailure('throttled', 'iCloud asks us to wait.') });
  await screen.press('Check now');
  await screen.reads('iCloud asks us to wait.');
});
