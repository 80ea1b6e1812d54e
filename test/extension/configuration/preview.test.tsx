// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Configuration } from '../../../extension/configuration/configuration.tsx';
import { changeInWords, glanceInWords } from '../../../extension/configuration/preview-words.ts';
import type { Preview } from '../../../shared/contract/preview.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeFetch, bridgeState, calendar, connection } from '../ui/in-memory-bridge.ts';
import { onScreen } from '../ui/screen.ts';

const { show } = onScreen();
const SAVED = connection();
const NOTHING: Preview = { opens: [], closes: [], clashes: [], unknown: [] };
const at = (day: string, from: string, to: string) => ({
  start: `2027-03-${day}T${from}:00Z`,
  end: `2027-03-${day}T${to}:00Z`,
});

function bridge(preview: Partial<Preview> = {}, more: Partial<BridgeState> = {}): BridgeState {
  return bridgeState({ token: 't', connections: [SAVED], preview: { ...NOTHING, ...preview }, ...more });
}

async function open(state: BridgeState, of = SAVED) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const screen = await show(<Configuration client={client} connection={of} onSaved={vi.fn()} />);
  await screen.reads('Conflict calendars');
  const tickConflict = async (name: string) => {
    const label = [...screen.root.querySelectorAll('label')].filter((l) => l.textContent?.includes(name)).at(-1);
    label?.querySelector('input')?.click();
  };
  return { screen, tickConflict };
}

const asked = (state: BridgeState) => state.asked.filter(({ path }) => path.endsWith('/preview'));

it.each([
  [9, 2, 'These choices block 9 more slots and free 2 in the next 14 days.'],
  [1, 0, 'These choices block 1 more slot in the next 14 days.'],
  [0, 1, 'These choices free 1 slot in the next 14 days.'],
  [0, 0, 'These choices change no slot in the next 14 days.'],
])('says that %i close and %i open', (closes, opens, words) => {
  expect(changeInWords(closes, opens)).toBe(words);
});

it.each([
  [9, 2, 'Blocks 9 more, frees 2'],
  [1, 0, 'Blocks 1 more'],
  [0, 3, 'Frees 3'],
  [0, 0, ''],
])('says at a glance that %i close and %i open', (closes, opens, words) => {
  expect(glanceInWords(closes, opens)).toBe(words);
});

it('asks nothing as long as the choices are the saved ones, also when they were changed and changed back', async () => {
  const state = bridge();
  const { screen, tickConflict } = await open(state);
  await tickConflict('Home');
  await tickConflict('Home');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(asked(state)).toEqual([]);
  expect(screen.text()).not.toContain('next 14 days');
});

it('tells what unsaved choices and settings would change in the next 14 days, and saves nothing', async () => {
  const state = bridge({
    closes: [at('01', '09:00', '10:00'), at('02', '09:00', '10:00')],
    opens: [at('03', '08:00', '09:00')],
  });
  const { screen, tickConflict } = await open(state);
  await tickConflict('Home');
  await screen.reads('These choices block 2 more slots and free 1 in the next 14 days.');
  const body = asked(state)[0]?.body as Record<string, string>;
  expect(body).toMatchObject({ linkedCalendarId: null, conflictCalendarIds: ['work', 'home'], linkedIsConflict: true });
  expect(Date.parse(body.to ?? '') - Date.parse(body.from ?? '')).toBe(14 * 86_400_000);
  expect(state.asked.filter(({ method }) => method === 'PUT' || method === 'PATCH')).toEqual([]);
  const rule = screen.root.querySelector<HTMLSelectElement>('select[name=allDay]');
  if (rule) rule.value = 'always';
  rule?.dispatchEvent(new Event('change', { bubbles: true }));
  await eventually(() => expect(asked(state).at(-1)?.body).toMatchObject({ settings: { allDay: 'always' } }));
});

it('tells it before the first save, for what was ticked for the person', async () => {
  const state = bridge({ closes: [at('01', '09:00', '10:00')] });
  const { screen } = await open(state, connection({ configured: false, conflictCalendarIds: [] }));
  await screen.reads('These choices block 1 more slot');
});

it('lists on demand when they are, in the zone of the connection', async () => {
  const { screen, tickConflict } = await open(
    bridge({ closes: [at('01', '09:00', '10:00')], opens: [at('03', '08:00', '09:00')] }),
  );
  await tickConflict('Home');
  await screen.reads('next 14 days');
  const list = screen.button('Which ones?').closest('details');
  expect(list?.open).toBe(false);
  expect(list?.textContent).toContain('Mon 1 Mar, 10:00–11:00');
  expect(list?.textContent).toContain('Wed 3 Mar, 09:00–10:00');
});

it('names the appointments that it falls on', async () => {
  const clash = { appointmentId: 'a1', title: 'Visit of Bob', ...at('01', '09:00', '10:00') };
  const { screen, tickConflict } = await open(bridge({ closes: [at('01', '09:00', '12:00')], clashes: [clash] }));
  await tickConflict('Home');
  await screen.reads('1 appointment you already have lies in that time:Mon 1 Mar, 10:00–11:00 Visit of Bob');
});

it('never takes an unread calendar for an empty one, and counts again on a press', async () => {
  const since = '2027-02-28T00:00:00Z';
  const state = bridge({ unknown: [{ calendarId: 'home', reason: 'not read yet', since }] });
  const { screen, tickConflict } = await open(state);
  await tickConflict('Home');
  await screen.reads('Not counted yet, because we couldn’t read it: Home. It may block more.');
  state.preview = { ...NOTHING, closes: [at('01', '09:00', '10:00')] };
  await screen.press('Count again');
  await screen.reads('These choices block 1 more slot in the next 14 days.');
  expect(screen.text()).not.toContain('Not counted');
});

it('a bridge that cannot tell keeps nobody from saving', async () => {
  const state = bridge();
  state.refusals.set('POST /v1/connections/c1/preview', { code: 'not-found' });
  const { screen, tickConflict } = await open(state);
  await tickConflict('Home');
  await screen.reads('You can save them all the same.');
  await screen.submit();
  await eventually(() => expect(state.asked.some(({ method }) => method === 'PUT')).toBe(true));
});

it('an older answer never stands in place of a newer one', async () => {
  const state = bridge({}, { calendars: [calendar('Work'), calendar('Home'), calendar('Team')] });
  const fetcher = bridgeFetch(state);
  const held: (() => void)[] = [];
  const slow: typeof fetch = async (input, init) => {
    const isPreview = String(input).endsWith('/preview');
    const first = isPreview && asked(state).length === 0;
    const answer = await fetcher(input, init);
    if (first) await new Promise<void>((resolve) => held.push(resolve));
    return answer;
  };
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: slow });
  state.preview = { ...NOTHING, closes: [at('01', '09:00', '10:00')] };
  const screen = await show(<Configuration client={client} connection={SAVED} onSaved={vi.fn()} />);
  await screen.reads('Conflict calendars');
  const boxes = [...screen.root.querySelectorAll<HTMLInputElement>('input[name=conflict]')];
  boxes[1]?.click();
  await eventually(() => expect(held).toHaveLength(1));
  state.preview = { ...NOTHING, opens: [at('01', '09:00', '10:00')] };
  boxes[2]?.click();
  await screen.reads('These choices free 1 slot');
  held[0]?.();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.text()).toContain('These choices free 1 slot');
});
