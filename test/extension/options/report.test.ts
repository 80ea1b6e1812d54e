import { expect, it } from 'vitest';
import { readReport } from '../../../extension/options/read-report.ts';
import type { Kept } from '../../../extension/state/kept-bookings.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import type { SyncReport } from '../../../shared/contract/sync.ts';
import { appointment, bridgeState, calendar, connection, written } from '../ui/in-memory-bridge.ts';
import { inMemoryKept } from '../ui/in-memory-kept.ts';
import { readCalendar, type Standing, settingsClient } from './settings-bridge.ts';

const TIME = { start: '2026-11-24T10:00:00Z', end: '2026-11-24T11:00:00Z' };

/** Everything that a person, a calendar or a server names holds a word of its own that no report may hold. */
const SECRETS = {
  token: 'canary-token-4711',
  account: 'canary.account@icloud.com',
  server: 'https://canary-server.example/dav/canary-home/',
  location: 'canaryLocation',
  locationName: 'Canary Clinic',
  user: 'canaryUser',
  userName: 'Canary Lee',
  calendar: 'Canary Calendar',
  calendarId: 'canary-calendar-7',
  title: 'Canary Visit of Nora',
  client: 'Canary Client',
  address: '12 Canary Street',
  note: 'canary note',
  uid: 'canary-uid-1',
  url: 'https://app.gohighlevel.com/canary/42',
  sentence: 'iCloud refused Canary Calendar of canary.account@icloud.com.',
  resource: '/canary/resource.ics',
  reason: 'Canary Visit of Nora has no start.',
  site: 'https://crm.canary-agency.example',
} as const;

const run: SyncReport = {
  startedAt: '2026-11-23T09:00:00Z',
  durationMs: 120,
  trigger: 'poll',
  requests: 3,
  bytesReceived: 2_048,
  calendars: [
    { calendarId: SECRETS.calendarId, added: 1, updated: 0, removed: 2, mode: 'changes', error: SECRETS.sentence },
  ],
  error: SECRETS.sentence,
};

function seeded() {
  const id = 'c1';
  const state = bridgeState({
    token: SECRETS.token,
    connections: [
      connection({
        id,
        locationId: SECRETS.location,
        locationName: SECRETS.locationName,
        userId: SECRETS.user,
        userName: SECRETS.userName,
        appleId: SECRETS.account,
        serverUrl: SECRETS.server,
        statusDetail: SECRETS.sentence,
        status: 'unreachable',
        linkedCalendarId: SECRETS.calendarId,
        conflictCalendarIds: [SECRETS.calendarId],
        settings: { ...DEFAULT_SETTINGS, calendars: { [SECRETS.calendarId]: { allDay: 'always' } } },
      }),
    ],
    calendars: [calendar(SECRETS.calendar, { id: SECRETS.calendarId, reason: SECRETS.sentence })],
    written: [
      written('a', {
        ...TIME,
        title: SECRETS.title,
        url: SECRETS.url,
        eventUid: SECRETS.uid,
        calendarId: SECRETS.calendarId,
      }),
      written('b', { ...TIME, title: SECRETS.title, state: 'failed', lastError: SECRETS.sentence }),
    ],
  });
  const unreadable = [
    {
      calendarId: SECRETS.calendarId,
      resource: SECRETS.resource,
      reason: SECRETS.reason,
      since: '2026-11-23T06:00:00Z',
    },
  ];
  const standing: Standing = {
    calendars: [readCalendar(SECRETS.calendarId, { state: 'failing', error: SECRETS.sentence, unreadable })],
    runs: [run],
  };
  const booked = appointment('w', {
    ...TIME,
    title: SECRETS.title,
    contactName: SECRETS.client,
    address: SECRETS.address,
    notes: SECRETS.note,
    url: SECRETS.url,
  });
  const about = { connectionId: id, appointmentId: 'x', title: SECRETS.title, start: null, at: 0 };
  const kept: Kept = {
    future: [booked],
    waiting: [booked],
    troubles: [{ ...about, words: SECRETS.sentence }],
    caught: 3,
  };
  return { state, standing, kept };
}

const made = ({ state, standing, kept }: ReturnType<typeof seeded>) =>
  readReport({
    client: settingsClient(state, standing),
    kept: inMemoryKept(kept),
    sites: async () => [SECRETS.site],
    version: '0.1.0',
    browser: 'Chromium (Linux)',
  });

it('holds no title, name, address, account, id, sentence or token of those that are seeded everywhere', async () => {
  const report = await made(seeded());
  expect(report.connections).toHaveLength(1);
  const text = JSON.stringify(report, null, 2);
  for (const [what, secret] of Object.entries(SECRETS)) expect(text, what).not.toContain(secret);
  expect(text.toLowerCase()).not.toContain('canary');
});

it('tells how everything stands all the same', async () => {
  const report = await made(seeded());
  expect(report).toMatchObject({
    extension: '0.1.0',
    browser: 'Chromium (Linux)',
    bridge: { version: '0.1.0', protocol: 1 },
    failure: null,
    addedSites: 1,
    keptInBrowser: { waiting: 1, troubles: 1, caughtThisMonth: 3 },
  });
  expect(report.connections).toHaveLength(1);
  expect(report.connections[0]).toMatchObject({
    server: 'another server',
    status: 'unreachable',
    settings: { allDay: 'as-marked', calendarsWithOwnRules: 1 },
    calendars: [{ calendar: 1, state: 'failing', failed: true, unreadable: 1, linked: true, blocks: true }],
    bookings: { written: 1, failed: 1 },
    publicPages: { state: 'off' },
    runs: [{ trigger: 'poll', failed: true, calendars: [{ calendar: 1, mode: 'changes', added: 1, removed: 2 }] }],
  });
});

it('says so where Slotbridge does not run, or this browser is not paired', async () => {
  const silent = seeded();
  silent.state.running = false;
  expect(await made(silent)).toMatchObject({ bridge: null, failure: 'bridge-unreachable', connections: [] });
  const strange = seeded();
  strange.state.token = null;
  expect(await made(strange)).toMatchObject({ failure: 'not-paired', connections: [] });
});
