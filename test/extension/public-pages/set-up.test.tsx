// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { bridgeFetch } from '../ui/in-memory-bridge.ts';
import { previewFrom } from '../ui/in-memory-crm.ts';
import { done, giveToken, paired, TOKEN, windowOnScreen } from './window.tsx';

const open = windowOnScreen();
const SCOPES = [
  'calendars.readonly',
  'calendars/events.readonly',
  'calendars/events.write',
  'users.readonly',
  'locations.readonly',
];

it('says what it does, for whom, and that nothing happens unseen', async () => {
  const { screen } = await open(paired());
  await screen.reads('Step 1 of 3');
  for (const words of [
    'Acme Clinic, Ann Lee',
    'on a phone or from a link',
    'No browser has to be open',
    'You’ll see what would change',
  ]) {
    expect(screen.text()).toContain(words);
  }
  expect(screen.text()).not.toContain('linked no calendar');
});

it('says that bookings reach iCloud only once a calendar is linked', async () => {
  const { screen } = await open(paired({}, { linkedCalendarId: null }));
  await screen.reads('You have linked no calendar, so bookings won’t be added to iCloud');
});

it('tells where the token is made, by whom, how often anew, and which five scopes to tick, for copying', async () => {
  const { screen, copied } = await open(paired());
  await screen.reads('Go on');
  await screen.press('Go on');
  for (const words of ['Settings > Private Integrations', 'an admin', 'shows it only once', 'every 90 days']) {
    expect(screen.text()).toContain(words);
  }
  expect([...screen.root.querySelectorAll('code')].map((code) => code.textContent)).toEqual(SCOPES);
  await screen.press('Copy users.readonly');
  await screen.press('Copy all');
  await screen.reads('Copied.');
  expect(copied).toEqual(['users.readonly', SCOPES.join('\n')]);
});

it('says so when the browser lets nothing be copied', async () => {
  const { screen, copy } = await open(paired());
  copy.mockRejectedValue(new Error('denied'));
  await screen.reads('Go on');
  await screen.press('Go on');
  await screen.press('Copy all');
  await screen.reads('The browser didn’t let us copy.');
});

it.each([
  ['', 'Paste the token here.'],
  ['pit-1 pit-2', 'A token has no spaces.'],
])('sends nothing for the token "%s"', async (token, words) => {
  const state = paired();
  const { screen } = await open(state);
  await giveToken(screen, token);
  await screen.reads(words);
  expect(done(state)).toEqual([]);
});

it('shows what would change before anything does: blocks by day, what closes where, bookings', async () => {
  const state = paired();
  const { screen } = await open(state);
  await giveToken(screen, ` ${TOKEN}\n`);
  await screen.reads('What would change in the next 14 days');
  expect(done(state)).toEqual([
    { call: 'POST /crm/preview', body: { token: TOKEN, settings: { horizonDays: 60, titles: 'busy' } } },
  ]);
  expect(screen.text()).toContain('Closes 4 times that customers can book now');
  expect(screen.text()).toContain('30-minute consultation3 times');
  expect(screen.text()).toContain('Dental cleaning1 time');
  expect(screen.text()).not.toContain('Whitening');
  expect(screen.text()).toContain('Adds 2 bookings to your linked calendar');
  expect(screen.text()).toContain('Makes 3 blocks');
  expect(screen.text()).toContain('Colleagues read “Busy · Slotbridge” on each.');
  // Berlin is an hour ahead of UTC in January.
  const days = [...screen.root.querySelectorAll('.changes > section:last-child .day-row')];
  const rows = days.map((row) => [...row.querySelectorAll('dt, dd > span')].map((cell) => cell.textContent));
  expect(rows).toEqual([
    ['Mon 5 Jan', '10:00–11:00', '13:30–14:15'],
    ['Tue 6 Jan', '09:00–17:00'],
  ]);
  expect(screen.text()).not.toContain('Not all of your calendars are known');
});

it('warns where something is not known, and promises nothing where nothing would close', async () => {
  const preview = previewFrom('2099-01-05', '2099-01-06', { complete: false, blocks: [], closes: [], bookings: 0 });
  const { screen } = await open(paired({ preview }));
  await giveToken(screen);
  await screen.reads('Not all of your calendars are known right now. What isn’t known stays as it is in HighLevel');
  expect(screen.text()).toContain('No time that customers can book now would close.');
  expect(screen.text()).toContain('No blocks: nothing makes you busy in these days.');
  expect(screen.text()).not.toContain('linked calendar');
});

it('asks anew when the events’ own titles are wanted, says who reads them, and shows them', async () => {
  const state = paired();
  const { screen } = await open(state);
  await giveToken(screen);
  await screen.reads('Turn on');
  expect(screen.text()).toContain('Everybody who sees your calendar in HighLevel reads it');
  const titles = ['Dentist · Slotbridge', 'Lunch · Slotbridge', 'Busy · Slotbridge'];
  const { preview } = state.crm;
  state.crm.preview = { ...preview, blocks: preview.blocks.map((block, i) => ({ ...block, title: titles[i] ?? '' })) };
  await screen.tick('The event’s own title');
  await screen.reads('Dentist · Slotbridge');
  expect(done(state)[1]?.body).toEqual({ token: TOKEN, settings: { horizonDays: 60, titles: 'event' } });
});

it('turns on with what was chosen, forgets the token, and shows how it stands', async () => {
  const state = paired();
  const { screen } = await open(state);
  await giveToken(screen);
  await screen.reads('Turn on');
  const select = screen.root.querySelector('select')!;
  select.value = '90';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await eventually(() => expect(screen.root.querySelector('select')?.value).toBe('90'));
  await screen.press('Turn on');
  await screen.reads('All good.');
  expect(done(state).at(-1)).toEqual({
    call: 'PUT /crm',
    body: { token: TOKEN, settings: { horizonDays: 90, titles: 'busy' } },
  });
  expect(screen.root.querySelector('input[name=token]')).toBeNull();
});

it('goes back from the preview to the token, which still stands there', async () => {
  const { screen } = await open(paired());
  await giveToken(screen);
  await screen.reads('Turn on');
  await screen.press('Back');
  expect(screen.field('Token').value).toBe(TOKEN);
});

it('never writes the token into the page, shown or concealed', async () => {
  const { screen } = await open(paired());
  await giveToken(screen);
  await screen.reads('Turn on');
  expect(document.documentElement.outerHTML).not.toContain(TOKEN);
  await screen.press('Back');
  expect(screen.field('Token').type).toBe('password');
  await screen.press('Show token');
  expect(screen.field('Token').type).toBe('text');
  expect(screen.field('Token').autocomplete).toBe('off');
  expect(document.documentElement.outerHTML).not.toContain(TOKEN);
});

it.each<[ProblemCode, string]>([
  ['invalid-token', 'HighLevel didn’t accept this token.'],
  ['wrong-location', 'Make the private integration in Acme Clinic'],
  ['crm-unreachable', 'HighLevel isn’t answering, so nothing was changed.'],
  ['crm-throttled', 'Try again in 2 minutes.'],
  ['secrets-unavailable', 'The bridge says what to do.'],
])('says in words what to do after %s, and keeps the token for another try', async (code, words) => {
  const state = paired();
  state.refusals.set('POST /v1/connections/c1/crm/preview', { code, retryAfter: 100 });
  const { screen } = await open(state);
  await giveToken(screen);
  await screen.reads(words);
  expect(screen.text()).not.toContain(code);
  expect(screen.field('Token').value).toBe(TOKEN);
  await screen.submit();
  await screen.reads('Turn on');
});

it('says so while the bridge is away, and goes on when it is back', async () => {
  const state = paired();
  const { screen } = await open(state);
  await screen.reads('Go on');
  state.running = false;
  await giveToken(screen);
  await screen.reads('Slotbridge isn’t running on this computer, so nothing was changed.');
  state.running = true;
  await screen.submit();
  await screen.reads('Turn on');
});

it('names scope by scope what the token lacks', async () => {
  const state = paired();
  const scopes = ['users.readonly', 'calendars/events.write'] as const;
  state.refusals.set('POST /v1/connections/c1/crm/preview', { code: 'missing-scope', scopes: [...scopes] });
  const { screen } = await open(state);
  await giveToken(screen);
  await screen.reads('The token lacks 2 scopes.');
  const lacking = [...screen.root.querySelectorAll('.scope.missing')].map(
    (one) => one.querySelector('code')?.textContent,
  );
  expect(lacking).toEqual(['calendars/events.write', 'users.readonly']);
});

it('asks who the person is where the CRM does not know it, and goes on with the answer', async () => {
  const state = paired();
  const users = [
    { id: 'u7', name: 'Ann Porter', email: 'ann@acme.example' },
    { id: 'u8', name: 'Ben Castillo' },
  ];
  state.refusals.set('POST /v1/connections/c1/crm/preview', { code: 'choose-user', users });
  const { screen } = await open(state);
  await giveToken(screen);
  await screen.reads('HighLevel doesn’t know Ann Lee by that id in Acme Clinic.');
  expect((screen.button('Show what would change') as HTMLButtonElement).disabled).toBe(true);
  await screen.tick('Ben Castillo');
  await screen.submit();
  await screen.reads('Turn on');
  await screen.press('Turn on');
  await screen.reads('All good.');
  expect(done(state).map(({ call, body }) => [call, (body as { userId?: string }).userId])).toEqual([
    ['POST /crm/preview', undefined],
    ['POST /crm/preview', 'u8'],
    ['PUT /crm', 'u8'],
  ]);
});

it('stays with the preview when turning on fails', async () => {
  const state = paired();
  state.refusals.set('PUT /v1/connections/c1/crm', { code: 'crm-unreachable' });
  const { screen } = await open(state);
  await giveToken(screen);
  await screen.reads('Turn on');
  await screen.press('Turn on');
  await screen.reads('HighLevel isn’t answering, so nothing was changed.');
  await screen.press('Turn on');
  await screen.reads('All good.');
});

it.each([
  [null, {}, 'We don’t know which account this is about.'],
  ['c2', {}, 'This account is no longer connected.'],
  ['c1', { configured: false }, 'Choose which calendars block your time first.'],
] as const)('says what to do first: connection %s, %j', async (id, more, words) => {
  const { screen } = await open(paired({}, more), id);
  await screen.reads(words);
  expect(screen.root.querySelector('input')).toBeNull();
});

it('is not set back by a look that began before it was turned on', async () => {
  const state = paired();
  const answer = bridgeFetch(state);
  let release = () => {};
  let late: Promise<void> | null = null;
  // Answers of looks are made at once, and arrive only when they are let go.
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const given = await answer(input, init);
    if (late && init?.method === 'GET') await late;
    return given;
  };
  const { screen } = await open(state, 'c1', fetch);
  await giveToken(screen);
  await screen.reads('Turn on');
  late = new Promise((resolve) => {
    release = resolve;
  });
  const looks = () => state.asked.filter(({ path }) => path.endsWith('/crm')).length;
  const before = looks();
  await eventually(() => expect(looks()).toBeGreaterThan(before));
  await screen.press('Turn on');
  await screen.reads('All good.');
  release();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.text()).toContain('All good.');
});
