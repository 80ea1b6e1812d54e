// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { Options } from '../../../extension/options/options.tsx';
import { readReport } from '../../../extension/options/read-report.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { type BridgeState, bridgeState, connection } from '../ui/in-memory-bridge.ts';
import { inMemoryKept } from '../ui/in-memory-kept.ts';
import { onScreen } from '../ui/screen.ts';
import { inMemorySites } from './in-memory-sites.ts';
import { readCalendar, type Standing, settingsClient } from './settings-bridge.ts';

const { show } = onScreen();

async function open(
  state: BridgeState,
  standing: Standing = { calendars: [readCalendar('work')], runs: [] },
  sites = inMemorySites(),
) {
  const ways = { openWelcome: vi.fn(), openRepair: vi.fn(), openPublicPages: vi.fn() };
  const client = settingsClient(state, standing);
  const about = { version: '0.1.0', browser: 'Chromium (Linux)', sites: sites.list };
  const makeReport = () => readReport({ client, kept: inMemoryKept(), ...about });
  return { screen: await show(<Options {...{ client, sites, makeReport, ways }} />), ways };
}

const paired = (more: Partial<Connection> = {}) => bridgeState({ token: 't', connections: [connection(more)] });

it('shows how each account and each of its calendars stands, with the account’s name cut short', async () => {
  const { screen } = await open(paired());
  await screen.reads('All good. Checked');
  expect(screen.text()).toContain('Acme Clinic, Ann Lee');
  expect(screen.text()).toContain('ann…@icloud.com');
  expect(screen.text()).not.toContain('ann.lee@icloud.com');
  expect(screen.text()).toMatch(/Work ?Blocks ?Read \d+ s ago\./);
  expect(screen.text()).toMatch(/Home ?Not chosen, so it blocks nothing\./);
});

it('says that it is looking until the bridge answers, and no longer', async () => {
  const state = paired();
  let answer = () => {};
  state.waitFor.set('GET /v1/connections', new Promise<void>((resolve) => (answer = resolve)));
  const { screen } = await open(state);
  await screen.reads('One moment');
  answer();
  await screen.reads('All good.');
  expect(screen.text()).not.toContain('One moment');
});

it('says in words what went wrong with a calendar', async () => {
  const failing = readCalendar('work', { state: 'failing', error: 'iCloud refused it.' });
  const { screen } = await open(paired(), { calendars: [failing], runs: [] });
  await screen.reads('iCloud refused it. Last read');
  expect(screen.text()).not.toContain('All good');
});

it('changes the time zone, pauses, resumes and checks', async () => {
  const state = paired();
  const { screen } = await open(state);
  await screen.reads('All good.');
  const zone = screen.root.querySelector<HTMLSelectElement>('select[name="time-zone"]');
  if (!zone) throw new Error('There is no choice of a time zone.');
  zone.value = 'Europe/Madrid';
  zone.dispatchEvent(new Event('change', { bubbles: true }));
  const changes = () => state.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  await eventually(() => expect(changes()).toEqual([{ timeZone: 'Europe/Madrid' }]));
  await eventually(() => expect(screen.button('Pause')).toHaveProperty('disabled', false));
  await screen.press('Pause');
  await screen.reads('Paused, so we can’t tell if you’re free.');
  await screen.press('Resume');
  await screen.reads('All good.');
  await eventually(() => expect(screen.button('Check now')).toHaveProperty('disabled', false));
  await screen.press('Check now');
  await eventually(() => expect(state.asked.some(({ path }) => path === '/v1/connections/c1/sync')).toBe(true));
});

it('lets calendars and rules be chosen with what the popup has, and folds them away when saved', async () => {
  const state = paired();
  const { screen } = await open(state);
  await screen.reads('All good.');
  await screen.press('Linked calendar, conflict calendars, how events count');
  await screen.reads('New bookings are added here.');
  await screen.reads('How events count');
  await screen.submit();
  await eventually(() => expect(screen.text()).not.toContain('New bookings are added here.'));
  expect(state.asked.some(({ method, path }) => method === 'PUT' && path.endsWith('/configuration'))).toBe(true);
});

it('opens Slotbridge’s own windows for passwords and tokens', async () => {
  const { screen, ways } = await open(paired());
  await screen.reads('All good.');
  await screen.press('New password');
  await screen.press('Public booking pages');
  expect(ways.openRepair).toHaveBeenCalledWith('c1');
  expect(ways.openPublicPages).toHaveBeenCalledWith('c1');
});

it('disconnects only after saying what goes and what stays', async () => {
  const state = paired();
  const { screen } = await open(state);
  await screen.reads('All good.');
  await screen.press('Disconnect');
  await screen.reads('Slotbridge forgets the password');
  await screen.press('Keep it');
  await screen.reads('All good.');
  await screen.press('Disconnect');
  await screen.press('Disconnect');
  await screen.reads('No iCloud account is connected yet.');
  expect(state.connections).toEqual([]);
});

it('adds an address of the CRM on a click, lists it, and takes it away again', async () => {
  const sites = inMemorySites();
  const { screen } = await open(paired(), undefined, sites);
  await screen.type('Address', 'https://crm.agency.example/v2/location/abc');
  await screen.press('Add');
  await screen.reads('Slotbridge runs on crm.agency.example from now on.');
  expect(sites.asked).toEqual(['https://crm.agency.example']);
  expect(screen.field('Address').value).toBe('');
  await screen.press('Remove crm.agency.example');
  await screen.reads('Slotbridge no longer runs on crm.agency.example.');
  expect(await sites.list()).toEqual([]);
});

it('says what is wrong with an address before the browser asks, and that nothing was added where the person declines', async () => {
  const sites = inMemorySites();
  const { screen } = await open(paired(), undefined, sites);
  await screen.type('Address', 'http://crm.agency.example');
  await screen.press('Add');
  await screen.reads('Only an address that begins with https:// is safe enough.');
  expect(screen.field('Address').getAttribute('aria-invalid')).toBe('true');
  sites.declines = true;
  await screen.type('Address', 'crm.agency.example');
  await screen.press('Add');
  await screen.reads('so it wasn’t added. Press Add and allow it.');
  expect(screen.field('Address').value).toBe('crm.agency.example');
  expect(await sites.list()).toEqual([]);
});

it('tells place by place what is stored, and shows a report before anybody else reads it', async () => {
  const { screen } = await open(paired());
  expect(screen.text()).toContain('The app-specific password of each account.');
  expect(screen.text()).toContain('The key with which this browser speaks to Slotbridge.');
  await screen.press('Make a report');
  const text = () => screen.root.querySelector('textarea')?.value ?? '';
  await eventually(() => expect(text()).toContain('"status": "connected"'));
  expect(screen.button('Save as a file').getAttribute('href')).toContain('connected');
});

it('says what is wrong while Slotbridge does not run, and leads to the setup page', async () => {
  const { screen, ways } = await open(bridgeState({ token: 't', running: false }));
  await screen.reads("Slotbridge isn't running on this computer");
  await screen.press('Open the setup page');
  expect(ways.openWelcome).toHaveBeenCalledOnce();
  const strange = await open(bridgeState());
  await strange.screen.reads('This browser isn’t paired with Slotbridge yet.');
});
