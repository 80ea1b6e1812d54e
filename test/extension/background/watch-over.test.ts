import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/contract/connection.ts';
import type { Crm } from '../../../shared/contract/crm.ts';
import { eventually } from '../../sandbox/eventually.ts';
import { clearAll, putRaw } from '../state/in-memory-browser.ts';
import { connection } from '../ui/in-memory-bridge.ts';

const { actionNeeded } = await import('../../../extension/background/badge.ts');
const { breakages } = await import('../../../extension/background/broken-connections.ts');
const { lookAfter, watchOver } = await import('../../../extension/background/watch-over.ts');
const { NEEDED } = await import('../../../extension/background/words.ts');
const { ownFailure } = await import('../../../extension/bridge-client/failure.ts');

const well = connection();
const broken = connection({ status: 'needs-password' });
const one = (status: Connection['status'], id = 'c1') => ({ id, status });

describe('the badge', () => {
  const nothing = { connections: [well], publicPages: [], troubles: 0 };

  it('is silent while nothing waits for the person, also while something mends itself', () => {
    expect(actionNeeded(nothing)).toBeNull();
    for (const status of ['syncing', 'unreachable', 'throttled', 'paused'] as const)
      expect(actionNeeded({ ...nothing, connections: [connection({ status })] })).toBeNull();
    for (const state of ['off', 'starting', 'on', 'partial', 'paused', 'unreachable', 'throttled'] as const)
      expect(actionNeeded({ ...nothing, publicPages: [{ state }] })).toBeNull();
  });

  it('says what presses most', () => {
    const unconfigured = connection({ configured: false });
    const all = {
      connections: [well, unconfigured, broken],
      publicPages: [{ state: 'invalid-token' as const }],
      troubles: 1,
    };
    expect(actionNeeded(all)).toBe(NEEDED.password);
    expect(actionNeeded({ ...all, connections: [unconfigured] })).toBe(NEEDED.token);
    expect(actionNeeded({ ...all, connections: [unconfigured], publicPages: [] })).toBe(NEEDED.calendars);
    expect(actionNeeded({ ...nothing, troubles: 1 })).toBe(NEEDED.bookings);
  });
});

describe('a connection that breaks', () => {
  it('is news once, and again only after it was well in between', () => {
    const first = breakages([one('needs-password')], []);
    expect(first).toEqual({ fresh: [one('needs-password')], told: ['c1'] });
    expect(breakages([one('needs-password')], first.told)).toEqual({ fresh: [], told: ['c1'] });
    for (const status of ['syncing', 'unreachable', 'throttled', 'paused'] as const)
      expect(breakages([one(status)], ['c1'])).toEqual({ fresh: [], told: ['c1'] });
    expect(breakages([one('connected')], ['c1'])).toEqual({ fresh: [], told: [] });
  });

  it('is news by itself: another one that broke before does not hide it, and one that is gone is forgotten', () => {
    const both = [one('needs-password'), one('needs-password', 'c2')];
    expect(breakages(both, ['c1'])).toEqual({ fresh: [one('needs-password', 'c2')], told: ['c1', 'c2'] });
    expect(breakages([], ['c1'])).toEqual({ fresh: [], told: [] });
  });
});

describe('looking after connections', () => {
  const shown = new Map<string, { title: string }>();
  const badge = { text: '', title: '' };
  let created: string[];

  beforeEach(() => {
    clearAll();
    shown.clear();
    created = [];
    Object.assign((globalThis as unknown as { browser: object }).browser, {
      action: {
        setBadgeText: async ({ text }: { text: string }) => Object.assign(badge, { text }),
        setTitle: async ({ title }: { title: string }) => Object.assign(badge, { title }),
        setBadgeBackgroundColor: async () => undefined,
      },
      notifications: {
        create: async (id: string, given: { title: string }) => {
          created.push(id);
          shown.set(id, given);
        },
        getAll: async () => Object.fromEntries(shown),
        clear: async (id: string) => shown.delete(id),
      },
    });
    Object.assign((globalThis as unknown as { browser: { runtime: object } }).browser.runtime, {
      getURL: (path: string) => `chrome-extension://x/${path}`,
    });
  });

  const look = (connections: readonly Connection[], state: Crm['state'] = 'off') =>
    lookAfter({
      bridge: async () => ({ crm: async () => ({ state }) as Crm }),
      directory: { all: async () => [...connections] },
    });

  it('tells of a broken one by badge and notification, once over all lives of the worker, until it was well', async () => {
    await look([broken]);
    await look([broken]);
    expect(created).toEqual(['needs-password c1']);
    expect(shown.get('needs-password c1')?.title).toBe('Acme Clinic: iCloud no longer accepts the password');
    expect(badge).toEqual({ text: '!', title: `Slotbridge: ${NEEDED.password}` });
    await look([well]);
    expect([...shown]).toEqual([]);
    expect(badge).toEqual({ text: '', title: 'Slotbridge' });
    await look([broken]);
    expect(created).toHaveLength(2);
  });

  it('tells once also where two looks are under way at a time', async () => {
    await Promise.all([look([broken]), look([broken]), look([broken])]);
    expect(created).toHaveLength(1);
  });

  it('puts a token that is no longer accepted, and bookings that could not be handed over, on the badge alone', async () => {
    await look([well], 'invalid-token');
    expect(badge.title).toBe(`Slotbridge: ${NEEDED.token}`);
    putRaw('bookingTroubles', [
      { connectionId: 'c1', appointmentId: 'a', title: null, start: null, words: 'It has no time.', at: 0 },
    ]);
    await look([well]);
    expect(badge.title).toBe(`Slotbridge: ${NEEDED.bookings}`);
    expect(created).toEqual([]);
  });

  it('leaves the badge as it was while the bridge gives no answer', async () => {
    await look([broken]);
    const silent = { all: () => Promise.reject(ownFailure('bridge-unreachable')) };
    await lookAfter({ bridge: async () => ({ crm: () => Promise.reject(new Error('not asked')) }), directory: silent });
    expect(badge.text).toBe('!');
  });

  it('looks every five minutes though no page is open, which is set once for all lives of the worker', async () => {
    const alarms = new Map<string, object>();
    const rings: ((alarm: { name: string }) => void)[] = [];
    const { browser } = globalThis as unknown as { browser: { runtime: object; notifications: object } };
    Object.assign(browser, {
      alarms: {
        get: async (name: string) => alarms.get(name),
        create: async (name: string, when: object) => alarms.set(name, when),
        onAlarm: { addListener: (ring: (alarm: { name: string }) => void) => rings.push(ring) },
      },
    });
    Object.assign(browser.runtime, { onStartup: { addListener: () => undefined } });
    Object.assign(browser.notifications, { onClicked: { addListener: () => undefined } });
    let looks = 0;
    const all = async () => {
      looks += 1;
      return [well];
    };
    watchOver({ bridge: async () => ({ crm: async () => ({ state: 'off' }) as Crm }), directory: { all } });
    await eventually(() => expect([...alarms.values()]).toEqual([{ periodInMinutes: 5 }]));
    const [name = ''] = alarms.keys();
    for (const ring of rings) ring({ name: 'of another part' });
    expect(looks).toBe(0);
    for (const ring of rings) ring({ name });
    expect(looks).toBe(1);
    alarms.set(name, { periodInMinutes: 5, scheduledTime: 1 });
    watchOver({ bridge: async () => ({ crm: async () => ({ state: 'off' }) as Crm }), directory: { all } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(alarms.get(name)).toHaveProperty('scheduledTime', 1);
  });
});
