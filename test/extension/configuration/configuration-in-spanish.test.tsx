// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Connection, Settings } from '../../../shared/contract/connection.ts';
import type { Preview } from '../../../shared/contract/preview.ts';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeFetch, bridgeState, calendar, connection } from '../ui/in-memory-bridge.ts';
import { onScreen } from '../ui/screen.ts';
import { speak } from '../words/browser-words.ts';
import { englishIn } from '../words/english-words.ts';

speak('es');
const { createBridgeClient } = await import('../../../extension/bridge-client/client.ts');
const { Configuration } = await import('../../../extension/configuration/configuration.tsx');
const { changeInWords, glanceInWords, PREVIEW_WORDS } = await import(
  '../../../extension/configuration/preview-words.ts'
);
const { FUTURE_WORDS } = await import('../../../extension/configuration/future-words.ts');
const { COUNTING_WORDS } = await import('../../../extension/configuration/counting-words.ts');
const { rulesInWords } = await import('../../../extension/configuration/words.ts');

const { show } = onScreen();
const reader = { access: 'reader', canLink: false } as const;
const CALENDARS = [
  calendar('Trabajo'),
  calendar('Casa', { ...reader, reason: 'It can’t be written to.' }),
  calendar('Familia', { ...reader, kind: 'shared', reason: 'It can’t be written to.' }),
  calendar('Festivos', { ...reader, kind: 'subscription', removable: true }),
];
const SAVED = connection({ linkedCalendarId: 'trabajo', conflictCalendarIds: ['trabajo'] });

const bridge = (more: Partial<BridgeState> = {}) =>
  bridgeState({ token: 't', connections: [SAVED], calendars: CALENDARS, ...more });

async function open(state: BridgeState, of: Connection = SAVED) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  return show(<Configuration client={client} connection={of} onSaved={vi.fn()} onCancel={vi.fn()} />);
}

/** Counts on from the first: what is ticked twice is as it was. */
const tickConflict = (root: HTMLElement, index: number) =>
  [...root.querySelectorAll<HTMLInputElement>('input[name=conflict]')][index]?.click();

describe('the choice of calendars', () => {
  it('is in Spanish before the first save', async () => {
    const screen = await open(bridge(), connection({ configured: false, conflictCalendarIds: [] }));
    await screen.reads('Son los calendarios en los que puedes escribir.');
    expect(screen.text()).toContain('Compartido, solo lectura');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it('is in Spanish where one was lost and none is ticked', async () => {
    const screen = await open(bridge(), { ...SAVED, conflictCalendarIds: ['perdido'] });
    await screen.reads('Un calendario que habías elegido ya no está en esta cuenta');
    await screen.reads('ningún horario cuenta como libre');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it('is in Spanish where there is none', async () => {
    const screen = await open(bridge({ calendars: [] }));
    await screen.reads('Esta cuenta aún no tiene calendarios.');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it.each<ProblemCode>(['not-writable', 'unknown-calendar', 'not-selectable', 'needs-password', 'not-found'])(
    'says in Spanish why saving failed: %s',
    async (code) => {
      const state = bridge();
      state.refusals.set('PUT /v1/connections/c1/configuration', { code });
      const screen = await open(state);
      await screen.reads('Calendario vinculado');
      await screen.submit();
      await eventually(() => expect(screen.root.querySelector('.notice.failed')).not.toBeNull());
      expect(englishIn(screen.root)).toEqual([]);
    },
  );

  it('says of the exceptions of a calendar what else would hold', async () => {
    const settings: Settings = { ...SAVED.settings, calendars: { trabajo: { allDay: 'always', tentative: 'free' } } };
    const screen = await open(bridge(), { ...SAVED, settings });
    await screen.reads('2 excepciones');
    const choices = [...screen.root.querySelectorAll('.exception option')].map(({ textContent }) => textContent);
    expect(choices.slice(0, 4)).toEqual([
      'Como arriba: su marca',
      'Según su marca',
      'Siempre bloquean',
      'Nunca bloquean',
    ]);
    expect(englishIn(screen.root)).toEqual([]);
  });

  it('says in Spanish what any rules mean', () => {
    const block = {
      ...SAVED.settings,
      allDay: 'always',
      tentative: 'busy',
      unanswered: 'busy',
      travelTime: true,
    } as const;
    const open = {
      ...SAVED.settings,
      allDay: 'never',
      tentative: 'free',
      unanswered: 'free',
      travelTime: false,
    } as const;
    expect(rulesInWords(block)[2]).toBe(
      'Los eventos provisionales bloquean. Las invitaciones sin responder bloquean. Lo rechazado y lo cancelado nunca bloquea.',
    );
    expect(rulesInWords(open)[2]).toBe(
      'Los eventos provisionales no bloquean. Las invitaciones sin responder no bloquean. Lo rechazado y lo cancelado nunca bloquea.',
    );
    const list = document.createElement('ul');
    list.innerHTML = [block, { ...open, accountInSeveralSubaccounts: true }]
      .flatMap(rulesInWords)
      .map((rule) => `<li>${rule}</li>`)
      .join('');
    expect(englishIn(list)).toEqual([]);
  });
});

describe('the preview', () => {
  const at = (day: string, from: string, to: string) => ({
    start: `2027-03-${day}T${from}:00Z`,
    end: `2027-03-${day}T${to}:00Z`,
  });

  it('tells in Spanish what would change and when', async () => {
    const preview: Preview = {
      closes: Array.from({ length: 32 }, () => at('01', '09:00', '10:00')),
      opens: [at('03', '08:00', '09:00')],
      clashes: [{ appointmentId: 'a', title: 'Visita de Nora', ...at('01', '09:00', '10:00') }],
      unknown: [{ calendarId: 'festivos', reason: 'Sin leer.', since: '2027-02-28T00:00:00Z' }],
    };
    const screen = await open(bridge({ preview }));
    await screen.reads('Calendario vinculado');
    tickConflict(screen.root, 1);
    await screen.reads('Esta elección bloquea 32 horarios más y libera 1 en los próximos 14 días.');
    expect(screen.text()).toContain('Lun, 1 mar, 10:00–11:00');
    expect(screen.text()).toContain('y 2 más');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it('says in Spanish that it cannot tell', async () => {
    const state = bridge();
    state.refusals.set('POST /v1/connections/c1/preview', { code: 'not-found' });
    const screen = await open(state);
    await screen.reads('Calendario vinculado');
    tickConflict(screen.root, 1);
    await screen.reads('No pudimos calcular qué cambia con esta elección.');
    expect(englishIn(screen.root)).toEqual([]);
  });

  it.each([
    [9, 2, 'Esta elección bloquea 9 horarios más y libera 2 en los próximos 14 días.', 'Bloquea 9 más, libera 2'],
    [
      1,
      12_000,
      'Esta elección bloquea 1 horario más y libera 12.000 en los próximos 14 días.',
      'Bloquea 1 más, libera 12.000',
    ],
    [12_000, 0, 'Esta elección bloquea 12.000 horarios más en los próximos 14 días.', 'Bloquea 12.000 más'],
    [0, 1, 'Esta elección libera 1 horario en los próximos 14 días.', 'Libera 1'],
    [0, 1_200, 'Esta elección libera 1200 horarios en los próximos 14 días.', 'Libera 1200'],
    [0, 0, 'Esta elección no cambia ningún horario en los próximos 14 días.', ''],
  ])('counts %i and %i as Spanish counts', (closes, opens, words, glance) => {
    expect(changeInWords(closes, opens)).toBe(words);
    expect(glanceInWords(closes, opens)).toBe(glance);
  });

  it.each([
    [PREVIEW_WORDS.clashes, 1, '1 cita que ya tienes cae en ese tiempo:'],
    [PREVIEW_WORDS.clashes, 12_000, '12.000 citas que ya tienes caen en ese tiempo:'],
    [FUTURE_WORDS.question, 1, '¿Añadir también 1 cita futura?'],
    [FUTURE_WORDS.question, 5, '¿Añadir también estas 5 citas futuras?'],
    [FUTURE_WORDS.added, 0, '0 citas van camino de iCloud.'],
    [FUTURE_WORDS.added, 1, '1 cita va camino de iCloud.'],
    [COUNTING_WORDS.ownRules, 1, '1 excepción'],
  ])('and what else it counts (%#)', (words, count, said) => {
    expect(words(count)).toBe(said);
  });
});

describe('subscriptions', () => {
  it('are added and removed in Spanish', async () => {
    const state = bridge();
    const screen = await open(state);
    await screen.reads('Añadir una suscripción por su dirección');
    await screen.press('Añadir');
    await screen.reads('Pega primero la dirección del calendario.');
    await screen.press('Quitar Festivos');
    await screen.reads('¿Quitar “Festivos”? Deja de bloquear tu tiempo al momento.');
    expect(englishIn(screen.root)).toEqual([]);
    await screen.press('Sí, quitarla');
    await screen.reads('“Festivos” se ha quitado.');
    expect(englishIn(screen.root)).toEqual([]);
    await screen.type('Dirección', 'https://example.org/a.ics');
    await screen.press('Añadir');
    await screen.reads('está añadida y marcada. Guarda para que bloquee tu tiempo.');
  });

  it.each([
    [{ code: 'invalid' as const }, 'No podemos leer esa dirección.'],
    [{ code: 'not-found' as const }, 'Esa suscripción ya no está.'],
    [
      { code: 'feed-not-allowed' as const, errors: [{ path: 'allowHost', message: 'x' }] },
      'Esa dirección está en tu propia red. ¿Añadirla igualmente?',
    ],
  ])('say in Spanish what to do where one could not be added (%#)', async (refusal, words) => {
    const state = bridge();
    state.refusals.set('POST /v1/connections/c1/feeds', refusal);
    const screen = await open(state);
    await screen.reads('Calendario vinculado');
    await screen.type('Dirección', 'https://example.org/a.ics');
    await screen.press('Añadir');
    await screen.reads(words);
    expect(englishIn(screen.root)).toEqual([]);
  });
});
