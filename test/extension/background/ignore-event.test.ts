import '../state/in-memory-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEventRefs } from '../../../extension/background/event-refs.ts';
import { heed, type IgnoringClient } from '../../../extension/background/ignore-event.ts';
import { BridgeFailure, ownFailure } from '../../../extension/bridge-client/failure.ts';
import type { CalendarEvent, Ignored } from '../../../shared/contract/blocked-slots.ts';

const START = '2026-11-23T10:00:00Z';
const END = '2026-11-23T11:00:00Z';
const place = { calendarId: 'work', eventId: 'evt_1', start: Date.parse(START), end: Date.parse(END) };

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: 'evt_1',
  calendarId: 'work',
  uid: 'uid-1',
  title: null,
  start: START,
  end: END,
  allDay: false,
  busy: true,
  reason: 'busy',
  origin: 'icloud',
  recurring: true,
  ...more,
});
const wish = (id: string, more: Partial<Ignored> = {}): Ignored => ({
  id,
  calendarId: 'work',
  uid: 'uid-1',
  createdAt: START,
  ...more,
});

let asked: unknown[];
let events: CalendarEvent[];
let ignored: Ignored[];

const client = {
  events: async (_id: string, range: unknown) => {
    asked.push(['events', range]);
    return { revision: 'r', events };
  },
  ignored: async () => ignored,
  ignore: async (_id: string, body: unknown) => {
    asked.push(['ignore', body]);
    return wish('ign_new');
  },
  stopIgnoring: async (_id: string, ignoredId: string) => {
    asked.push(['stop', ignoredId]);
  },
} as IgnoringClient;

const about = { connectionId: 'c1', place, client };

beforeEach(() => {
  asked = [];
  events = [event({ id: 'evt_0', uid: 'uid-0' }), event()];
  ignored = [];
});

describe('a wish about an event', () => {
  it('to ignore it names this one time of it, always names all of it', async () => {
    expect(await heed({ type: 'ignore', ref: 'r1', always: false }, about)).toEqual({
      state: 'ignored',
      ref: 'r1',
      ignoredId: 'ign_new',
      always: false,
    });
    await heed({ type: 'ignore', ref: 'r1', always: true }, about);
    expect(asked.filter((call) => (call as string[])[0] === 'ignore')).toEqual([
      ['ignore', { calendarId: 'work', uid: 'uid-1', occurrence: START }],
      ['ignore', { calendarId: 'work', uid: 'uid-1' }],
    ]);
  });

  it('about travel finds the event behind it, which begins as the travel ends', async () => {
    events = [event({ start: END, end: '2026-11-23T12:00:00Z' })];
    await heed({ type: 'ignore', ref: 'r1', always: false }, about);
    expect(asked).toEqual([
      ['events', { from: '2026-11-23T10:00:00.000Z', to: '2026-11-23T11:01:00.000Z' }],
      ['ignore', { calendarId: 'work', uid: 'uid-1', occurrence: END }],
    ]);
  });

  it('is taken back by its own id, whatever else was wished', async () => {
    ignored = [wish('ign_old')];
    const back = { type: 'stop-ignoring', ref: 'r1', ignoredId: 'ign_1' } as const;
    expect(await heed(back, { ...about, place: undefined })).toEqual({ state: 'heeded', ref: 'r1' });
    expect(asked).toEqual([['stop', 'ign_1']]);
  });

  it('to let it block again takes back all that was wished about it, and nothing about others', async () => {
    ignored = [
      wish('always'),
      wish('once', { occurrence: '2026-11-23T11:00:00+01:00' }),
      wish('another-day', { occurrence: '2026-11-24T10:00:00Z' }),
      wish('another-event', { uid: 'uid-0' }),
      wish('another-calendar', { calendarId: 'home' }),
    ];
    await heed({ type: 'stop-ignoring', ref: 'r1' }, about);
    expect(asked.slice(1)).toEqual([
      ['stop', 'always'],
      ['stop', 'once'],
    ]);
  });

  it('about an event that is gone, or a name that was never given, changes nothing and says so', async () => {
    events = [];
    const gone = { state: 'failed', ref: 'r1', words: expect.stringMatching(/^We can't find that event any more\./) };
    expect(await heed({ type: 'ignore', ref: 'r1', always: true }, about)).toEqual(gone);
    expect(await heed({ type: 'ignore', ref: 'r1', always: true }, { ...about, place: undefined })).toEqual(gone);
    expect(asked.filter((call) => (call as string[])[0] !== 'events')).toEqual([]);
  });

  it('fails as the bridge fails', async () => {
    const away = { ...client, events: async () => Promise.reject(ownFailure('bridge-unreachable')) };
    await expect(
      heed({ type: 'ignore', ref: 'r1', always: true }, { ...about, client: away as unknown as IgnoringClient }),
    ).rejects.toThrow(BridgeFailure);
  });
});

describe("a page's own names of events", () => {
  it('stay with their event, differ from each other, and tell nothing', () => {
    let count = 0;
    const refs = createEventRefs(() => `name-${++count}`);
    const other = { ...place, eventId: 'evt_2' };
    expect([refs.refOf(place), refs.refOf(other), refs.refOf({ ...place })]).toEqual(['name-1', 'name-2', 'name-1']);
    expect([refs.find('name-2'), refs.find('evt_1')]).toEqual([other, undefined]);
    expect(createEventRefs().refOf(place)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are given up for the oldest events when there are too many', () => {
    const refs = createEventRefs();
    const first = refs.refOf(place);
    for (let index = 0; index < 10_000; index += 1) refs.refOf({ ...place, eventId: `evt_${index + 10}` });
    expect(refs.find(first)).toBeUndefined();
  });
});
