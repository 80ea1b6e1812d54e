import { describe, expect, it } from 'vitest';
import { BookingCall, seenIn } from '../../../extension/crm/seen-bookings.ts';

const ZONE = 'America/New_York';
const EVENT = {
  id: 'a1',
  title: 'Maya',
  startTime: '2026-11-24T11:00:00-05:00',
  endTime: '2026-11-24T11:30:00-05:00',
  appointmentStatus: 'confirmed',
  assignedUserId: 'ann',
  calendarId: 'cal',
  locationId: 'loc',
};
const START = Date.UTC(2026, 10, 24, 16);
const TOLD = {
  id: 'a1',
  title: 'Maya',
  start: START,
  end: START + 1_800_000,
  status: 'confirmed',
  assignedUserId: 'ann',
  calendarId: 'cal',
  locationId: 'loc',
  isSeries: false,
};

type Fields = Record<string, string | number | boolean>;
const call = (method: string, path: string, events: Fields[], asked: Fields = {}): BookingCall => {
  return { method, path: `/calendars/events${path}`, at: 5, asked, events };
};
const seen = (...given: Parameters<typeof call>) => seenIn(call(...given), ZONE);

describe('a call of the app', () => {
  it('tells of a booking that was made', () => {
    expect(seen('POST', '/appointments', [EVENT])).toEqual([{ kind: 'created', at: 5, told: TOLD }]);
  });

  it('is completed by what was asked for, where the answer says little', () => {
    const { id, ...asked } = EVENT;
    expect(seen('POST', '/appointments/widget', [{ id }], asked)).toEqual([{ kind: 'created', at: 5, told: TOLD }]);
  });

  it('is corrected by the answer, which is what came of it', () => {
    const [found] = seen('POST', '/appointments', [EVENT], { ...EVENT, startTime: '2026-11-24T10:00:00-05:00' });
    expect(found).toMatchObject({ told: { start: START } });
  });

  it('takes a time without an offset for wall time of the zone it names, else of the sub-account', () => {
    const local = { startTime: '2026-11-24T11:00:00', endTime: '2026-11-24 11:30:00' };
    const { endTime: _end, ...rest } = { ...EVENT, ...local };
    const [ours] = seen('POST', '/appointments', [{ ...rest, endTime: local.endTime }]);
    expect(ours).toMatchObject({ told: { start: START, end: START + 1_800_000 } });
    // Kolkata is at +05:30: 11:00 there is 05:30 in UTC.
    const [theirs] = seen('POST', '/appointments/widget', [], { ...rest, id: 'x', timezone: 'Asia/Kolkata' });
    expect(theirs).toBeUndefined();
    const [named] = seen('POST', '/appointments/widget', [{ ...rest, selectedTimezone: 'Asia/Kolkata' }]);
    expect(named).toMatchObject({ told: { start: Date.UTC(2026, 10, 24, 5, 30) } });
    expect(seenIn(call('POST', '/appointments', [rest]), null)[0]).not.toHaveProperty('told.start');
  });

  it('takes the id that was asked for where the answer has none', () => {
    expect(seen('PUT', '/appointments/a1', [{ appointmentStatus: 'noshow' }])).toEqual([
      { kind: 'changed', at: 5, told: { id: 'a1', status: 'noshow', isSeries: false } },
    ]);
    expect(seen('PUT', '/appointments/a1', [])).toMatchObject([{ told: { id: 'a1' } }]);
  });

  it('says which appointment another one has come from', () => {
    const instance = 'm1_1795536000000_1800';
    const [moved] = seen('PUT', `/appointments/${instance}`, [{ ...EVENT, id: 'new', masterEventId: 'm1' }]);
    expect(moved).toMatchObject({ kind: 'changed', told: { id: 'new', masterId: 'm1', supersedes: instance } });
    const [same] = seen('PUT', '/appointments/a1', [EVENT]);
    expect(same).not.toHaveProperty('told.supersedes');
  });

  it('tells of a deletion, whatever was answered', () => {
    expect(seen('DELETE', '/a1', [{}])).toEqual([{ kind: 'deleted', at: 5, id: 'a1' }]);
  });

  it.each([
    ['active', 'confirmed'],
    ['completed', 'showed'],
    ['No Show', 'noshow'],
    ['no_show', 'noshow'],
    ['Canceled', 'cancelled'],
    ['CANCELLED', 'cancelled'],
  ])('reads the status %s as %s', (word, status) => {
    expect(seen('PUT', '/appointments/a1', [{ ...EVENT, appointmentStatus: word }])).toMatchObject([
      { told: { status } },
    ]);
  });
});

describe('a series', () => {
  const series = { ...EVENT, id: 'm1', isRecurring: true, rrule: 'RRULE:FREQ=WEEKLY;COUNT=3' };

  it('stands for its first instance, under the id by which the CRM lists that one', () => {
    const [found] = seen('POST', '/appointments', [series]);
    expect(found).toMatchObject({ told: { id: `m1_${START}_1800`, masterId: 'm1', isSeries: true } });
  });

  it('names its instances as they are', () => {
    const [found] = seen('GET', '', [{ ...series, id: `m1_${START}_1800` }]);
    expect(found).toMatchObject({ told: { id: `m1_${START}_1800`, masterId: 'm1', isSeries: false } });
  });

  it('goes as a whole when it is cancelled', () => {
    expect(seen('PUT', '/appointments/m1', [{ ...series, appointmentStatus: 'cancelled' }])).toEqual([
      { kind: 'deleted', at: 5, id: 'm1' },
    ]);
  });

  it('does not supersede itself when it is changed', () => {
    expect(seen('PUT', '/appointments/m1', [series])[0]).not.toHaveProperty('told.supersedes');
  });
});

describe('a list', () => {
  it('tells of each of its appointments, and of nothing that is missing in it', () => {
    const found = seen('POST', '/loc/search/', [EVENT, { ...EVENT, id: 'a2', appointmentStatus: 'cancelled' }]);
    expect(found.map((one) => [one.kind, one.kind === 'deleted' ? '' : one.told.id])).toEqual([
      ['listed', 'a1'],
      ['listed', 'a2'],
    ]);
    expect(seen('GET', '', [])).toEqual([]);
  });

  it('leaves out blocked slots, what was deleted, and what has no id', () => {
    const { appointmentStatus: _none, calendarId: _cal, ...block } = EVENT;
    const others = [block, { ...EVENT, eventType: 'blocked_slot' }, { ...EVENT, deleted: true }, { title: 'x' }, {}];
    expect(seen('GET', '', others)).toEqual([]);
    expect(seen('POST', '/block-slots', [EVENT])).toEqual([]);
    expect(seen('PUT', '/appointments/a1', [{ ...EVENT, type: 'BLOCK' }])).toEqual([]);
  });
});

it.each([
  ['an id with a path in it', { ...EVENT, id: '../../x' }],
  ['an id that is a number', { ...EVENT, id: 7 }],
  ['no fields at all', {}],
])('takes nothing of %s', (_what, fields) => {
  expect(seen('POST', '/appointments', [fields])).toEqual([]);
});

it.each([
  ['a nested field', { ...call('GET', '', []), events: [{ id: { $ne: 1 } }] }],
  ['too many events', { ...call('GET', '', []), events: Array(51).fill({}) }],
  ['a text too long', { ...call('GET', '', []), events: [{ notes: 'x'.repeat(2001) }] }],
  ['a field too many', { ...call('GET', '', []), token: 'x' }],
  ['a time before time', { ...call('GET', '', []), at: -1 }],
  ['no list', { ...call('GET', '', []), events: { length: 1 } }],
])('does not take %s for a call', (_what, raw) => {
  expect(BookingCall.safeParse(raw).success).toBe(false);
});
