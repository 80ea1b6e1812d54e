// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { weekAndDay } from '../../../extension/overlay/features/week-and-day.ts';
import { nothingTold, type Told } from '../../../extension/overlay/told.ts';
import { NOW, readBy, showDay } from './drawn-calendar.ts';

const [ANN, BEN] = ['aNn5Pq8rTs2Uv7Wx1Yz3', 'bEn9Cd4Ef6Gh1Jk3Lm7N'];
/** The page asked for the appointments of both. */
const told = (userId: string): Told => ({
  ...nothingTold(),
  locationZone: 'America/New_York',
  userId,
  calls: [
    {
      method: 'POST',
      path: '/calendars/events/loc1/search/',
      at: NOW,
      asked: { userId: `${ANN},${BEN}`, startTime: Date.UTC(2026, 10, 23, 5), endTime: Date.UTC(2026, 10, 24, 5) },
      events: [],
    },
  ],
});
const lefts = ({ marks }: ReturnType<typeof readBy>) => marks.map(({ box }) => box.left);

describe('a day with a column for each person', () => {
  it.each([
    [ANN, 1],
    [BEN, 101],
  ])('is marked in the column of the user alone, as theirs: %s', (userId, left) => {
    showDay('2026-11-23', 12, [ANN, BEN]);
    const read = readBy(weekAndDay, told(userId), 'loc1', Date.UTC(2026, 10, 23, 18));
    expect(lefts(read)).toEqual([left]);
    expect(read.reading).toMatchObject({ isUnreadable: false, whose: 'own' });
  });

  it('is marked nowhere, and says that it cannot be read, where nothing tells which column is the user’s', () => {
    showDay('2026-11-23', 12, ['7', '8']);
    const read = readBy(weekAndDay, told(ANN), 'loc1', Date.UTC(2026, 10, 23, 18));
    expect([lefts(read), read.reading?.isUnreadable]).toEqual([[], true]);
  });

  it('of others alone is no calendar that cannot be read', () => {
    showDay('2026-11-23', 12, ['7', '8']);
    const read = readBy(weekAndDay, told('cAl1Dd4Ef6Gh1Jk3Lm7N'), 'loc1', Date.UTC(2026, 10, 23, 18));
    expect(read.reading).toMatchObject({ isUnreadable: false, whose: 'others' });
  });
});
