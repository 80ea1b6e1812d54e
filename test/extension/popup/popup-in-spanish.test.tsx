// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlockedSlot, BlockedSlots, SlotKind } from '../../../shared/contract/blocked-slots.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import type { SyncReport } from '../../../shared/contract/sync.ts';
import {
  appointment,
  type BridgeState,
  bridgeFetch,
  bridgeState,
  calendar,
  connection,
  NOTHING_BLOCKED,
  written,
} from '../ui/in-memory-bridge.ts';
import { crmOn, crmState } from '../ui/in-memory-crm.ts';
import { inMemoryDeclined } from '../ui/in-memory-declined.ts';
import { inMemoryKept } from '../ui/in-memory-kept.ts';
import { onScreen } from '../ui/screen.ts';
import { speak } from '../words/browser-words.ts';
import { englishIn } from '../words/english-words.ts';

speak('es');
const { createBridgeClient } = await import('../../../extension/bridge-client/client.ts');
const { Popup } = await import('../../../extension/popup/popup.tsx');
const { reportInWords } = await import('../../../extension/popup/words.ts');
const { BOOKING_WORDS } = await import('../../../extension/popup/booking-words.ts');

const { show } = onScreen();
/** A Tuesday; ten in the morning in Berlin. */
const NOW = Date.parse('2026-11-24T09:00:00Z');

beforeEach(() => void vi.setSystemTime(NOW));
afterEach(() => void vi.useRealTimers());

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
const time = (day: number, hour: number) => ({ start: at(day, hour), end: at(day, hour + 1) });

function slot(day: number, hour: number, kind: SlotKind = 'busy'): BlockedSlot {
  const source = { calendarId: 'trabajo', eventId: `e${hour}`, uid: `u${hour}`, title: 'Dentista', allDay: false };
  return { ...time(day, hour), kind, sources: [{ ...source, ...time(day, hour), kind, reason: kind }] };
}

const blocked = (more: Partial<BlockedSlots> = {}): BlockedSlots => ({
  ...NOTHING_BLOCKED,
  checkedAt: new Date(NOW - 8_000).toISOString(),
  slots: [slot(24, 10), slot(24, 13, 'tentative'), slot(25, 8, 'travel'), slot(25, 9)],
  ...more,
});

function spanishBridge(more: Partial<Connection> = {}, state: Partial<BridgeState> = {}): BridgeState {
  const own = connection({ locationName: 'Clínica Sol', conflictCalendarIds: ['trabajo'], ...more });
  const calendars = [calendar('Trabajo'), calendar('Casa')];
  return bridgeState({ token: 't', connections: [own], calendars, blocked: blocked(), ...state });
}

interface Shown {
  kept?: ReturnType<typeof inMemoryKept>;
  unread?: string[];
  cardMissing?: boolean;
}

async function open(state: BridgeState, { kept = inMemoryKept(), unread = [], cardMissing = false }: Shown = {}) {
  const ways = { openWelcome: vi.fn(), openRepair: vi.fn(), openPublicPages: vi.fn() };
  const client = createBridgeClient({
    port: state.port,
    ...(state.token === null ? {} : { clientId: 'c', token: state.token }),
    fetch: bridgeFetch(state),
  });
  const pages = unread.map((feature) => ({ feature, at: NOW, facts: {} }));
  return show(
    <Popup {...{ client, kept, cardMissing, ways }} declined={inMemoryDeclined()} unread={pages} seen={[]} />,
  );
}

describe('before there is an account to show', () => {
  it.each([
    [
      'without an answer',
      bridgeState({ token: 't', running: false }),
      'Slotbridge no está en marcha en esta computadora',
    ],
    ['not paired', bridgeState(), 'Este navegador aún no está emparejado con Slotbridge.'],
    ['not connected', bridgeState({ token: 't' }), 'Aún no hay ninguna cuenta de iCloud conectada.'],
  ])('it speaks Spanish, %s', async (_how, state, words) => {
    const kept = inMemoryKept({ waiting: [appointment('a', { ...time(26, 9), title: 'Visita de Nora' })] });
    const screen = await open(state, { kept });
    await screen.reads(words);
    expect(englishIn(screen.root)).toEqual([]);
  });
});

describe('the day', () => {
  it('is told in Spanish to the eye and to the ear', async () => {
    const screen = await open(spanishBridge(), { kept: inMemoryKept({ caught: 3 }) });
    await screen.reads('Todo en orden. Comprobado hace 8 s.');
    expect(screen.text()).toContain('Próximo horario libre: hoy, 10:00–11:00');
    expect(screen.text()).toContain('3 choques evitados este mes');
    const spoken = [...screen.root.querySelectorAll('.track')].map((track) => track.getAttribute('aria-label'));
    expect(spoken).toEqual([
      'Hoy, ahora 10:00: Ocupado 11:00–12:00, Quizá 14:00–15:00, el resto libre',
      'Mañana: Traslado 9:00–10:00, Ocupado 10:00–11:00, el resto libre',
    ]);
    expect(englishIn(screen.root)).toEqual([]);
  });

  it.each<[Partial<Connection>, Partial<BlockedSlots>, string]>([
    [{ status: 'paused' }, {}, 'En pausa, así que no podemos saber si estás libre.'],
    [{ status: 'needs-password' }, {}, 'Crea una nueva contraseña de app.'],
    [{ configured: false }, {}, 'Elige qué calendarios bloquean tu tiempo.'],
    [{ status: 'throttled' }, {}, 'iCloud nos pide ir más despacio. Mostramos lo que sabíamos (9:59).'],
    [{ status: 'unreachable' }, {}, 'iCloud no responde. Mostramos lo que sabíamos (9:59).'],
    [{ status: 'unreachable' }, { checkedAt: at(20, 9) }, 'Mostramos lo que sabíamos: vie, 20 nov, 10:00.'],
    [{ status: 'unreachable', lastSyncedAt: null }, { checkedAt: null }, 'Aún no se sabe nada.'],
    [{}, { complete: false }, 'Ahora mismo no conocemos todos tus calendarios.'],
    [{ passwordKept: false }, { slots: [] }, 'Hoy no hay nada en tus calendarios.'],
    [{ timeZone: 'America/Mexico_City' }, {}, 'Horas de America/Mexico City'],
  ])('says in Spanish how it stands (%#)', async (more, seen, words) => {
    const screen = await open(spanishBridge(more, { blocked: blocked(seen) }));
    await screen.reads(words);
    expect(englishIn(screen.root)).toEqual([]);
  });

  it('names in Spanish what could not be read', async () => {
    const since = at(24, 8);
    const unknown = [
      { calendarId: 'trabajo', resource: 'a.ics', reason: 'It has no start.', since, from: at(24, 14), to: at(24, 15) },
      { calendarId: 'casa', resource: 'b.ics', reason: 'It has no end.', since },
    ];
    const unread = ['booking-times', 'week-and-day', 'month-counts', 'dialog-times', 'appointments-list', 'new'];
    const screen = await open(spanishBridge({}, { blocked: blocked({ unknown }) }), { unread, cardMissing: true });
    await screen.reads('No pudimos leer:Trabajo: No se puede leer un evento. Puede bloquear hoy, 15:00–16:00.');
    await screen.reads('Casa: No se puede leer un evento. Puede bloquear cualquier hora');
    await screen.reads(
      'la vista del calendario, la vista del mes, el cuadro de la cita, la lista de citas y una página en',
    );
    expect(englishIn(screen.root)).toEqual([]);
  });

  it.each([
    [0, 'Nada nuevo en tus calendarios.'],
    [1, '1 cambio encontrado.'],
    [12_000, '12.000 cambios encontrados.'],
  ])('counts %i changes', (added, words) => {
    const calendars = [{ added, updated: 0, removed: 0 }] as SyncReport['calendars'];
    expect(reportInWords({ calendars } as SyncReport)).toBe(words);
  });
});

describe('bookings', () => {
  const moved = { ...time(26, 9), movedInICloud: time(27, 12) };
  const list = [
    written('q', { ...time(28, 9), title: 'Visita de Eva', state: 'queued' }),
    written('f', { ...time(28, 11), title: 'Visita de Luz', state: 'failed', lastError: 'iCloud refused this event.' }),
    written('d', { ...time(28, 13), title: 'Visita de Paz', state: 'deleted-in-icloud' }),
    written('m', { ...moved, title: 'Visita de Sol', url: 'https://app.gohighlevel.com/x' }),
    written('c', { ...time(25, 9), title: 'Visita de Nora' }),
    written('o', { ...time(1, 9), title: 'Visita de Ana' }),
  ];
  const kept = () => inMemoryKept({ future: [appointment('z', { ...time(29, 9), title: 'Visita de Iris' })] });

  it('that are not simply in iCloud are listed in Spanish', async () => {
    const screen = await open(spanishBridge({ linkedCalendarId: 'trabajo' }, { written: list }), { kept: kept() });
    await screen.reads('Choques 1');
    expect(screen.text()).toContain('CRM: jue, 26 nov, 10:00–11:00');
    expect(screen.text()).toContain('iCloud: vie, 27 nov, 13:00–14:00');
    expect(screen.text()).toContain('Ocupado: Trabajo, 10:00–11:00');
    expect(screen.text()).toContain('¿Añadir también 1 cita futura?');
    expect(englishIn(screen.root)).toEqual([]);
    await screen.press('Solo las nuevas');
    await screen.reads('Quedan fuera de iCloud, hasta que alguna cambie.');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it('are taken out of iCloud in Spanish', async () => {
    const screen = await open(spanishBridge({ linkedCalendarId: 'trabajo' }, { written: list }));
    await screen.reads('Reservas en iCloud (5)');
    await screen.press('Reservas en iCloud (5)');
    await screen.press('1 que ya pasó');
    await screen.press('Quitar Visita de Nora de iCloud');
    expect(englishIn(screen.root)).toEqual([]);
    await screen.press('Quitar todas…');
    await screen.reads('Se quitarían estos 3 eventos:');
    expect(englishIn(screen.root)).toEqual([]);
    await screen.press('Quitar 3 eventos');
    await screen.reads('3 eventos salen de iCloud.');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it.each([
    [BOOKING_WORDS.more, 2, '2 más'],
    [BOOKING_WORDS.caught, 1, '1 choque evitado este mes'],
    [BOOKING_WORDS.over, 0, '0 que ya pasaron'],
    [BOOKING_WORDS.wouldGo, 1, 'Se quitaría este evento:'],
    [BOOKING_WORDS.yesRemoveAll, 1, 'Quitar 1 evento'],
    [BOOKING_WORDS.removedAll, 1200, '1200 eventos salen de iCloud.'],
    [BOOKING_WORDS.removedAll, 12_000, '12.000 eventos salen de iCloud.'],
    [BOOKING_WORDS.listCount, 0, 'Reservas en iCloud (0)'],
  ])('are counted as Spanish counts (%#)', (words, count, said) => {
    expect(words(count)).toBe(said);
  });
});

it('public booking pages that need the person are told of in Spanish', async () => {
  const screen = await open(spanishBridge({}, { crm: crmState({ crm: crmOn({ state: 'invalid-token' }) }) }));
  await screen.reads('Páginas públicas de reservas:');
  expect(englishIn(screen.root)).toEqual([]);
});

it('disconnecting is asked for in Spanish, once more where bookings wait', async () => {
  const other = connection({ id: 'c2', locationName: 'Puerto Dental', userName: 'Eva Ruiz' });
  const state = spanishBridge({}, { written: [written('a', { ...time(26, 9), title: 'Visita de Nora' })] });
  state.connections.push(other);
  state.refusals.set('DELETE /v1/connections/c1', { code: 'pending-writes' });
  const screen = await open(state);
  await screen.reads('Todo en orden.');
  await screen.press('Desconectar');
  await screen.reads('Lo que añadimos a tus calendarios de iCloud se queda ahí: 1 reserva.');
  expect(englishIn(screen.root)).toEqual([]);
  await screen.press('Desconectar');
  await screen.reads('Algunas reservas aún esperan para añadirse a iCloud.');
  expect(englishIn(screen.root)).toEqual([]);
});
