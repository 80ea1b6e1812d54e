import { describe, expect, test } from 'vitest';
import { type Busy, causeOf, type KnownTime } from '../../../../bridge/domain/crm/busy-time.ts';
import type { BlockLedger } from '../../../../bridge/domain/crm/own-blocks.ts';
import { stillOpen, wantedBlocks } from '../../../../bridge/domain/crm/wanted.ts';
import { at, busy, hours, known, ledger, NOW, own, span, WINDOW } from './crm-times.ts';

interface Case {
  readonly time: KnownTime;
  readonly ledger?: BlockLedger;
  readonly appointments?: readonly { start: number; end: number }[];
  readonly titles?: 'busy' | 'event';
  readonly now?: number;
}

function wanted({ time, appointments = [], titles = 'busy', now = NOW, ...rest }: Case) {
  return wantedBlocks({ time, ledger: rest.ledger ?? ledger(), appointments, window: WINDOW, now, titles });
}

describe('the blocks that should stand', () => {
  test('events that overlap or touch make one block', () => {
    expect(hours(wanted({ time: known(busy(9, 10), busy(10, 11), busy(10, 12), busy(14, 15)) }))).toBe('9-12 14-15');
  });

  test('a block is cut around every appointment', () => {
    const appointments = [span(10, 11), span(15, 17)];
    expect(hours(wanted({ time: known(busy(9, 12), busy(14, 16)), appointments }))).toBe('9-10 11-12 14-15');
  });

  test('an event inside an appointment needs no block', () => {
    expect(wanted({ time: known(busy(10, 11)), appointments: [span(9, 12)] })).toEqual([]);
  });

  test('what is touched of a minute is blocked whole, and a cut leaves nothing shorter than a minute', () => {
    const odd: Busy = { start: at(9) + 20_500, end: at(9, 30) + 500, source: 'odd', title: null };
    expect(wanted({ time: known(odd) }).map(({ start, end }) => [start, end])).toEqual([[at(9), at(9, 31)]]);
    const appointment = { start: at(9) + 30_000, end: at(12) };
    expect(wanted({ time: known(odd), appointments: [appointment] })).toEqual([]);
  });

  test('what is over needs no block, and what has begun keeps its start', () => {
    expect(hours(wanted({ time: known(busy(8, 9), busy(9, 11)), now: at(10) }))).toBe('8-11');
    expect(hours(wanted({ time: known(busy(8, 9), busy(10, 11)), now: at(9, 30) }))).toBe('10-11');
  });

  test('nothing lies outside the window', () => {
    const long: Busy = {
      start: WINDOW.start - 5 * 86_400_000,
      end: WINDOW.end + 86_400_000,
      source: 'away',
      title: null,
    };
    expect(wanted({ time: known(long) }).map(({ start, end }) => ({ start, end }))).toEqual([WINDOW]);
  });
});

describe('time that is not known', () => {
  test('keeps what stands there, adds what is known to be busy, and opens nothing', () => {
    const time = { busy: [busy(11, 13)], unknown: [span(8, 12)], checkedAt: NOW };
    const standing = ledger({ blocks: [own('a', 9, 10), own('b', 15, 16)] });
    expect(hours(wanted({ time, ledger: standing }))).toBe('9-10 11-13');
  });

  test('of a block that reaches into it only that part is kept', () => {
    const time = { busy: [], unknown: [span(8, 12)], checkedAt: NOW };
    expect(hours(wanted({ time, ledger: ledger({ blocks: [own('a', 10, 14)] }) }))).toBe('10-12');
  });

  test('even there no block lies over an appointment', () => {
    const time = { busy: [], unknown: [span(0, 24)], checkedAt: NOW };
    const standing = ledger({ blocks: [own('a', 9, 12)] });
    expect(hours(wanted({ time, ledger: standing, appointments: [span(10, 11)] }))).toBe('9-10 11-12');
  });
});

describe('what the person opened by deleting a block', () => {
  const event = busy(9, 10, 'dentist');
  const opened = ledger({ leftOpen: [{ ...span(9, 10), id: 'a', cause: causeOf(span(9, 10), [event]) }] });

  test('stays open while its event is the same', () => {
    expect(hours(wanted({ time: known(event, busy(12, 13)), ledger: opened }))).toBe('12-13');
  });

  test('is closed again when the event moves, or another one comes there', () => {
    expect(hours(wanted({ time: known(busy(9, 11, 'dentist later')), ledger: opened }))).toBe('9-11');
    expect(hours(wanted({ time: known(event, busy(9, 10, 'school')), ledger: opened }))).toBe('9-10');
  });

  test('stays open beside a new event that only touches it', () => {
    expect(hours(wanted({ time: known(event, busy(10, 11)), ledger: opened }))).toBe('10-11');
  });

  test('of a whole day stays open but for an event that comes later', () => {
    const away = busy(0, 24, 'away');
    const day = ledger({ leftOpen: [{ ...span(0, 24), id: 'a', cause: causeOf(span(0, 24), [away]) }] });
    expect(hours(wanted({ time: known(away, busy(15, 16, 'school')), ledger: day }))).toBe('15-16');
  });

  test('of two events stays open for the one that stays when the other goes, and closes for that if it comes back', () => {
    const school = busy(10, 11, 'school');
    const both = { ...span(9, 11), id: 'a', cause: causeOf(span(9, 11), [event, school]) };
    expect(wanted({ time: known(event), ledger: ledger({ leftOpen: [both] }) })).toEqual([]);
    const leftOpen = stillOpen([both], known(event));
    expect(hours(wanted({ time: known(event, school), ledger: ledger({ leftOpen }) }))).toBe('10-11');
    expect(stillOpen([both], known(busy(9, 10, 'another')))).toEqual([]);
  });

  test('stays open as it was noted before events had marks of their own', () => {
    // echo -n '["dentist"]' | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | cut -c 1-16
    const former = ledger({ leftOpen: [{ ...span(9, 10), id: null, cause: 'V5WtZC9p2FJC8YA2' }] });
    expect(hours(wanted({ time: known(event, busy(12, 13)), ledger: former }))).toBe('12-13');
    expect(hours(wanted({ time: known(busy(9, 10, 'school')), ledger: former }))).toBe('9-10');
  });

  test('opens nothing that stands there for another event while that is not known', () => {
    const time = { busy: [], unknown: [span(0, 24)], checkedAt: NOW };
    const day = { ...span(0, 24), id: 'a', cause: causeOf(span(0, 24), [event]) };
    expect(hours(wanted({ time, ledger: ledger({ leftOpen: [day], blocks: [own('b', 15, 16)] }) }))).toBe('15-16');
  });

  test('stays open while it is not known what is there', () => {
    expect(wanted({ time: { busy: [], unknown: [span(0, 24)], checkedAt: NOW }, ledger: opened })).toEqual([]);
  });
});

describe('titles', () => {
  const titlesOf = (titles: 'busy' | 'event', ...events: Busy[]) =>
    wanted({ time: known(...events), titles }).map(({ title }) => title);

  test('tell nothing unless the person wants that', () => {
    expect(titlesOf('busy', busy(9, 10, 'a', 'Dentist'))).toEqual(['Busy · Slotbridge']);
    expect(titlesOf('event', busy(9, 10, 'a', 'Dentist'))).toEqual(['Dentist · Slotbridge']);
    expect(titlesOf('event', busy(9, 10, 'a', null), busy(12, 13, 'b', ' '))).toEqual(
      Array(2).fill('Busy · Slotbridge'),
    );
  });

  test('name the first events of a block and count the rest', () => {
    const many = ['One', 'Two', 'Three', 'Four', 'Five'].map((title, i) => busy(9 + i, 10 + i, title, title));
    expect(titlesOf('event', ...many)).toEqual(['One, Two, Three, 2 more · Slotbridge']);
  });

  test('keep the mark however long the event is called', () => {
    const [title = ''] = titlesOf('event', busy(9, 10, 'a', 'x'.repeat(500)));
    expect(title).toHaveLength(120);
    expect(title.endsWith('… · Slotbridge')).toBe(true);
  });
});
