import { expect, it } from 'vitest';
import { checkPick, freeTimes, unanswered } from '../../../extension/background/check-pick.ts';
import { ownFailure } from '../../../extension/bridge-client/failure.ts';
import type { BlockedSlots, CheckRequest } from '../../../shared/contract/blocked-slots.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import { calendar, connection } from '../ui/in-memory-bridge.ts';

const HALF = 1_800_000;
const TEN = Date.UTC(2026, 10, 24, 10);
const iso = (at: number) => new Date(at).toISOString();
const pick = {
  type: 'check',
  view: { kind: 'widget', calendar: 'own', from: 0, to: 1 },
  start: TEN,
  end: TEN + HALF,
} as const;

const slot = (start: number, end: number, title: string | null = 'Dentist') => {
  const source = { calendarId: 'work', eventId: 'e', uid: 'u', title, start: iso(start), end: iso(end) };
  return {
    start: iso(start),
    end: iso(end),
    kind: 'busy' as const,
    sources: [{ ...source, allDay: false, kind: 'busy' as const, reason: 'busy' as const }],
  };
};
const blocked = (slots: BlockedSlots['slots'], more: Partial<BlockedSlots> = {}): BlockedSlots => {
  return { revision: '1', checkedAt: iso(TEN), complete: true, unknown: [], slots, ...more };
};
const halves = (...steps: number[]) => steps.map((step) => TEN + step * HALF);
const starts = (times: readonly { start: number }[]) => times.map(({ start }) => (start - TEN) / HALF);

const free = (offered: readonly number[], taken: BlockedSlots, now = 0, timeZone = 'UTC') =>
  freeTimes(pick, offered, taken, { now, timeZone });

it('names the next three offered times that are free, and earlier ones of the day where so many do not follow', () => {
  const offered = halves(-6, -4, -2, 5, 0, 1, 2, 3, 4, 6, 7);
  const taken = blocked([slot(TEN, TEN + 2 * HALF), slot(TEN + 4.5 * HALF, TEN + 5 * HALF)]);
  expect(starts(free(offered, taken))).toEqual([2, 3, 5]);
  expect(starts(free(halves(-6, -4, 5), taken))).toEqual([-6, -4, 5]);
  expect(free(halves(2), taken)).toEqual([{ start: TEN + 2 * HALF, end: TEN + 3 * HALF }]);
});

it('names the nearest of the earlier ones, and none that has passed', () => {
  expect(starts(free(halves(-3, -2, -1, 1), blocked([])))).toEqual([-2, -1, 1]);
  expect(starts(free(halves(-3, -2, -1, 1), blocked([]), TEN - HALF))).toEqual([1]);
});

it('names no time of an earlier day, by the days of the person’s zone', () => {
  const offered = halves(-48, -21, 26);
  expect(starts(free(offered, blocked([])))).toEqual([26]);
  // There it is 23:00, and 23:30 UTC of the day before is 12:30 of the same day.
  expect(starts(free(offered, blocked([]), 0, 'Pacific/Tongatapu'))).toEqual([-21, 26]);
});

it('calls no time free that has passed, lies weeks ahead, or is not known', () => {
  expect(starts(free(halves(1, 2), blocked([]), TEN + HALF))).toEqual([2]);
  expect(starts(free(halves(1, 48 * 14, 48 * 14 + 1), blocked([])))).toEqual([1, 48 * 14]);
  expect(free(halves(1), blocked([], { complete: false }))).toEqual([]);
  const unsure = { calendarId: 'work', reason: 'unreadable', since: iso(0) };
  const gap = { ...unsure, from: iso(TEN + HALF), to: iso(TEN + 2 * HALF) };
  expect(starts(free(halves(1, 2), blocked([], { unknown: [gap] })))).toEqual([2]);
  expect(free(halves(1, 2), blocked([], { unknown: [unsure] }))).toEqual([]);
});

function asked(free: boolean | null, showTitles: boolean) {
  const questions: CheckRequest[] = [];
  const ranges: { from: string; to: string }[] = [];
  const conflicts = free === false ? [slot(TEN, TEN + HALF)] : [];
  const client = {
    check: async (_id: string, question: CheckRequest) => {
      questions.push(question);
      return { free, conflicts, checkedAt: iso(TEN) };
    },
    blockedSlots: async (_id: string, range: { from: string; to: string }) => {
      ranges.push(range);
      return { changed: true as const, etag: null, body: blocked(conflicts) };
    },
  };
  const own = connection({ settings: { ...DEFAULT_SETTINGS, showTitles } });
  return {
    parts: { client, connection: own, calendars: [calendar('Work', { id: 'work' })], now: 0 },
    questions,
    ranges,
  };
}

it('says of each answer about whom and which calendar it was asked, so that a late one is known for what it is', async () => {
  const who = { userId: 'ann', calendarId: 'own' };
  const times = { start: TEN, end: TEN + HALF };
  const { parts } = asked(true, false);
  expect((await checkPick({ ...pick, ...who }, parts)).asked).toEqual({ ...times, ...who });
  expect((await checkPick(pick, parts)).asked).toEqual(times);
  const away = ownFailure('bridge-unreachable');
  expect(unanswered({ ...pick, ...who }, away).asked).toEqual({ ...times, ...who });
  expect(unanswered({ ...pick, userId: 'ann' }, away).asked).toEqual({ ...times, userId: 'ann' });
});

it('asks the server itself, leaving out the appointment that is changed', async () => {
  const { parts, questions } = asked(true, false);
  const answer = await checkPick({ ...pick, ignoreAppointmentId: 'a1' }, parts);
  expect(questions).toEqual([{ start: iso(TEN), end: iso(TEN + HALF), fresh: true, ignoreAppointmentId: 'a1' }]);
  expect(answer).toEqual({
    asked: { start: TEN, end: TEN + HALF },
    free: true,
    conflicts: [],
    checkedAt: TEN,
    alternatives: [],
    words: null,
  });
});

it('shows what is in the way, its title only to one who shows titles, and what is free', async () => {
  const titles = async (showTitles: boolean) => {
    const answer = await checkPick({ ...pick, offered: halves(0, 1, 2) }, asked(false, showTitles).parts);
    return [answer.conflicts.map(({ calendarName, title }) => [calendarName, title]), starts(answer.alternatives)];
  };
  expect(await titles(true)).toEqual([[['Work', 'Dentist']], [1, 2]]);
  expect(await titles(false)).toEqual([[['Work', null]], [1, 2]]);
});

it('asks for the day before as well, but for nothing that has passed', async () => {
  const from = async (now: number) => {
    const { parts, ranges } = asked(false, false);
    await checkPick({ ...pick, offered: halves(1) }, { ...parts, now });
    return ranges.map((range) => range.from);
  };
  expect(await from(0)).toEqual([iso(TEN - 48 * HALF)]);
  expect(await from(TEN - HALF)).toEqual([iso(TEN - HALF)]);
  expect(await from(TEN + HALF)).toEqual([iso(TEN)]);
});

it('says that it is not known, and why', async () => {
  expect(await checkPick(pick, asked(null, false).parts)).toMatchObject({
    free: null,
    words: expect.stringMatching(/can't tell/),
  });
  const failure = ownFailure('bridge-unreachable');
  expect(unanswered(pick, failure)).toMatchObject({ free: null, words: failure.message, alternatives: [] });
  expect(() => unanswered(pick, new TypeError('a mistake of ours'))).toThrow(TypeError);
});
