// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Crm } from '../../../shared/contract/crm.ts';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import { crmOn } from '../ui/in-memory-crm.ts';
import { done, paired, TOKEN, windowOnScreen } from './window.tsx';

const open = windowOnScreen();
const on = (more: Partial<Crm> = {}) => paired({ crm: crmOn(more), blocks: BLOCKS });
const BLOCKS = [
  { id: 'b1', start: '2099-01-05T09:00:00Z', end: '2099-01-05T10:00:00Z', title: 'Busy · Slotbridge' },
  { id: 'b2', start: '2099-01-06T09:00:00Z', end: '2099-01-06T10:00:00Z', title: 'Busy · Slotbridge' },
];

function numbers(root: HTMLElement): Record<string, string> {
  const tiles = [...root.querySelectorAll('.number')];
  return Object.fromEntries(
    tiles.map((tile) => [tile.querySelector('dt')?.textContent ?? '', tile.querySelector('dd')?.textContent ?? '']),
  );
}

it('shows the blocks, the last good check with its age, and how much was asked', async () => {
  const { screen } = await open(on({ blocks: { standing: 12, pending: 2, failed: 1, leftOpen: 3 } }));
  await screen.reads('2 more blocks are on their way. Checked 2 min ago.');
  expect(numbers(screen.root)).toEqual({ standing: '12', waiting: '2', failed: '1', 'left open': '3' });
  expect(screen.text()).toContain('HighLevel refused these blocks');
  expect(screen.text()).toContain(
    'Somebody deleted these blocks in HighLevel. They stay open until your event changes.',
  );
  expect(screen.text()).toMatch(/Last good check(today|Sun|Mon|Tue|Wed|Thu|Fri|Sat).* \d\d:\d\d, 2 min ago/);
  expect(screen.text()).toContain('320 of the 20,000 we allow ourselves. HighLevel has 199,640 of 200,000 left');
});

it('explains failed and left open blocks only where there are any', async () => {
  const { screen } = await open(on());
  await screen.reads('All good.');
  expect(screen.text()).not.toContain('HighLevel refused');
  expect(screen.text()).not.toContain('Somebody deleted');
});

it.each<[Partial<Crm>, string]>([
  [{ state: 'starting' }, 'Reading HighLevel, then making the blocks…'],
  [{ state: 'partial', stateDetail: 'Two blocks were refused.' }, 'Two blocks were refused.'],
  [{ state: 'partial' }, 'Some of it couldn’t be done.'],
  [{ state: 'paused' }, 'Your calendars are paused, so nothing opens or closes'],
  [{ state: 'invalid-token' }, 'HighLevel no longer accepts the token. The blocks stay as they were'],
  [{ state: 'missing-scope', missingScopes: ['users.readonly'] }, 'The token no longer allows what is needed.'],
  [{ state: 'wrong-location', lastGoodAt: null }, 'another sub-account. No block was made yet.'],
  [{ state: 'unreachable' }, 'HighLevel isn’t answering. The blocks stay as they were'],
  [{ state: 'throttled' }, 'HighLevel asks us to slow down.'],
])('says what is so in the state %j', async (more, words) => {
  const { screen } = await open(on(more));
  await screen.reads(words);
  expect(screen.root.querySelectorAll('.scope.missing')).toHaveLength(more.missingScopes?.length ?? 0);
});

it('warns that HighLevel’s own connection blocks the same times', async () => {
  const { screen } = await open(on({ doubled: true }));
  await screen.reads('HighLevel’s own iCloud connection seems to block the same times. Remove one of the two');
});

it('checks now when asked', async () => {
  const state = on();
  const { screen } = await open(state);
  await screen.reads('Check now');
  await screen.press('Check now');
  await screen.reads('Checked just now.');
  expect(done(state)).toEqual([{ call: 'POST /crm/run', body: {} }]);
});

it('takes a new token, keeps user and settings, and comes back', async () => {
  const state = on({ state: 'invalid-token', settings: { horizonDays: 30, titles: 'event' }, userId: 'u7' });
  const { screen } = await open(state);
  await screen.reads('Enter a new token');
  await screen.press('Enter a new token');
  await screen.type('Token', TOKEN);
  await screen.submit();
  await screen.reads('All good.');
  expect(done(state)).toEqual([
    { call: 'PUT /crm', body: { token: TOKEN, userId: 'u7', settings: { horizonDays: 30, titles: 'event' } } },
  ]);
  expect(document.documentElement.outerHTML).not.toContain(TOKEN);
});

it('saves settings only when they are saved', async () => {
  const state = on();
  const { screen } = await open(state);
  await screen.reads('Settings');
  await screen.tick('The event’s own title');
  expect(done(state)).toEqual([]);
  await screen.press('Save');
  await screen.reads('Saved. The blocks follow in a moment.');
  expect(done(state)).toEqual([{ call: 'PATCH /crm', body: { horizonDays: 60, titles: 'event' } }]);
});

it('shows what would be removed before it is turned off, then removes it', async () => {
  const state = on();
  const { screen, onClose } = await open(state);
  await screen.reads('Turn off…');
  await screen.press('Turn off…');
  await screen.reads('These 2 blocks would be removed from HighLevel. Customers can then book these times.');
  expect(screen.text()).toContain('Mon 5 Jan10:00–11:00');
  expect(done(state)).toEqual([{ call: 'POST /crm/remove-blocks', body: { dryRun: true } }]);
  await screen.press('Turn off and remove 2 blocks');
  await screen.reads('Turned off. Our blocks are gone from HighLevel');
  expect(done(state).at(-1)?.call).toBe('DELETE /crm');
  await screen.press('Close');
  expect(onClose).toHaveBeenCalledOnce();
});

it('counts down while blocks are removed, which takes a while', async () => {
  const state = on();
  const { screen } = await open(state);
  await screen.reads('Turn off…');
  await screen.press('Turn off…');
  await screen.reads('These 2 blocks would be removed');
  let remove = () => {};
  state.waitFor.set('DELETE /v1/connections/c1/crm', new Promise((resolve) => (remove = () => resolve())));
  await screen.press('Turn off and remove 2 blocks');
  await screen.reads('12 blocks left.');
  state.crm.crm = crmOn({ blocks: { standing: 1, pending: 0, failed: 0, leftOpen: 0 } });
  await screen.reads('1 block left.');
  remove();
  await screen.reads('Turned off.');
});

it('keeps it on when the person thinks better of it', async () => {
  const state = on();
  const { screen } = await open(state);
  await screen.reads('Turn off…');
  await screen.press('Turn off…');
  await screen.reads('These 2 blocks would be removed');
  await screen.press('Keep it on');
  await screen.reads('All good.');
  expect(done(state)).toHaveLength(1);
});

it.each<ProblemCode>(['crm-unreachable', 'invalid-token', 'crm-throttled'])(
  'turned off although the blocks can’t be removed (%s): says plainly that they stay',
  async (code) => {
    const state = on();
    state.refusals.set('DELETE /v1/connections/c1/crm', { code });
    const { screen } = await open(state);
    await screen.reads('Turn off…');
    await screen.press('Turn off…');
    await screen.reads('These 2 blocks would be removed');
    expect(screen.text()).not.toContain('Turn off without removing');
    await screen.press('Turn off and remove 2 blocks');
    await screen.reads('They then stay in HighLevel and keep these times closed');
    await screen.press('Turn off without removing');
    await screen.reads('Our blocks still stand in HighLevel');
    expect(done(state).at(-1)?.call).toBe('DELETE /crm?discard=true');
  },
);

it('can be turned off where not even the blocks can be listed', async () => {
  const state = on();
  state.refusals.set('POST /v1/connections/c1/crm/remove-blocks', { code: 'crm-unreachable' });
  const { screen } = await open(state);
  await screen.reads('Turn off…');
  await screen.press('Turn off…');
  await screen.reads('Turn off without removing');
  await screen.press('Try again');
  await screen.reads('Turn off and remove 2 blocks');
});

it('offers nothing to forget while the bridge itself is away', async () => {
  const state = on();
  const { screen } = await open(state);
  await screen.reads('Turn off…');
  await screen.press('Turn off…');
  await screen.reads('These 2 blocks would be removed');
  state.running = false;
  await screen.press('Turn off and remove 2 blocks');
  await screen.reads('Slotbridge isn’t running on this computer');
  expect(screen.text()).not.toContain('Turn off without removing');
});

it('keeps what it showed while the bridge is away, and says so', async () => {
  const state = on();
  const { screen } = await open(state);
  await screen.reads('All good.');
  state.running = false;
  await screen.reads('Slotbridge isn’t running on this computer');
  expect(numbers(screen.root).standing).toBe('12');
});
