import { describe, expect, it } from 'vitest';
import type { Occurrence } from '../../../bridge/domain/occurrence.ts';
import { calendar, days, event, occurrencesIn } from './texts.ts';

function only(...lines: readonly string[]): Occurrence {
  const [found] = occurrencesIn(
    calendar(event('DTSTART:20261117T090000Z', 'DURATION:PT1H', ...lines)),
    days('2026-11-01', '2026-11-30'),
  );
  if (!found) throw new Error('nothing was found');
  return found;
}

describe('an event that says no more than its times', () => {
  it('is opaque, confirmed and without anybody', () => {
    expect(only()).toEqual({
      uid: 'event@example.org',
      start: Date.parse('2026-11-17T09:00:00Z'),
      end: Date.parse('2026-11-17T10:00:00Z'),
      recurrenceId: null,
      recurring: false,
      allDay: false,
      title: null,
      transparent: false,
      status: 'confirmed',
      busyStatus: null,
      attendees: [],
      travelMs: 0,
      endsBeforeStart: false,
      written: null,
    });
  });
});

describe('TRANSP, STATUS and X-MICROSOFT-CDO-BUSYSTATUS', () => {
  it.each([
    ['TRANSP:TRANSPARENT', { transparent: true }],
    ['TRANSP:transparent', { transparent: true }],
    ['TRANSP:OPAQUE', { transparent: false }],
    ['TRANSP:SOMETHING', { transparent: false }],
    ['STATUS:CANCELLED', { status: 'cancelled' }],
    ['STATUS:Tentative', { status: 'tentative' }],
    ['STATUS:CONFIRMED', { status: 'confirmed' }],
    ['STATUS:IN-PROCESS', { status: 'confirmed' }],
    ['X-MICROSOFT-CDO-BUSYSTATUS:FREE', { busyStatus: 'free', transparent: true }],
    ['X-MICROSOFT-CDO-BUSYSTATUS:OOF', { busyStatus: 'oof', transparent: false }],
    ['X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE', { busyStatus: 'working-elsewhere', transparent: false }],
    ['X-MICROSOFT-CDO-BUSYSTATUS:NAPPING', { busyStatus: null }],
  ])('%s', (line, expected) => {
    expect(only(line)).toMatchObject(expected);
  });

  it.each([
    ['TRANSP twice', ['TRANSP:TRANSPARENT', 'TRANSP:OPAQUE'], { transparent: false }],
    ['STATUS twice', ['STATUS:CANCELLED', 'STATUS:CONFIRMED'], { status: 'confirmed' }],
    ['STATUS twice, once tentative', ['STATUS:CANCELLED', 'STATUS:TENTATIVE'], { status: 'tentative' }],
    [
      'the busy status twice',
      ['X-MICROSOFT-CDO-BUSYSTATUS:FREE', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY'],
      { transparent: false, busyStatus: 'busy' },
    ],
    [
      'the busy status twice, tentative',
      ['X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
      { transparent: false, busyStatus: 'tentative' },
    ],
    ['TRANSP against the busy status', ['TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'], { transparent: false }],
  ])('where two things are said, what blocks holds: %s', (_, lines, expected) => {
    expect(only(...lines)).toMatchObject(expected);
  });
});

describe('attendees', () => {
  it.each([
    ['plain', 'ATTENDEE;PARTSTAT=DECLINED:mailto:Ann@Example.org', 'ann@example.org', 'declined'],
    ['with a large MAILTO', 'ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:ann@example.org', 'ann@example.org', 'accepted'],
    ['with an empty name', 'ATTENDEE;CN=;PARTSTAT=DECLINED:mailto:ann@example.org', 'ann@example.org', 'declined'],
    [
      'with an odd name',
      'ATTENDEE;CN="Ann: \\; (x)";PARTSTAT=DECLINED:mailto:ann@example.org',
      'ann@example.org',
      'declined',
    ],
    [
      'with several members',
      'ATTENDEE;MEMBER="mailto:a@x","mailto:b@x";PARTSTAT=TENTATIVE:mailto:ann@x',
      'ann@x',
      'tentative',
    ],
    ['without an answer', 'ATTENDEE;CN=Ann:mailto:ann@example.org', 'ann@example.org', 'needs-action'],
    ['with an answer of their own', 'ATTENDEE;PARTSTAT=X-MAYBE:mailto:ann@example.org', 'ann@example.org', 'other'],
    ['by an identifier', 'ATTENDEE;PARTSTAT=DELEGATED:urn:uuid:0A1B', 'urn:uuid:0a1b', 'delegated'],
    ['folded', 'ATTENDEE;PARTSTAT=DECL\r\n INED:mailto:ann@exam\r\n ple.org', 'ann@example.org', 'declined'],
    [
      'in quotes and small letters',
      'attendee;partstat="declined":mailto:ann@example.org',
      'ann@example.org',
      'declined',
    ],
    [
      'with a parameter twice semicoloned',
      'ATTENDEE;CN=Ann;;PARTSTAT=DECLINED:mailto:ann@example.org',
      'ann@example.org',
      'declined',
    ],
    [
      'with a parameter without a value',
      'ATTENDEE;RSVP;PARTSTAT=DECLINED:mailto:ann@example.org',
      'ann@example.org',
      'declined',
    ],
    [
      'with a bare colon in the name',
      'ATTENDEE;CN=Ann: B;PARTSTAT=DECLINED:mailto:ann@example.org',
      'ann@example.org',
      'declined',
    ],
  ])('%s', (_, line, address, participation) => {
    expect(only(line).attendees).toContainEqual({ address, participation });
  });

  it('known by an e-mail address beside an address of the server are known by both', () => {
    const line = 'ATTENDEE;EMAIL=Ann@example.org;PARTSTAT=DECLINED:/aMTY/principal/';
    expect(only(line).attendees).toEqual([
      { address: '/amty/principal/', participation: 'declined' },
      { address: 'ann@example.org', participation: 'declined' },
    ]);
  });

  it('who organize have accepted unless they say otherwise', () => {
    const organizer = 'ORGANIZER;CN=Ann:mailto:ANN@example.org';
    expect(only(organizer, 'ATTENDEE:mailto:ann@example.org').attendees[0]?.participation).toBe('accepted');
    expect(only(organizer, 'ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.org').attendees[0]?.participation).toBe(
      'declined',
    );
  });
});

describe('a title', () => {
  it.each([
    ['has its escapes resolved', 'SUMMARY:Lunch\\, with Bob\\; at 12\\: now', 'Lunch, with Bob; at 12\\: now'],
    ['has no line breaks', 'SUMMARY:One\\nTwo\\NThree', 'One Two Three'],
    ['has no control characters', 'SUMMARY:a\u0000b\u001bc\u0085d', 'a b c d'],
    ['has no marks that turn the direction of text', 'SUMMARY:\u202eabc\u2066def\u200f', 'abcdef'],
    ['keeps other scripts and emoji', 'SUMMARY;LANGUAGE=ja:会議 👩‍👧 שלום', '会議 👩‍👧 שלום'],
    ['is none when only blanks are left', 'SUMMARY:\u202e \\n', null],
    ['is folded within a word', 'SUMMARY:fol\r\n ded', 'folded'],
  ])('%s', (_, line, expected) => {
    expect(only(line).title).toBe(expected);
  });

  it('is cut after 300 characters, never within one', () => {
    expect(only(`SUMMARY:${'👍'.repeat(400)}`).title).toBe('👍'.repeat(300));
    expect(only(`SUMMARY:${'a'.repeat(1199)}👍`).title).toBe('a'.repeat(300));
  });
});

describe('travel time', () => {
  it.each([
    ['X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT45M', 45],
    ['X-APPLE-TRAVEL-DURATION:PT1H30M', 90],
    ['X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT0S', 0],
  ])('%s', (line, minutes) => {
    expect(only(line).travelMs).toBe(minutes * 60_000);
  });

  it('that reaches into the window brings its event along', () => {
    const text = calendar(event('DTSTART:20261201T003000Z', 'DURATION:PT1H', 'X-APPLE-TRAVEL-DURATION:PT45M'));
    expect(occurrencesIn(text, days('2026-11-30', '2026-11-30'))).toHaveLength(1);
    expect(occurrencesIn(text, days('2026-11-29', '2026-11-29'))).toHaveLength(0);
  });

  it('of a series reaches into the window as well', () => {
    const text = calendar(
      event('DTSTART:20260101T003000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY', 'X-APPLE-TRAVEL-DURATION:PT45M'),
    );
    expect(occurrencesIn(text, days('2026-11-30', '2026-11-30'))).toHaveLength(1);
  });
});

describe('travel of days before a series', () => {
  it('reaches into the window as well', () => {
    const text = calendar(
      event('DTSTART:20260101T003000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY', 'X-APPLE-TRAVEL-DURATION:P5D'),
    );
    expect(occurrencesIn(text, days('2026-11-26', '2026-11-26'))).toHaveLength(1);
    expect(occurrencesIn(text, days('2026-11-25', '2026-11-25'))).toHaveLength(0);
  });
});

describe('what Slotbridge noted in an event', () => {
  const marks = [
    'X-SLOTBRIDGE-APPOINTMENT:abc_1',
    'X-SLOTBRIDGE-START:20261117T090000Z',
    'X-SLOTBRIDGE-END:20261117T100000Z',
  ];

  it('is read with the times last written', () => {
    expect(only(...marks).written).toEqual({
      appointmentId: 'abc_1',
      start: Date.parse('2026-11-17T09:00:00Z'),
      end: Date.parse('2026-11-17T10:00:00Z'),
    });
  });

  it.each([0, 1, 2])('is no mark when a part is missing (%i)', (missing) => {
    expect(only(...marks.filter((_, index) => index !== missing)).written).toBeNull();
  });

  it.each(['20261117T090000', '20261117', 'soon'])('is no mark when a time is wrong (%s)', (time) => {
    expect(only(...marks.map((line) => line.replace('20261117T090000Z', time))).written).toBeNull();
  });
});
