import '../state/in-memory-browser.ts';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../extension/background/booking-desk.ts';
import { type Hearing, keepBooking } from '../../../extension/background/keep-booking.ts';
import { bookingPlace } from '../../../extension/background/whose-booking.ts';
import type { Seen, SeenAppointment } from '../../../extension/crm/seen-bookings.ts';
import { MAX_QUEUED } from '../../../extension/state/booking-queue.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const START = NOW + 48 * HOUR;
const EMPTY: Desk = { queue: [], told: {}, known: {}, seen: [], refused: [] };

const connection = (id: string, userId: string, linkedCalendarId: string | null = 'work') => {
  return { id, locationId: 'loc', userId, timeZone: 'America/New_York', linkedCalendarId };
};
const ann = connection('c-ann', 'ann');
const ben = connection('c-ben', 'ben');
const bookable = (calendarId: string, memberUserIds: string[]) => {
  return { calendarId, slugs: [`${calendarId}-slug`], name: '', memberUserIds, slotMinutes: 30 };
};
const calendars = [
  {
    locationId: 'loc',
    seenAt: '2026-01-01T00:00:00Z',
    calendars: [bookable('own', ['ann']), bookable('team', ['ann', 'ben'])],
  },
];
const staff = { kind: 'staff', locationId: 'loc' } as const;
const widget = (calendar: string) => ({ kind: 'widget', calendar }) as const;

function hearing(page: Parameters<typeof bookingPlace>[0] = staff, connections = [ann], now = NOW): Hearing {
  const place = bookingPlace(page, calendars, null);
  if (!place) throw new Error('The page belongs nowhere.');
  return { place, connections, staffHost: 'app.gohighlevel.com', origin: { tabId: 1, frameId: 0 }, now };
}

const told = (more: Partial<SeenAppointment> = {}): SeenAppointment => ({
  id: 'a1',
  title: 'Maya',
  start: START,
  end: START + HOUR,
  status: 'confirmed',
  assignedUserId: 'ann',
  calendarId: 'own',
  locationId: 'loc',
  isSeries: false,
  ...more,
});
const seen = (kind: 'created' | 'changed' | 'listed', more: Partial<SeenAppointment> = {}, at = NOW): Seen => {
  return { kind, at, told: told(more) };
};
const gone = (id: string, at = NOW): Seen => ({ kind: 'deleted', at, id });

/** The desk after all of that, each heard at once. */
function deskAfter(all: readonly Seen[], where: Hearing = hearing(), desk: Desk = EMPTY): Desk {
  return all.reduce((before, one) => keepBooking(before, one, where).desk, desk);
}
const waiting = ({ queue }: Desk) =>
  queue.map(({ connectionId, appointmentId, appointment }) => [
    connectionId,
    appointmentId,
    appointment?.start ?? null,
  ]);
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
/** As it is once the bridge has it all. */
const delivered = (desk: Desk): Desk => ({ ...desk, queue: [] });

describe('a booking that was made or changed', () => {
  it('waits for the bridge with all that was told of it', () => {
    const { queue } = deskAfter([seen('created', { notes: 'By phone', address: 'Room 2', contactName: 'Maya Lind' })]);
    expect(queue).toEqual([
      {
        connectionId: 'c-ann',
        appointmentId: 'a1',
        version: 1,
        attempts: 0,
        origin: { tabId: 1, frameId: 0 },
        appointment: {
          id: 'a1',
          title: 'Maya',
          start: at(0),
          end: at(1),
          timeZone: 'America/New_York',
          status: 'confirmed',
          assignedUserId: 'ann',
          calendarId: 'own',
          notes: 'By phone',
          address: 'Room 2',
          contactName: 'Maya Lind',
          url: 'https://app.gohighlevel.com/v2/location/loc/calendars/view',
        },
      },
    ]);
  });

  it('waits once, in its newest state', () => {
    const desk = deskAfter([
      seen('created'),
      seen('created', { id: 'a2' }),
      seen('changed', { start: START + HOUR, end: START + 2 * HOUR }),
    ]);
    expect(waiting(desk)).toEqual([
      ['c-ann', 'a1', at(1)],
      ['c-ann', 'a2', at(0)],
    ]);
  });

  it('keeps what an answer does not tell again', () => {
    const desk = delivered(deskAfter([seen('created', { notes: 'By phone' })]));
    const change: Seen = { kind: 'changed', at: NOW, told: { id: 'a1', status: 'noshow', isSeries: false } };
    const [entry] = deskAfter([change], hearing(), desk).queue;
    expect(entry?.appointment).toMatchObject({ start: at(0), title: 'Maya', notes: 'By phone', status: 'noshow' });
  });

  it('is missed where its time is not told, and says so', () => {
    const { start: _start, ...timeless } = told();
    expect(keepBooking(EMPTY, { kind: 'created', at: NOW, told: timeless }, hearing())).toEqual({
      desk: EMPTY,
      isMissed: true,
    });
    expect(keepBooking(EMPTY, { kind: 'listed', at: NOW, told: timeless }, hearing()).isMissed).toBe(false);
  });

  it('takes the length of its calendar where it tells no end', () => {
    const { end: _end, ...endless } = told();
    const [entry] = deskAfter([{ kind: 'created', at: NOW, told: endless }]).queue;
    expect(entry?.appointment?.end).toBe(at(0.5));
  });

  it('is not written with an end before its start', () => {
    expect(keepBooking(EMPTY, seen('created', { end: START - HOUR }), hearing())).toEqual({
      desk: EMPTY,
      isMissed: true,
    });
  });

  it('supersedes the one it has come from, also when it is changed again before it is delivered', () => {
    const moved = seen('changed', { id: 'new', supersedes: 'old' });
    const [entry] = deskAfter([moved, seen('changed', { id: 'new', status: 'noshow' })]).queue;
    expect(entry?.appointment).toMatchObject({ id: 'new', status: 'noshow', supersedes: 'old' });
    expect(waiting(deskAfter([moved, gone('new')]))).toEqual([
      ['c-ann', 'new', null],
      ['c-ann', 'old', null],
    ]);
  });

  it('is refused, and known to be, when no more may wait', () => {
    const full = deskAfter(Array.from({ length: MAX_QUEUED }, (_, index) => seen('created', { id: `x${index}` })));
    const desk = deskAfter([seen('created', { id: 'late' })], hearing(), full);
    expect([desk.queue.length, desk.queue[0]?.appointmentId]).toEqual([MAX_QUEUED, 'x0']);
    expect(desk.refused.map(({ appointmentId }) => appointmentId)).toEqual(['late']);
  });
});

describe('whose booking it is', () => {
  it('is the connection of the user it is assigned to, also when a colleague is at work', () => {
    const both = hearing(staff, [ann, ben]);
    expect(waiting(deskAfter([seen('created', { assignedUserId: 'ben' })], both))).toEqual([['c-ben', 'a1', at(0)]]);
  });

  it.each([
    ['assigned to somebody else', { assignedUserId: 'cara' }],
    ['of another sub-account', { locationId: 'elsewhere' }],
  ])('is nobody of ours when it is %s', (_what, more) => {
    expect(deskAfter([seen('created', more)])).toEqual(EMPTY);
  });

  it('is the one member of its calendar where no user is named, and nobody where there are several', () => {
    const { assignedUserId: _user, ...unnamed } = told();
    const kept = (calendarId: string, page: Parameters<typeof bookingPlace>[0]) =>
      waiting(deskAfter([{ kind: 'created', at: NOW, told: { ...unnamed, calendarId } }], hearing(page)));
    expect(kept('own', widget('own-slug'))).toEqual([['c-ann', 'a1', at(0)]]);
    expect(kept('team', widget('team'))).toEqual([]);
    expect(kept('own', staff)).toEqual([['c-ann', 'a1', at(0)]]);
    expect(kept('team', staff)).toEqual([]);
  });

  it('is not for a booking page to say outside of its own calendar', () => {
    const page = hearing(widget('own'), [ann, ben]);
    expect(deskAfter([seen('created', { assignedUserId: 'ben' })], page)).toEqual(EMPTY);
    expect(deskAfter([seen('created', { calendarId: 'team' })], page)).toEqual(EMPTY);
    expect(deskAfter([gone('never-written')], page)).toEqual(EMPTY);
  });

  it('is unknown on a booking page whose calendar was never seen in the staff app', () => {
    expect(bookingPlace(widget('unseen'), calendars, null)).toBeNull();
    expect(bookingPlace({ kind: 'staff', locationId: null }, calendars, null)).toBeNull();
    expect(bookingPlace({ kind: 'staff', locationId: null }, calendars, 'loc')).toMatchObject({ locationId: 'loc' });
  });

  it('changes with the user: the old calendar loses it, the new one gets it', () => {
    const both = hearing(staff, [ann, ben]);
    const desk = delivered(deskAfter([seen('created')], both));
    expect(waiting(deskAfter([seen('changed', { assignedUserId: 'ben' })], both, desk))).toEqual([
      ['c-ann', 'a1', null],
      ['c-ben', 'a1', at(0)],
    ]);
    expect(waiting(deskAfter([seen('listed', { assignedUserId: 'cara' })], both, desk))).toEqual([
      ['c-ann', 'a1', null],
    ]);
  });
});

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
