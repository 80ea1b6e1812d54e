import { describe, expect, it } from 'vitest';
import { type BusyRules, type Circumstances, judge, rulesFor } from '../../../bridge/domain/busy.ts';
import type { Occurrence, ParticipationStatus } from '../../../bridge/domain/occurrence.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import { at, occurrence } from './busy-occurrences.ts';

const DEFAULT_RULES: BusyRules = { allDay: 'as-marked', tentative: 'busy', unanswered: 'busy', travelTime: true };

function judged(parts: Partial<Occurrence>, rules: Partial<BusyRules> = {}, other: Partial<Circumstances> = {}) {
  const circumstances = {
    ownerAddresses: ['mailto:me@example.org'],
    calendarTransparent: false,
    ignored: false,
    ...other,
  };
  return judge(occurrence(parts), { rules: { ...DEFAULT_RULES, ...rules }, ...circumstances });
}

const verdict = (...args: Parameters<typeof judged>) => {
  const { busy, reason, kind } = judged(...args);
  return `${busy ? `blocks as ${kind}` : 'free'}: ${reason}`;
};

const answered = (participation: ParticipationStatus) => ({
  attendees: [{ address: 'me@example.org', participation }],
});
const EMPTY = { end: at('09:00') };
const ALL_DAY = { allDay: true, start: at('00:00'), end: at('24:00') };

describe('an event', () => {
  it.each<[string, Partial<Occurrence>, string]>([
    ['like any other', {}, 'blocks as busy: busy'],
    ['that is transparent', { transparent: true }, 'free: marked-free'],
    ['that is cancelled', { status: 'cancelled' }, 'free: cancelled'],
    ['that is tentative', { status: 'tentative' }, 'blocks as tentative: tentative'],
    ['that Outlook calls tentative', { busyStatus: 'tentative' }, 'blocks as tentative: tentative'],
    ['that is out of office', { busyStatus: 'oof' }, 'blocks as busy: busy'],
    ['that is worked elsewhere', { busyStatus: 'working-elsewhere' }, 'blocks as busy: busy'],
    ['that Outlook calls free and TRANSP opaque', { busyStatus: 'free' }, 'blocks as busy: busy'],
    ['that I declined', answered('declined'), 'free: declined'],
    ['that I have not answered', answered('needs-action'), 'blocks as tentative: unanswered'],
    ['that I may go to', answered('tentative'), 'blocks as tentative: tentative'],
    ['that I go to', answered('accepted'), 'blocks as busy: busy'],
    ['that I gave to somebody else', answered('delegated'), 'blocks as busy: busy'],
    ['that I answered in a way nobody knows', answered('other'), 'blocks as busy: busy'],
    ['of no length', EMPTY, 'free: zero-length'],
    ['that ends before it starts', { ...EMPTY, endsBeforeStart: true }, 'free: ends-before-start'],
    ['of a day', ALL_DAY, 'blocks as busy: busy'],
    ['of a day that is transparent', { ...ALL_DAY, transparent: true }, 'free: marked-free'],
  ])('%s', (_, parts, expected) => {
    expect(verdict(parts)).toBe(expected);
  });

  it('that another person declined blocks', () => {
    expect(verdict({ attendees: [{ address: 'you@example.org', participation: 'declined' }] })).toBe(
      'blocks as busy: busy',
    );
  });

  it('in a calendar that is transparent as a whole is free', () => {
    expect(verdict({}, {}, { calendarTransparent: true })).toBe('free: calendar-transparent');
  });

  it('that is to be ignored is free', () => {
    expect(verdict({}, {}, { ignored: true })).toBe('free: ignored');
  });
});

describe('the owner is known', () => {
  it.each([
    ['with mailto:', 'mailto:me@example.org'],
    ['without', 'me@example.org'],
    ['in large letters', 'MAILTO:Me@Example.ORG'],
    ['with blanks', ' mailto:me@example.org '],
  ])('%s', (_, address) => {
    expect(verdict(answered('declined'), {}, { ownerAddresses: ['urn:uuid:1', address] })).toBe('free: declined');
  });

  it('by an address of the server', () => {
    const attendees = [{ address: '/amty/principal/', participation: 'declined' as const }];
    expect(verdict({ attendees }, {}, { ownerAddresses: ['/aMTY/principal/'] })).toBe('free: declined');
  });

  it('not by a part of an address', () => {
    const attendees = [{ address: 'not-me@example.org', participation: 'declined' as const }];
    expect(verdict({ attendees })).toBe('blocks as busy: busy');
  });

  it('under several addresses: the answer that blocks most holds', () => {
    const attendees = [
      { address: 'me@example.org', participation: 'declined' as const },
      { address: 'me@work.example', participation: 'accepted' as const },
    ];
    const ownerAddresses = ['me@example.org', 'me@work.example'];
    expect(verdict({ attendees }, {}, { ownerAddresses })).toBe('blocks as busy: busy');
    expect(verdict({ attendees: attendees.slice(0, 1) }, {}, { ownerAddresses })).toBe('free: declined');
  });
});

describe('settings', () => {
  it.each<[string, Partial<Occurrence>, Partial<BusyRules>, string]>([
    ['tentative free', { status: 'tentative' }, { tentative: 'free' }, 'free: tentative'],
    ['tentative free, own answer', answered('tentative'), { tentative: 'free' }, 'free: tentative'],
    [
      'tentative free says nothing of unanswered',
      answered('needs-action'),
      { tentative: 'free' },
      'blocks as tentative: unanswered',
    ],
    ['unanswered free', answered('needs-action'), { unanswered: 'free' }, 'free: unanswered'],
    ['all-day never', ALL_DAY, { allDay: 'never' }, 'free: all-day-setting'],
    ['all-day never, transparent', { ...ALL_DAY, transparent: true }, { allDay: 'never' }, 'free: all-day-setting'],
    [
      'all-day always, transparent',
      { ...ALL_DAY, transparent: true },
      { allDay: 'always' },
      'blocks as busy: all-day-setting',
    ],
    ['all-day always, opaque', ALL_DAY, { allDay: 'always' }, 'blocks as busy: busy'],
    ['all-day always, cancelled', { ...ALL_DAY, status: 'cancelled' }, { allDay: 'always' }, 'free: cancelled'],
    ['all-day always, declined', { ...ALL_DAY, ...answered('declined') }, { allDay: 'always' }, 'free: declined'],
    [
      'all-day always, tentative',
      { ...ALL_DAY, status: 'tentative', transparent: true },
      { allDay: 'always' },
      'blocks as tentative: tentative',
    ],
    ['all-day always says nothing of timed events', { transparent: true }, { allDay: 'always' }, 'free: marked-free'],
    ['all-day never says nothing of timed events', {}, { allDay: 'never' }, 'blocks as busy: busy'],
  ])('%s', (_, parts, rules, expected) => {
    expect(verdict(parts, rules)).toBe(expected);
  });

  it('of a calendar go before those of the connection, one by one', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      tentative: 'free' as const,
      calendars: { work: { allDay: 'never' as const, travelTime: false } },
    };
    expect(rulesFor(settings, 'work')).toEqual({
      allDay: 'never',
      tentative: 'free',
      unanswered: 'busy',
      travelTime: false,
    });
    expect(rulesFor(settings, 'home')).toEqual({
      allDay: 'as-marked',
      tentative: 'free',
      unanswered: 'busy',
      travelTime: true,
    });
    expect(rulesFor(settings, 'constructor')).toEqual(rulesFor(settings, 'home'));
  });
});

describe('where several reasons apply, the first of these is named', () => {
  const everything: Partial<Occurrence> = {
    ...ALL_DAY,
    transparent: true,
    status: 'tentative',
    ...answered('needs-action'),
  };
  it.each<[string, ...Parameters<typeof judged>]>([
    [
      'ignored',
      { ...everything, ...EMPTY, start: at('09:00'), status: 'cancelled', endsBeforeStart: true },
      { allDay: 'never' },
      { ignored: true, calendarTransparent: true },
    ],
    [
      'cancelled',
      { ...everything, ...EMPTY, start: at('09:00'), status: 'cancelled', endsBeforeStart: true },
      { allDay: 'never' },
      { calendarTransparent: true },
    ],
    [
      'ends-before-start',
      { ...everything, ...EMPTY, start: at('09:00'), endsBeforeStart: true },
      { allDay: 'never' },
      { calendarTransparent: true },
    ],
    [
      'zero-length',
      { ...everything, ...EMPTY, start: at('09:00') },
      { allDay: 'never' },
      { calendarTransparent: true },
    ],
    [
      'calendar-transparent',
      { ...everything, ...answered('declined') },
      { allDay: 'never' },
      { calendarTransparent: true },
    ],
    ['declined', { ...everything, ...answered('declined') }, { allDay: 'never' }],
    ['all-day-setting', everything, { allDay: 'never' }],
    ['marked-free', everything, { unanswered: 'free', tentative: 'free' }],
    ['unanswered', { ...everything, transparent: false }, { unanswered: 'free', tentative: 'free' }],
    ['tentative', { ...everything, transparent: false, attendees: [] }, { unanswered: 'free', tentative: 'free' }],
  ])('%s', (reason, ...args) => {
    expect(judged(...args)).toEqual({ busy: false, reason, kind: expect.any(String), pieces: [] });
  });
});

describe('what an event blocks', () => {
  const piece = (start: string, end: string, kind: string, reason: string) => ({
    start: at(start),
    end: at(end),
    kind,
    reason,
  });

  it('is its own time', () => {
    expect(judged({}).pieces).toEqual([piece('09:00', '10:00', 'busy', 'busy')]);
  });

  it('and the travel before it', () => {
    expect(judged({ travelMs: 45 * 60_000 }).pieces).toEqual([
      piece('08:15', '09:00', 'travel', 'travel'),
      piece('09:00', '10:00', 'busy', 'busy'),
    ]);
  });

  it('not the travel where that is switched off', () => {
    expect(judged({ travelMs: 45 * 60_000 }, { travelTime: false }).pieces).toEqual([
      piece('09:00', '10:00', 'busy', 'busy'),
    ]);
  });

  it('the travel to a tentative event as tentative', () => {
    expect(judged({ travelMs: 45 * 60_000, status: 'tentative' }).pieces).toEqual([
      piece('08:15', '09:00', 'tentative', 'travel'),
      piece('09:00', '10:00', 'tentative', 'tentative'),
    ]);
  });

  it('nothing when it is free, whatever the travel', () => {
    expect(judged({ travelMs: 45 * 60_000, transparent: true }).pieces).toEqual([]);
  });
});
