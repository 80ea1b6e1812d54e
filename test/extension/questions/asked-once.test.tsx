// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { AskedOnce } from '../../../extension/questions/asked-once.tsx';
import { useQuestions } from '../../../extension/questions/use-questions.ts';
import type { DeclinedQuestions } from '../../../extension/state/declined-questions.ts';
import type { CalendarEvent } from '../../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { bridgeFetch, bridgeState, calendar, connection } from '../ui/in-memory-bridge.ts';
import { inMemoryDeclined } from '../ui/in-memory-declined.ts';
import { onScreen } from '../ui/screen.ts';

const { show } = onScreen();
const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const CALENDARS = [calendar('Work'), calendar('Home')];

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

function freeDay(calendarId: string): CalendarEvent {
  const times = { start: inDays(3), end: inDays(4) };
  const what = { id: `e-${calendarId}`, calendarId, uid: 'u', title: null, ...times, allDay: true };
  return { ...what, busy: false, reason: 'marked-free', origin: 'icloud', recurring: false };
}

function Asking({
  of,
  declined,
  state,
}: {
  of: Connection;
  declined: DeclinedQuestions;
  state: ReturnType<typeof world>;
}) {
  const { questions, answer } = useQuestions({
    client: state.client,
    declined,
    connection: state.bridge.connections[0] ?? of,
    calendars: CALENDARS,
  });
  return <AskedOnce questions={questions} onAnswer={answer} />;
}

function world(of: Connection, events: CalendarEvent[]) {
  const bridge = bridgeState({ token: 't', connections: [of], events });
  const client = createBridgeClient({ port: bridge.port, clientId: 'c', token: 't', fetch: bridgeFetch(bridge) });
  return { bridge, client };
}

const changes = ({ bridge }: ReturnType<typeof world>) =>
  bridge.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

async function open(of: Connection, events: CalendarEvent[], declined = inMemoryDeclined()) {
  const state = world(of, events);
  return { screen: await show(<Asking of={of} declined={declined} state={state} />), state, declined };
}

it('a yes blocks such days of that calendar, and the next question follows', async () => {
  const of = connection({ timeZone: HERE, conflictCalendarIds: ['work', 'home'] });
  const { screen, state } = await open(of, [freeDay('work'), freeDay('home')]);
  await screen.reads('in Work is marked Free. Block such days?');
  expect(screen.text()).not.toContain('in Home');
  await screen.press('Block them');
  await eventually(() => expect(changes(state)).toEqual([{ settings: { calendars: { work: { allDay: 'always' } } } }]));
});

it('a no is remembered, and nothing is changed', async () => {
  const of = connection({ timeZone: HERE });
  const { screen, state, declined } = await open(of, [freeDay('work')]);
  await screen.reads('marked Free');
  await screen.press('Leave them open');
  await eventually(() => expect(screen.text()).toBe(''));
  expect(changes(state)).toEqual([]);
  expect(await declined.read()).toEqual(['c1 free-days work']);
  const again = await open(of, [freeDay('work'), freeDay('home')], declined);
  await again.screen.reads('in Home is marked Free');
});

it('a yes to the time zone of this computer takes it', async () => {
  const elsewhere = HERE === 'Asia/Kathmandu' ? 'Asia/Tokyo' : 'Asia/Kathmandu';
  const { screen, state } = await open(connection({ timeZone: elsewhere }), []);
  await screen.reads(`your whole days are counted in ${elsewhere}`);
  await screen.press(`Use ${HERE.replaceAll('_', ' ')}`);
  await eventually(() => expect(changes(state)).toEqual([{ timeZone: HERE }]));
});

it('asks nothing before calendars are chosen, and nothing while the bridge gives no answer', async () => {
  const early = await open(connection({ timeZone: HERE, configured: false }), [freeDay('work')]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(early.screen.text()).toBe('');
  const away = world(connection({ timeZone: HERE }), [freeDay('work')]);
  away.bridge.running = false;
  const screen = await show(<Asking of={connection({ timeZone: HERE })} declined={inMemoryDeclined()} state={away} />);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.text()).toBe('');
});
