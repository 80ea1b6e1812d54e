import '../state/in-memory-browser.ts';
import { describe, expect, it } from 'vitest';
import { keepBooking } from '../../../extension/background/keep-booking.ts';
import { bookingPlace } from '../../../extension/background/whose-booking.ts';
import type { Seen } from '../../../extension/crm/seen-bookings.ts';
import { MAX_QUEUED } from '../../../extension/state/booking-queue.ts';
import {
  ann,
  at,
  ben,
  calendars,
  delivered,
  deskAfter,
  EMPTY,
  gone,
  HOUR,
  hearing,
  NOW,
  START,
  seen,
  staff,
  told,
  waiting,
  widget,
} from './booking-day.ts';

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
