import '../state/in-memory-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IgnoreWish, PageHealth, PageHint } from '../../../extension/background/messages.ts';
import { createOpenPages, type OpenPage } from '../../../extension/background/open-pages.ts';
import { eventually } from '../../sandbox/eventually.ts';

type Port = Parameters<ReturnType<typeof createOpenPages>['add']>[0];

/** One end of a runtime port: what a content script says goes to the listeners at once. */
function portFrom(url: string) {
  const hear: ((raw: unknown) => void)[] = [];
  const gone: (() => void)[] = [];
  const told: unknown[] = [];
  const port = {
    sender: { url, tab: { id: 7 } },
    postMessage: (message: unknown) => told.push(message),
    onMessage: { addListener: (listener: (raw: unknown) => void) => hear.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => gone.push(listener) },
  };
  const say = (raw: unknown) => {
    for (const listener of hear) listener(raw);
  };
  const leave = () => {
    for (const listener of gone) listener();
  };
  return { port: port as unknown as Port, say, leave, told };
}

const STAFF = 'https://app.gohighlevel.com/v2/location/loc/calendars/view';
const SITE = 'https://crm.agency.example';
const WHO = { type: 'hint', hint: { kind: 'who', locationId: 'loc', userId: 'ann', userName: 'Ann' } };
const WATCH = { type: 'watch', view: { kind: 'staff-grid', locationId: 'loc', from: 0, to: 1 }, visible: true };

let hints: PageHint[];
let watched: (OpenPage['view'] | null)[];
let opened: string[];
let checked: number[][];
let missed: number[];
let wishes: IgnoreWish[];
let healths: PageHealth[];
let now: number;
let allowed: string[];
let pages: ReturnType<typeof createOpenPages>;

beforeEach(() => {
  hints = [];
  watched = [];
  opened = [];
  checked = [];
  missed = [];
  wishes = [];
  healths = [];
  now = 0;
  allowed = [];
  pages = createOpenPages(
    {
      onHint: (_page, hint) => hints.push(hint),
      onWatch: (page) => watched.push(page.view),
      onOpen: (_page, name) => opened.push(name),
      onCheck: (_page, { start, end }) => checked.push([start, end]),
      onUnrecognised: () => missed.push(1),
      onIgnore: (_page, wish) => wishes.push(wish),
      onHealth: (health) => healths.push(health),
      onGone: () => watched.push(null),
    },
    () => now,
    async (address) => allowed.some((site) => address.startsWith(`${site}/`)),
  );
});

function open(url = STAFF) {
  const end = portFrom(url);
  pages.add(end.port);
  return end;
}

describe('what an open page says to the worker', () => {
  it('is heard in its own shapes', () => {
    const { say } = open();
    for (const message of [WHO, WATCH, { type: 'open', window: 'connect' }, { type: 'leave' }]) say(message);
    expect([hints, watched, opened]).toEqual([[WHO.hint], [WATCH.view, null], ['connect']]);
  });

  it('may be a question about a picked time, or a booking that was not recognised, and neither ends the view', () => {
    const { say } = open();
    const { view } = WATCH;
    say(WATCH);
    say({ type: 'check', view, start: 5, end: 6, userId: 'ann', offered: [5, 6] });
    say({ type: 'check', view, start: 5 });
    say({ type: 'unrecognised', view });
    expect([checked, missed, watched]).toEqual([[[5, 6]], [1], [view]]);
  });

  it('may be a wish about an event, by the name that the page was given', () => {
    const { say } = open();
    const wish = { type: 'ignore', ref: 'r1', always: false };
    for (const message of [wish, { ...wish, uid: 'x' }, { type: 'stop-ignoring', ref: 'r1' }]) say(message);
    expect(wishes).toEqual([wish, { type: 'stop-ignoring', ref: 'r1' }]);
  });

  it('may be whether it could be read, in counts and words of ours alone', () => {
    const { say } = open();
    const health = {
      type: 'health',
      feature: 'booking-times',
      isReadable: false,
      facts: { slots: 3, 'has-date': true },
    };
    say(health);
    for (const facts of [{ title: 'Dentist at 10' }, { 'A name': 1 }, { slots: -1 }, { slots: { deep: 1 } }]) {
      say({ ...health, facts });
    }
    say({ ...health, feature: '/v2/location/abc' });
    expect(healths).toEqual([health]);
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'watch'],
    ['an unknown type', { type: 'token' }],
    ['a field too many', { ...WATCH, token: 'x' }],
    ['a view of another shape', { ...WATCH, view: { kind: 'staff-grid', locationId: 'loc' } }],
    ['a time that is no whole number', { ...WATCH, view: { ...WATCH.view, from: 0.5 } }],
    ['a time that is no number', { ...WATCH, view: { ...WATCH.view, to: '1' } }],
    ['an id with a path in it', { ...WATCH, view: { ...WATCH.view, locationId: '../health' } }],
    ['another window', { type: 'open', window: 'https://example.com' }],
    ['a name with control characters', { ...WHO, hint: { ...WHO.hint, userName: 'A\u0000nn' } }],
    ['a name without end', { ...WHO, hint: { ...WHO.hint, userName: 'a'.repeat(201) } }],
    [
      'too many calendars',
      { type: 'hint', hint: { kind: 'calendars', locationId: 'loc', calendars: Array(201).fill({}) } },
    ],
  ])('is dropped when it is %s', (_what, message) => {
    open().say(message);
    expect([hints, watched, opened]).toEqual([[], [], []]);
  });

  it('is dropped when it is larger than any page has reason to be', () => {
    const calendar = (index: number) => ({
      calendarId: `c${index}`,
      slugs: [],
      name: 'x'.repeat(200),
      memberUserIds: Array.from({ length: 200 }, (_, user) => `${user}`.padStart(20, 'u')),
    });
    const calendars = Array.from({ length: 100 }, (_, index) => calendar(index));
    const { say } = open();
    say({ type: 'hint', hint: { kind: 'calendars', locationId: 'loc', calendars } });
    expect(hints).toEqual([]);
    say({ type: 'hint', hint: { kind: 'calendars', locationId: 'loc', calendars: calendars.slice(0, 10) } });
    expect(hints).toHaveLength(1);
  });

  it('is heard 300 times a minute, each page for itself', () => {
    const one = open();
    const other = open();
    for (let index = 0; index < 400; index += 1) one.say(WATCH);
    other.say(WATCH);
    expect(watched).toHaveLength(301);
    now = 60_001;
    one.say(WATCH);
    expect(watched).toHaveLength(302);
  });

  it.each([
    ['https://api.leadconnectorhq.com/widget/booking/abc'],
    ['https://app.gohighlevel.com.example.com/v2/location/loc/calendars/view'],
    ['https://example.com/#https://app.gohighlevel.com/'],
    ['about:blank'],
  ])('says nothing about who somebody is when it comes from %s', async (url) => {
    open(url).say(WHO);
    await Promise.resolve();
    expect(hints).toEqual([]);
  });

  it('is heard from a site that the person added, in its order, and no longer once they took it back', async () => {
    allowed = [SITE];
    const { say, told } = open(`${SITE}/v2/location/loc/calendars/view`);
    for (const message of [WHO, WATCH]) say(message);
    await eventually(() => expect([hints, watched]).toEqual([[WHO.hint], [WATCH.view]]));
    allowed = [];
    for (const message of [WHO, WATCH]) say(message);
    await eventually(() => expect(told).toEqual([{ type: 'not-here' }, { type: 'not-here' }]));
    expect([hints.length, watched.length]).toEqual([1, 1]);
  });

  it('says nothing about who somebody is from a booking page of such a site', async () => {
    allowed = [SITE];
    const { say } = open(`${SITE}/widget/booking/abc`);
    for (const message of [WHO, WATCH]) say(message);
    await eventually(() => expect(watched).toEqual([WATCH.view]));
    expect(hints).toEqual([]);
  });

  it('ends when the page goes', () => {
    const { leave } = open();
    expect(pages.pages.size).toBe(1);
    leave();
    expect([pages.pages.size, watched]).toEqual([0, [null]]);
  });
});
