import { expect, it } from 'vitest';
import { calendarLines } from '../../../extension/options/calendar-states.ts';
import { oldestCheck, standingOf } from '../../../extension/options/standing.ts';
import type { Account } from '../../../extension/options/use-accounts.ts';
import type { Connection } from '../../../shared/contract/connection.ts';
import { calendar, connection } from '../ui/in-memory-bridge.ts';
import { type CalendarHealth, readCalendar } from './settings-bridge.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();

function account(states: CalendarHealth[], more: Partial<Connection> = {}): Account {
  return {
    connection: connection(more),
    calendars: [calendar('Home'), calendar('Work'), calendar('Birthdays')],
    health: {
      calendars: states,
      freshness: { p50Ms: null, p95Ms: null, samples: 0 },
      requests: { lastHour: 0 },
      outbox: { queued: 0, failed: 0 },
    },
  };
}

const wordsOf = (name: string, states: CalendarHealth[], more: Partial<Connection> = {}) =>
  calendarLines(account(states, more), NOW).find((line) => line.name === name)?.words;

it('puts first the calendars that are used, and says what for', () => {
  const lines = calendarLines(account([], { linkedCalendarId: 'birthdays', conflictCalendarIds: ['work'] }), NOW);
  expect(lines.map(({ name, uses }) => [name, uses])).toEqual([
    ['Work', ['Blocks']],
    ['Birthdays', ['Linked']],
    ['Home', []],
  ]);
});

it('says of one that is well when it was read', () => {
  expect(wordsOf('Work', [readCalendar('work', { checkedAt: at(8) })])).toBe('Read 8 s ago.');
});

it('says what went wrong last in the bridge’s own sentence, and when it was read before', () => {
  const failing = readCalendar('work', { state: 'failing', error: 'iCloud refused it.', checkedAt: at(7200) });
  expect(wordsOf('Work', [failing])).toBe('iCloud refused it. Last read 2 h ago.');
});

it.each([
  ['failing', 'It can’t be read right now, so its time isn’t known. We try again by ourselves. Last read 5 min ago.'],
  [
    'held',
    'Most of it seemed to be gone at once. We keep what we knew until a second look confirms it. Last read 5 min ago.',
  ],
  ['gone', 'It is no longer in the account. Choose your calendars again. Last read 5 min ago.'],
] as const)('has a sentence of its own for one that is %s', (state, words) => {
  expect(wordsOf('Work', [readCalendar('work', { state, checkedAt: at(300) })])).toBe(words);
});

it('says of one that was never read that it is not free', () => {
  const never = readCalendar('work', { state: 'never-read', checkedAt: null });
  expect(wordsOf('Work', [never])).toBe(
    'Its events aren’t known yet, so none of its time counts as free. Not read yet.',
  );
});

it('counts what could not be read, and is amber for it', () => {
  const unreadable = [{ calendarId: 'work', resource: 'a.ics', reason: 'No start.', since: at(60) }];
  const [line] = calendarLines(account([readCalendar('work', { checkedAt: at(8), unreadable })]), NOW);
  expect(line).toMatchObject({ words: 'Read 8 s ago. 1 event couldn’t be read.', tone: 'unknown' });
});

it('says of one that was not chosen that it blocks nothing', () => {
  expect(wordsOf('Home', [readCalendar('home', { state: 'not-chosen', checkedAt: null })])).toBe(
    'Not chosen, so it blocks nothing.',
  );
  expect(wordsOf('Home', [])).toBe('Not chosen, so it blocks nothing.');
});

it('calls an account good only while each calendar that blocks was read well', () => {
  expect(standingOf(account([readCalendar('work')]), false)).toBe('good');
  expect(standingOf(account([readCalendar('work', { state: 'failing' })]), false)).toBe('not-known');
  expect(standingOf(account([readCalendar('home')]), false)).toBe('not-known');
  expect(standingOf(account([readCalendar('work')], { conflictCalendarIds: [] }), false)).toBe('not-known');
  expect(standingOf(account([readCalendar('work')], { status: 'needs-password' }), false)).toBe('needs-password');
});

it('is as old as the oldest look at a calendar that blocks', () => {
  const two = { conflictCalendarIds: ['work', 'home'] };
  const [young, old] = [readCalendar('work', { checkedAt: at(8) }), readCalendar('home', { checkedAt: at(50) })];
  expect(oldestCheck(account([young, old], two))).toBe(NOW - 50_000);
  expect(oldestCheck(account([young, { ...old, checkedAt: null }], two))).toBeNull();
  expect(oldestCheck(account([young, old]))).toBe(NOW - 8_000);
});
