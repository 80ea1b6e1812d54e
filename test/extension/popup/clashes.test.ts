import { describe, expect, it } from 'vitest';
import { groupsOf, type Listed, standing } from '../../../extension/popup/booking-groups.ts';
import { clashesOf, comingAppointments } from '../../../extension/popup/clashes.ts';
import type { Kept } from '../../../extension/state/kept-bookings.ts';
import type { Written } from '../../../shared/contract/appointments.ts';
import type { BlockedSlot, Source } from '../../../shared/contract/blocked-slots.ts';
import { appointment, written } from '../ui/in-memory-bridge.ts';
import { NOTHING_KEPT } from '../ui/in-memory-kept.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');

const at = (start: string, end: string) => ({ start: `2026-11-${start}:00Z`, end: `2026-11-${end}:00Z` });
const TEN = at('24T10:00', '24T11:00');

const source = (time: { start: string; end: string }, more: Partial<Source> = {}): Source => ({
  calendarId: 'work',
  eventId: 'e1',
  uid: 'dentist',
  title: null,
  allDay: false,
  kind: 'busy',
  reason: 'busy',
  ...time,
  ...more,
});
const slot = (...sources: Source[]): BlockedSlot => {
  const starts = sources.map(({ start }) => start).sort();
  const ends = sources.map(({ end }) => end).sort();
  return { start: starts[0] ?? '', end: ends.at(-1) ?? '', kind: 'busy', sources };
};

const clashing = (appointments: Written[], slots: BlockedSlot[], kept: Partial<Kept> = {}) =>
  clashesOf(comingAppointments(appointments, { ...NOTHING_KEPT, ...kept }, NOW), slots).map(
    ({ appointment, events }) => [appointment.id, events.map(({ uid }) => uid)],
  );

describe('an appointment clashes', () => {
  it('with an event in its time, and with none that only touches it', () => {
    const slots = [
      slot(source(at('24T10:30', '24T12:00'))),
      slot(source(at('24T11:00', '24T12:00'), { uid: 'lunch' })),
    ];
    expect(clashing([written('a', TEN)], slots)).toEqual([['a', ['dentist']]]);
    expect(clashing([written('a', TEN)], [slot(source(at('24T09:00', '24T10:00')))])).toEqual([]);
  });

  it('with the very event of a slot, not with another one of the same slot', () => {
    const both = slot(source(at('24T10:30', '24T12:00')), source(at('24T11:30', '24T13:00'), { uid: 'lunch' }));
    expect(clashing([written('a', TEN)], [both])).toEqual([['a', ['dentist']]]);
  });

  it('not with its own event, wherever that was moved, but with another one of ours that was moved into its time', () => {
    const moved = source(TEN, { uid: 'a@slotbridge' });
    expect(clashing([written('a', TEN), written('b', TEN)], [slot(moved)])).toEqual([['b', ['a@slotbridge']]]);
  });

  it('once with an event that is a source of two slots', () => {
    const long = source(at('24T09:00', '24T13:00'));
    expect(clashing([written('a', TEN)], [slot(long), slot(long)])).toEqual([['a', ['dentist']]]);
  });

  it('while it waits or failed too, and no longer when it was cancelled or is over', () => {
    const slots = [slot(source(TEN)), slot(source(at('22T10:00', '22T11:00')))];
    const kinds = ['queued', 'failed', 'written', 'deleted-in-icloud', 'removed'] as const;
    const all = kinds.map((state) => written(state, { ...TEN, state }));
    expect(clashing([...all, written('past', at('22T10:00', '22T11:00'))], slots).map(([id]) => id)).toEqual([
      'queued',
      'failed',
      'written',
      'deleted-in-icloud',
    ]);
  });

  it('the earliest first, and one whose time was never heard not at all', () => {
    const early = at('23T12:00', '23T13:00');
    const slots = [slot(source(TEN)), slot(source(early))];
    const untold = written('untold', { state: 'queued' });
    expect(clashing([written('late', TEN), untold, written('early', early)], slots).map(([id]) => id)).toEqual([
      'early',
      'late',
    ]);
  });
});

describe('an appointment that the extension alone knows', () => {
  const slots = [slot(source(TEN))];

  it('clashes as well, before a calendar is linked and on its way to the bridge', () => {
    expect(clashing([], slots, { future: [appointment('f', TEN)] })).toEqual([['f', ['dentist']]]);
    expect(clashing([], slots, { waiting: [appointment('w', TEN)] })).toEqual([['w', ['dentist']]]);
  });

  it('stands where it was heard last, and does not clash with the event of its earlier state', () => {
    const later = at('25T10:00', '25T11:00');
    const onItsWay = { waiting: [appointment('a', later)] };
    expect(clashing([written('a', TEN)], slots, onItsWay)).toEqual([]);
    const own = slot(source(later, { uid: 'a@slotbridge' }));
    expect(clashing([written('a', TEN)], [own], onItsWay)).toEqual([]);
  });

  it('clashes no longer once it was cancelled, though the bridge has not heard of that', () => {
    const cancelled = { waiting: [appointment('a', { ...TEN, status: 'cancelled' })] };
    expect(clashing([written('a', TEN)], slots, cancelled)).toEqual([]);
  });
});

describe('the lists of bookings', () => {
  const idsOf = (list: Written[], kept: Partial<Kept> = {}) =>
    Object.fromEntries(
      Object.entries(groupsOf({ written: list, kept: { ...NOTHING_KEPT, ...kept } }, NOW)).map(([name, listed]) => [
        name,
        (listed as Listed[]).map(({ id }) => id),
      ]),
    );
  const PAST = at('20T10:00', '20T11:00');

  it('hold what waits, failed, was deleted or moved in iCloud', () => {
    const list = [
      written('fine', TEN),
      written('waits', { ...TEN, state: 'queued' }),
      written('failed', { ...PAST, state: 'failed' }),
      written('deleted', { ...TEN, state: 'deleted-in-icloud' }),
      written('moved', { ...TEN, movedInICloud: at('25T10:00', '25T11:00') }),
      written('gone', { ...TEN, state: 'removed' }),
    ];
    expect(idsOf(list)).toEqual({ waiting: ['waits'], failed: ['failed'], deleted: ['deleted'], moved: ['moved'] });
  });

  it('no longer tell of what was deleted or moved once it is over', () => {
    const over = [
      written('deleted', { ...PAST, state: 'deleted-in-icloud' }),
      written('moved', { ...PAST, movedInICloud: at('21T10:00', '21T11:00') }),
    ];
    expect(idsOf(over)).toMatchObject({ deleted: [], moved: [] });
    const ahead = written('moved', { ...PAST, movedInICloud: TEN });
    expect(idsOf([ahead])).toMatchObject({ moved: ['moved'] });
  });

  it('hold what the extension could not hand to the bridge, or has not yet, each booking once', () => {
    const kept = {
      waiting: [appointment('new', TEN), appointment('changed', TEN)],
      troubles: [{ connectionId: 'c1', appointmentId: 'bad', title: null, start: null, words: 'No time.', at: NOW }],
    };
    const list = [written('changed', { ...TEN, state: 'queued' }), written('old', { ...TEN, state: 'queued' })];
    expect(idsOf(list, kept)).toEqual({ waiting: ['new', 'changed', 'old'], failed: ['bad'], deleted: [], moved: [] });
  });

  it('name as standing what was written, what is to be changed, and nothing that never reached iCloud', () => {
    const never = { ...TEN, state: 'queued' } as const;
    const { eventUid: _, ...unwritten } = written('never', never);
    const list = [
      written('late', at('26T10:00', '26T11:00')),
      written('past', PAST),
      written('older', at('19T10:00', '19T11:00')),
      written('changing', { ...TEN, state: 'queued' }),
      written('deleted', { ...TEN, state: 'deleted-in-icloud' }),
      unwritten,
    ];
    const { ahead, over } = standing(list, NOW);
    expect(ahead.map(({ appointmentId }) => appointmentId)).toEqual(['changing', 'late']);
    expect(over.map(({ appointmentId }) => appointmentId)).toEqual(['past', 'older']);
  });
});
