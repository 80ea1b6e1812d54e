// @vitest-environment happy-dom
import '../state/in-memory-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageMessage, PickAnswer } from '../../../extension/background/messages.ts';
import { PageMessage as PageMessageSchema } from '../../../extension/background/messages.ts';
import type { Pick } from '../../../extension/crm/picks.ts';
import type { CrmPage } from '../../../extension/crm/routes.ts';
import { createPickCheck } from '../../../extension/overlay/pick-check.ts';
import { HOUR, NOON } from './picture.ts';

const WIDGET: CrmPage = { kind: 'widget', calendar: 'cal1' };

const pick = (start: number, more: Partial<Pick> = {}): Pick => ({
  start,
  end: start + HOUR,
  anchor: document.createElement('div'),
  zone: 'UTC',
  offered: [NOON - HOUR, NOON, NOON + HOUR],
  ...more,
});

const busy = (start: number): PickAnswer => ({
  asked: { start, end: start + HOUR },
  free: false,
  conflicts: [],
  checkedAt: NOON,
  alternatives: [],
  words: null,
});

let said: PageMessage[];
let notes: (PickAnswer | null)[];
beforeEach(() => {
  said = [];
  notes = [];
});

function checkOn(page: CrmPage) {
  const note = {
    show: (_at: unknown, answer: PickAnswer) => void notes.push(answer),
    hide: () => void notes.push(null),
  };
  const say = (message: PageMessage) => said.push(message);
  return createPickCheck({ page, told: { offered: null }, say }, note);
}

describe('a picked time', () => {
  it('is asked about at once, with the times that the page offers, none of them a day earlier', () => {
    const offered = [-24, -23, -1, 0, 1].map((hours) => NOON + hours * HOUR);
    checkOn(WIDGET).onPick(pick(NOON, { calendarId: 'cal1', offered }));
    expect(said).toEqual([
      {
        type: 'check',
        view: { kind: 'widget', calendar: 'cal1', from: NOON, to: NOON + HOUR },
        start: NOON,
        end: NOON + HOUR,
        calendarId: 'cal1',
        offered: [NOON - 23 * HOUR, NOON - HOUR, NOON, NOON + HOUR],
      },
    ]);
    expect(PageMessageSchema.parse(said[0])).toEqual(said[0]);
  });

  it('is asked about on every page of the sub-account, for the person it is booked for', () => {
    checkOn({ kind: 'staff', locationId: 'loc1' }).onPick(pick(NOON, { userId: 'ben' }));
    expect(said[0]).toMatchObject({ view: { kind: 'staff-grid', locationId: 'loc1' }, userId: 'ben' });
    checkOn({ kind: 'staff', locationId: null }).onPick(pick(NOON));
    expect(said).toHaveLength(1);
  });

  it('gets its note when the answer is there', () => {
    const check = checkOn(WIDGET);
    check.onPick(pick(NOON));
    check.hear({ type: 'check-answer', answer: busy(NOON) });
    expect(notes).toEqual([null, busy(NOON)]);
  });

  it('gets no late answer about another person or calendar at the same time', () => {
    const check = checkOn({ kind: 'staff', locationId: 'loc1' });
    const about = (who: object): PickAnswer => ({ ...busy(NOON), asked: { ...busy(NOON).asked, ...who } });
    check.onPick(pick(NOON, { userId: 'ben', calendarId: 'cal1' }));
    check.hear({ type: 'check-answer', answer: about({ userId: 'ann', calendarId: 'cal1' }) });
    check.hear({ type: 'check-answer', answer: about({ userId: 'ben', calendarId: 'cal2' }) });
    expect(notes).toEqual([null]);
    const bens = about({ userId: 'ben', calendarId: 'cal1' });
    check.hear({ type: 'check-answer', answer: bens });
    expect(notes).toEqual([null, bens]);
  });

  it('gets no answer that was meant for another one, or that comes when nothing is picked any more', () => {
    const check = checkOn(WIDGET);
    check.onPick(pick(NOON));
    check.onPick(pick(NOON + HOUR));
    check.hear({ type: 'check-answer', answer: busy(NOON) });
    check.onPick(null);
    check.hear({ type: 'check-answer', answer: busy(NOON + HOUR) });
    expect(notes).toEqual([null, null, null]);
    expect(said).toHaveLength(2);
  });
});
