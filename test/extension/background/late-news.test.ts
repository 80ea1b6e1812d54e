import '../state/in-memory-browser.ts';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../extension/background/booking-desk.ts';
import {
  ann,
  at,
  ben,
  connection,
  delivered,
  deskAfter,
  gone,
  HOUR,
  hearing,
  NOW,
  START,
  seen,
  staff,
  waiting,
} from './booking-day.ts';

describe('a booking that was deleted', () => {
  it('is taken away from every connection of the sub-account, known or not', () => {
    expect(waiting(deskAfter([gone('a1')], hearing(staff, [ann, ben])))).toEqual([
      ['c-ann', 'a1', null],
      ['c-ben', 'a1', null],
    ]);
  });

  it('is told to the page only where it was written before', () => {
    expect(deskAfter([gone('block-slot')]).queue[0]?.origin).toBeNull();
    expect(deskAfter([seen('created'), gone('a1')]).queue[0]?.origin).toEqual({ tabId: 1, frameId: 0 });
  });

  it('takes the instances of a series with it, also those that still wait', () => {
    const instance = (day: number) => `m1_${START + day * 24 * HOUR}_3600`;
    const all = [0, 1].map((day) => seen('listed', { id: instance(day), addedAt: NOW }));
    const first = deskAfter(all);
    expect(waiting(first)).toHaveLength(2);
    const desk = deskAfter([gone('m1')], hearing(), first);
    expect(waiting(desk)).toEqual([['c-ann', 'm1', null]]);
    // A list that was asked for before shows them still.
    expect(
      waiting(
        deskAfter(
          all.map((one) => ({ ...one, at: NOW - 1 })),
          hearing(),
          delivered(desk),
        ),
      ),
    ).toEqual([]);
  });

  it('is not brought back by an older list with an instance of which nothing was known', () => {
    const desk = deskAfter([gone('m1')]);
    const listed = seen('listed', { id: `m1_${START}_3600`, addedAt: NOW }, NOW - 1);
    expect(waiting(deskAfter([listed], hearing(), desk))).toEqual([['c-ann', 'm1', null]]);
  });

  it('takes the instances away when the whole series is moved, and writes it anew', () => {
    const series = (start: number) => {
      return { id: `m1_${start}_3600`, masterId: 'm1', isSeries: true, start, end: start + HOUR };
    };
    const desk = delivered(deskAfter([seen('created', series(START))]));
    expect(waiting(deskAfter([seen('changed', series(START))], hearing(), desk))).toHaveLength(1);
    expect(waiting(deskAfter([seen('changed', series(START + HOUR))], hearing(), desk))).toEqual([
      ['c-ann', 'm1', null],
      ['c-ann', `m1_${START + HOUR}_3600`, at(1)],
    ]);
  });
});

describe('news that comes late', () => {
  const moved = { start: START + HOUR, end: START + 2 * HOUR };
  const later = hearing(staff, [ann], NOW + 500);

  it('is dropped when it is a list that was asked for before the booking was changed', () => {
    const desk = deskAfter([seen('changed', moved, NOW)], later);
    expect(waiting(deskAfter([seen('listed', {}, NOW + 400)], later, desk))).toEqual([['c-ann', 'a1', at(1)]]);
    expect(waiting(deskAfter([seen('listed', {}, NOW + 600)], later, desk))).toEqual([['c-ann', 'a1', at(0)]]);
  });

  it('is dropped when a change that was made later was answered before', () => {
    const desk = deskAfter([seen('changed', moved, NOW + 10)], later);
    expect(waiting(deskAfter([seen('changed', {}, NOW)], later, desk))).toEqual([['c-ann', 'a1', at(1)]]);
  });

  it('is heard when a change was made while another was still on its way', () => {
    const desk = deskAfter([seen('changed', {}, NOW)], later);
    expect(waiting(deskAfter([seen('changed', moved, NOW + 10)], later, desk))).toEqual([['c-ann', 'a1', at(1)]]);
  });

  it('never brings back what was deleted', () => {
    const desk = delivered(deskAfter([seen('created'), gone('a1')], later));
    expect(waiting(deskAfter([seen('listed', {}, NOW + 400)], later, desk))).toEqual([]);
  });
});

describe('a list', () => {
  const fresh = { addedAt: NOW + 1 };

  it('hands over what it shows once, and again only when it shows something else', () => {
    const desk = delivered(deskAfter([seen('listed', fresh)]));
    expect(waiting(deskAfter([seen('listed', { ...fresh, updatedAt: NOW + 9 })], hearing(), desk))).toEqual([]);
    expect(waiting(deskAfter([seen('listed', { ...fresh, title: 'Maya Lind' })], hearing(), desk))).toHaveLength(1);
    expect(desk.queue.every(({ origin }) => origin === null)).toBe(true);
  });

  it('is no reason to write what has passed, or to remove what was never written', () => {
    expect(waiting(deskAfter([seen('listed', { ...fresh, start: NOW - HOUR, end: NOW })]))).toEqual([]);
    expect(waiting(deskAfter([seen('listed', { ...fresh, status: 'cancelled' })]))).toEqual([]);
  });

  it('takes away what was written and is cancelled now', () => {
    const desk = delivered(deskAfter([seen('created')]));
    const [entry] = deskAfter([seen('listed', { status: 'cancelled' })], hearing(), desk).queue;
    expect(entry?.appointment?.status).toBe('cancelled');
  });

  it('says nothing about what it does not show', () => {
    const desk = delivered(deskAfter([seen('created'), seen('created', { id: 'a2' })]));
    expect(waiting(deskAfter([seen('listed')], hearing(), desk))).toEqual([]);
  });
});

describe('an appointment that stood before a calendar was linked', () => {
  const unlinked = hearing(staff, [connection('c-ann', 'ann', null)]);
  const seenIds = (desk: Desk) => desk.seen[0]?.appointments.map(({ id }) => id);
  const old = { addedAt: NOW - HOUR, updatedAt: NOW - HOUR };

  it('is remembered, without its notes, and not handed over', () => {
    const desk = deskAfter(
      [seen('listed', { ...old, notes: 'Private' }), seen('listed', { ...old, id: 'a2' })],
      unlinked,
    );
    expect([waiting(desk), seenIds(desk)]).toEqual([[], ['a1', 'a2']]);
    expect(JSON.stringify(desk.seen)).not.toContain('Private');
  });

  it('waits for the answer once a calendar is linked, while what is new is written', () => {
    const desk = deskAfter([seen('listed', old), seen('listed', { id: 'a2', addedAt: NOW + 1 })]);
    expect(waiting(desk)).toEqual([['c-ann', 'a2', at(0)]]);
    expect(seenIds(desk)).toEqual(['a1']);
  });

  it('is written when it is changed, whatever the answer', () => {
    for (const decision of ['open', 'dismissed'] as const) {
      const before = deskAfter([seen('listed', old)]);
      const desk = { ...before, seen: before.seen.map((one) => ({ ...one, decision })) };
      expect(waiting(deskAfter([seen('listed', old)], hearing(), desk))).toEqual([]);
      const changed = deskAfter([seen('listed', { ...old, updatedAt: NOW + 1, title: 'New' })], hearing(), desk);
      expect([waiting(changed), seenIds(changed)]).toEqual([[['c-ann', 'a1', at(0)]], []]);
    }
  });

  it('is written as soon as a list shows it once the person said yes', () => {
    const before = deskAfter([seen('listed', old)]);
    const desk = { ...before, seen: before.seen.map((one) => ({ ...one, decision: 'added' as const })) };
    expect(waiting(deskAfter([seen('listed', old)], hearing(), desk))).toHaveLength(1);
  });

  it('leaves the question when it is cancelled or deleted', () => {
    expect(seenIds(deskAfter([seen('listed', old), gone('a1')], unlinked))).toEqual([]);
  });
});
