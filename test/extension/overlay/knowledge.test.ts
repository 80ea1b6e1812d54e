import { describe, expect, it } from 'vitest';
import { ageing, ageText } from '../../../extension/overlay/knowledge.ts';
import { NOON, pictureWith } from './picture.ts';

const known = { picture: pictureWith(), trouble: null, wokenAt: NOON };
const aged = (seconds: number, change = {}) => ageing({ ...known, ...change }, NOON + seconds * 1000);

describe('ageing of what is known', () => {
  it('is good for 30 s and then amber, while unmarked times still count as free', () => {
    expect(aged(8)).toMatchObject({
      unmarkedAreFree: true,
      asOf: null,
      chip: { text: 'iCloud · 8 s ago', tone: 'good' },
    });
    expect(aged(29.9).chip.tone).toBe('good');
    expect(aged(30)).toMatchObject({ unmarkedAreFree: true, chip: { tone: 'amber' }, banner: null });
  });

  it('after 2 min calls unmarked times not known, and marks carry the time of the check', () => {
    expect(aged(119.9).unmarkedAreFree).toBe(true);
    const stale = aged(120);
    expect(stale).toMatchObject({ unmarkedAreFree: false, asOf: NOON, chip: { tone: 'amber' } });
    expect(stale.banner?.words).toMatch(/^iCloud isn't answering\. Showing what we knew at .+\. Trying again\.$/);
  });

  it('says "Checking…" for 5 s after opening or waking, and then what is so; it never calls anything free meanwhile', () => {
    const nothing = { picture: null };
    expect(aged(4.9, nothing)).toMatchObject({ unmarkedAreFree: false, chip: { text: 'Checking…' }, banner: null });
    expect(aged(5, nothing)).toMatchObject({ unmarkedAreFree: false, chip: { tone: 'red' } });
    const woken = { wokenAt: NOON + 600_000 };
    expect(aged(601, woken)).toMatchObject({ unmarkedAreFree: false, asOf: NOON, chip: { text: 'Checking…' } });
    expect(aged(605, woken).banner).not.toBeNull();
  });

  it('calls nothing free at once when the bridge is away or the picture is not complete', () => {
    const trouble = { words: "Slotbridge isn't running.", remedy: null };
    expect(aged(1, { trouble })).toMatchObject({
      unmarkedAreFree: false,
      asOf: NOON,
      banner: trouble,
      chip: { tone: 'red' },
    });
    const picture = pictureWith({
      complete: false,
      words: 'Choose which calendars block your time.',
      remedy: 'welcome',
    });
    expect(aged(1, { picture })).toMatchObject({ unmarkedAreFree: false, banner: { remedy: 'welcome' } });
    expect(aged(1, { picture: pictureWith({ checkedAt: null }) }).unmarkedAreFree).toBe(false);
  });

  it('words ages in seconds by twos and fives, upwards, and in minutes and hours', () => {
    const ages = [-500, 0, 600, 2400, 2600, 8400, 8600, 10_400, 10_600, 54_600, 55_400, 55_600, 60_000, 3_600_000];
    expect(ages.map(ageText)).toEqual([
      ...['0 s ago', '0 s ago', '2 s ago', '2 s ago', '4 s ago', '8 s ago', '10 s ago', '10 s ago'],
      ...['15 s ago', '55 s ago', '55 s ago', '1 min ago', '1 min ago', '1 h ago'],
    ]);
  });
});
