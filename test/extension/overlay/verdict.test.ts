import { describe, expect, it } from 'vitest';
import { tagWords } from '../../../extension/overlay/describe.ts';
import { ageing } from '../../../extension/overlay/knowledge.ts';
import { notKnownWithin, verdict } from '../../../extension/overlay/verdict.ts';
import { HOUR, NOON, pictureWith, source } from './picture.ts';

const slot = (start: number, end: number, kind: 'busy' | 'travel' | 'tentative' = 'busy') => ({
  start,
  end,
  kind,
  sources: [source(start, end)],
});
const at = (start: number, end: number) => ({ start: NOON + start * HOUR, end: NOON + end * HOUR });
const busy = pictureWith({ slots: [slot(NOON, NOON + HOUR), slot(NOON + HOUR, NOON + 2 * HOUR, 'tentative')] });

describe('what is known of a slot', () => {
  it('is blocked, partly blocked or free, and only touching is free', () => {
    expect(verdict(at(0, 1), busy, true)).toMatchObject({ kind: 'busy', isWhole: true });
    expect(verdict(at(-0.5, 0.5), busy, true)).toMatchObject({ isWhole: false, taken: [at(0, 0.5)] });
    expect(verdict(at(-1, 0), busy, true)).toEqual({ kind: 'free' });
  });

  it('takes the strongest kind where several meet', () => {
    expect(verdict(at(0.5, 1.5), busy, true)).toMatchObject({ kind: 'busy', isWhole: true });
    expect(verdict(at(1, 2), busy, true)).toMatchObject({ kind: 'tentative' });
  });

  it('is not known without a picture, outside its range, in a gap or when it is too old; a block stays a block', () => {
    expect(verdict(at(-1, 0), null, true).kind).toBe('not-known');
    expect(verdict(at(11.5, 12.5), busy, true).kind).toBe('not-known');
    expect(verdict(at(-1, 0), busy, false).kind).toBe('not-known');
    expect(verdict(at(-1, 0), pictureWith({ unknown: [at(-0.5, 0)] }), true).kind).toBe('not-known');
    expect(verdict(at(0, 1), busy, false).kind).toBe('busy');
  });

  it('leaves the dark parts of a day, without its blocks', () => {
    expect(notKnownWithin(at(-1, 3), busy, true)).toEqual([]);
    expect(notKnownWithin(at(-1, 3), busy, false)).toEqual([at(-1, 0), at(2, 3)]);
    expect(notKnownWithin(at(10, 14), busy, true)).toEqual([at(12, 14)]);
  });

  it('is worded by what is taken', () => {
    const moment = (picture = busy) => ({
      picture,
      ageing: ageing({ picture, trouble: null, wokenAt: NOON }, NOON),
      now: NOON,
      zone: 'UTC',
    });
    const words = (start: number, end: number, picture = busy) => {
      const found = verdict(at(start, end), picture, true);
      return 'taken' in found ? tagWords(found, at(start, end), moment(picture)) : found.kind;
    };
    expect(words(0, 1)).toBe('Busy');
    expect(words(1, 2)).toBe('Maybe');
    expect(words(-0.5, 0.5)).toBe('Busy from\u00a012:00');
    expect(words(1.5, 2.5)).toBe('Maybe until\u00a014:00');
    expect(words(0, 1, pictureWith({ ...busy, wording: 'you' }))).toBe("You're busy");
  });
});
