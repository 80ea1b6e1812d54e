// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { createBridgeClient } from '../../../extension/bridge-client/client.ts';
import { Configuration } from '../../../extension/configuration/configuration.tsx';
import { settingsPatch, withOwnRule } from '../../../extension/configuration/counting.ts';
import { DEFAULT_SETTINGS, type Settings, SettingsPatch } from '../../../shared/contract/connection.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeFetch, bridgeState, calendar, connection } from '../ui/in-memory-bridge.ts';
import { onScreen, type Screen } from '../ui/screen.ts';

const settings = (more: Partial<Settings> = {}): Settings => ({ ...DEFAULT_SETTINGS, ...more });

describe('what is sent of changed settings', () => {
  it('is nothing where nothing changed, and only what did', () => {
    expect(settingsPatch(settings(), settings())).toBeNull();
    const after = settings({ allDay: 'never', showTitles: true });
    expect(settingsPatch(settings(), after)).toEqual({ allDay: 'never', showTitles: true });
  });

  it('is a single calendar’s own rule, and null where it is taken back', () => {
    const before = settings({
      calendars: { work: { allDay: 'never', travelTime: false }, home: { tentative: 'free' } },
    });
    const after = withOwnRule(withOwnRule(before, 'work', 'allDay', undefined), 'work', 'unanswered', 'free');
    const patch = settingsPatch(before, after);
    expect(patch).toEqual({ calendars: { work: { allDay: null, unanswered: 'free' } } });
    expect(SettingsPatch.parse(patch)).toEqual(patch);
  });

  it('is nothing where a rule was set and taken back again', () => {
    const set = withOwnRule(settings(), 'work', 'travelTime', false);
    expect(settingsPatch(settings(), set)).toEqual({ calendars: { work: { travelTime: false } } });
    expect(settingsPatch(settings(), withOwnRule(set, 'work', 'travelTime', undefined))).toBeNull();
  });
});

const { show } = onScreen();

async function open(state: BridgeState) {
  const client = createBridgeClient({ port: state.port, clientId: 'c', token: 't', fetch: bridgeFetch(state) });
  const [of] = state.connections;
  if (!of) throw new Error('no connection');
  const onSaved = vi.fn();
  const screen = await show(<Configuration client={client} connection={of} onSaved={onSaved} />);
  await screen.reads('How events count');
  return { screen, onSaved };
}

const bridge = (more: Partial<Settings> = {}) =>
  bridgeState({
    token: 't',
    calendars: [calendar('Work'), calendar('Home')],
    connections: [connection({ settings: settings(more) })],
  });

const sent = (state: BridgeState) =>
  state.asked.filter(({ method }) => method === 'PATCH' || method === 'PUT').map(({ method, body }) => [method, body]);

/** The picker of a rule, for all calendars or within one calendar's exceptions. */
function picker(screen: Screen, rule: string, calendarName?: string): HTMLSelectElement {
  const folds = [...screen.root.querySelectorAll('details.exception')];
  const fold = folds.find((one) => one.querySelector('summary')?.textContent?.startsWith(calendarName ?? ''));
  const within = calendarName === undefined ? screen.root.querySelector('.counting') : fold;
  const select = within?.querySelector<HTMLSelectElement>(`select[name=${rule}]`);
  if (!select) throw new Error(`There is no picker of ${rule}.`);
  return select;
}

async function choose(select: HTMLSelectElement, words: string): Promise<void> {
  await act(() => {
    const option = [...select.options].find(({ textContent }) => textContent === words);
    if (!option) throw new Error(`${words} is not offered.`);
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

describe('the choice of how events count', () => {
  it('sends the rules that were changed, then the calendars', async () => {
    const state = bridge();
    const { screen, onSaved } = await open(state);
    await choose(picker(screen, 'allDay'), 'Always block');
    await choose(picker(screen, 'travelTime'), 'Doesn’t block');
    expect(screen.text()).toContain('All-day events always block the whole day.');
    await screen.submit();
    await eventually(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(sent(state)).toEqual([
      ['PATCH', { settings: { allDay: 'always', travelTime: false } }],
      ['PUT', { linkedCalendarId: null, conflictCalendarIds: ['work'], linkedIsConflict: true }],
    ]);
  });

  it('asks nothing of the settings where none was changed', async () => {
    const state = bridge();
    const { screen, onSaved } = await open(state);
    await screen.submit();
    await eventually(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(sent(state).map(([method]) => method)).toEqual(['PUT']);
  });

  it('has exceptions for calendars that block, which say what else would hold, and can be taken back', async () => {
    const state = bridge({ calendars: { work: { tentative: 'free' } } });
    const { screen } = await open(state);
    expect(screen.root.querySelectorAll('details.exception')).toHaveLength(1);
    expect(screen.text()).toContain('Work1 exception');
    const allDay = picker(screen, 'allDay', 'Work');
    expect(allDay.selectedOptions[0]?.textContent).toBe('As above: as marked');
    await choose(picker(screen, 'tentative', 'Work'), 'As above: block');
    await choose(allDay, 'Never block');
    await screen.submit();
    await eventually(() => expect(sent(state)).toHaveLength(2));
    expect(sent(state)[0]).toEqual([
      'PATCH',
      { settings: { calendars: { work: { allDay: 'never', tentative: null } } } },
    ]);
  });

  it('shows titles only to those who ask for them', async () => {
    const state = bridge();
    const { screen } = await open(state);
    expect(screen.field('Show the titles of my events').checked).toBe(false);
    await screen.tick('Show the titles of my events');
    await screen.submit();
    await eventually(() => expect(sent(state)).toHaveLength(2));
    expect(sent(state)[0]).toEqual(['PATCH', { settings: { showTitles: true } }]);
  });

  it('saves nothing else where the settings are refused, and keeps what was chosen', async () => {
    const state = bridge();
    state.refusals.set('PATCH /v1/connections/c1', { code: 'unknown-calendar' });
    const { screen, onSaved } = await open(state);
    await choose(picker(screen, 'allDay'), 'Never block');
    await screen.submit();
    await screen.reads('no longer in the account');
    expect(onSaved).not.toHaveBeenCalled();
    expect(sent(state)).toHaveLength(1);
    expect(picker(screen, 'allDay').value).toBe('never');
  });
});
