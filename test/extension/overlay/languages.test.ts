import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Interval } from '../../../shared/intervals.ts';
import { speak } from '../words/browser-words.ts';
import { HOUR, NOON, pictureWith, source } from './picture.ts';

afterEach(() => speak());

/** The browser's narrow spaces, and those that keep words together, as plain ones. */
const spaced = (text: string) => text.replace(/\s/g, ' ');

/** Half of a slot from noon on is taken, as a browser in that language says it. */
async function saidIn(language: string) {
  speak(language);
  vi.resetModules();
  const { detailsOf, headingOf, tagWords } = await import('../../../extension/overlay/describe.ts');
  const { ageing } = await import('../../../extension/overlay/knowledge.ts');
  const { pickWords } = await import('../../../extension/overlay/pick-words.ts');
  const picture = pictureWith({ checkedAt: NOON - 8_000 });
  const state = ageing({ picture, trouble: null, wokenAt: NOON }, NOON);
  const moment = { picture, ageing: state, now: NOON, zone: 'UTC' };
  const slot: Interval = { start: NOON + HOUR, end: NOON + 2 * HOUR };
  const taken: Interval = { start: NOON + 1.5 * HOUR, end: NOON + 2 * HOUR };
  const blocked = { kind: 'busy', isWhole: false, taken: [taken], sources: [source(taken.start, taken.end)] } as const;
  const { time, checked } = detailsOf(slot, headingOf(blocked, moment), blocked.sources, moment);
  const conflict = { ...taken, kind: 'busy', calendarName: 'Work', color: '#FF9500', title: null } as const;
  const answer = { asked: slot, free: false, checkedAt: NOON, alternatives: [slot], words: null } as const;
  const note = pickWords({ ...answer, conflicts: [conflict, conflict, conflict] }, 'UTC');
  const tag = tagWords(blocked, slot, moment);
  return [tag, time, checked, state.chip.text, note?.what ?? '', note?.next ?? ''].map(spaced);
}

describe('what is said over a page', () => {
  it('is in English with times of 24 hours in Britain', async () => {
    expect(await saidIn('en-GB')).toEqual([
      'Busy from 13:30',
      'Mon 23 Nov, 13:00–14:00',
      'Checked 8 s ago',
      'iCloud · 8 s ago',
      "You're busy then: Work, 13:30–14:00 and Work, 13:30–14:00 and 1 more.",
      'Free instead: 13:00.',
    ]);
  });

  it('is in English with times of twelve hours in the United States', async () => {
    expect(await saidIn('en-US')).toEqual([
      'Busy from 1:30',
      'Mon, Nov 23, 1:00 – 2:00 PM',
      'Checked 8 s ago',
      'iCloud · 8 s ago',
      "You're busy then: Work, 1:30 – 2:00 PM and Work, 1:30 – 2:00 PM and 1 more.",
      'Free instead: 1:00 PM.',
    ]);
  });

  it('is in Spanish where the browser is', async () => {
    expect(await saidIn('es')).toEqual([
      'Ocupado · inicio 13:30',
      'lun, 23 nov, 13:00–14:00',
      'Comprobado hace 8 s',
      'iCloud · hace 8 s',
      'No estás libre a esa hora: Work, 13:30–14:00 y Work, 13:30–14:00 y 1 más.',
      'Libre en cambio: 13:00.',
    ]);
  });
});
