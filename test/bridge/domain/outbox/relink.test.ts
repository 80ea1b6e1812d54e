import { describe, expect, it } from 'vitest';
import { accept } from '../../../../bridge/domain/outbox/accept.ts';
import type { Entry } from '../../../../bridge/domain/outbox/entry.ts';
import { carried } from '../../../../bridge/domain/outbox/outcomes.ts';
import { relinked } from '../../../../bridge/domain/outbox/relink.ts';
import type { Appointment } from '../../../../shared/contract/appointments.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const APPOINTMENT: Appointment = {
  id: 'a',
  title: 'Visit',
  start: '2026-12-02T15:00:00Z',
  end: '2026-12-02T16:00:00Z',
  timeZone: 'America/New_York',
  status: 'confirmed',
};

const ledgerOf = (entry?: Entry) => ({
  get: (id: string) => (id === entry?.appointmentId ? entry : undefined),
  all: () => (entry ? [entry] : []),
});

function heard(appointment: Appointment, before?: Entry): Entry {
  const [entry] = accept(ledgerOf(before), { kind: 'appointment', appointment, linkedCalendarId: 'work' }, NOW);
  if (!entry) throw new Error('nothing new');
  return entry;
}

/** Written to Work, and put into Home by the person. */
function carriedHome(): Entry {
  const place = { calendarId: 'work', href: '/work/a.ics', uid: 'a', nth: 1 };
  const written = { ...place, start: 0, end: 1, etag: null, fingerprint: 'as written', at: NOW };
  return carried({ ...heard(APPOINTMENT), written }, { calendarId: 'home', href: '/home/a.ics' }, null, NOW);
}

const linking = (entry: Entry, calendarId: string) => relinked(ledgerOf(entry), calendarId, NOW);

describe('an event that the person carried to another calendar', () => {
  it('stays there while the same calendar is linked again', () => {
    expect(carriedHome()).toMatchObject({ calendarId: 'home' });
    expect(linking(carriedHome(), 'work')).toEqual([]);
  });

  it('stays there also after it was carried on from there', () => {
    const further = carried(carriedHome(), { calendarId: 'third', href: '/third/a.ics' }, null, NOW);
    expect(linking(further, 'work')).toEqual([]);
  });

  it('goes to another calendar that is linked, and is meant for that from then on', () => {
    const [moved] = linking(carriedHome(), 'third');
    expect(moved).toMatchObject({ calendarId: 'third' });
    if (!moved) throw new Error('stayed');
    expect(linking(moved, 'third')).toEqual([]);
    expect(linking(moved, 'work')).toMatchObject([{ calendarId: 'work' }]);
  });

  it('goes to the linked one when the appointment changes', () => {
    const changed = heard({ ...APPOINTMENT, title: 'Another visit' }, carriedHome());
    expect(changed).toMatchObject({ calendarId: 'work' });
    expect(linking(changed, 'work')).toEqual([]);
    expect(linking(changed, 'home')).toMatchObject([{ calendarId: 'home' }]);
  });
});

describe('a booking that waits for a calendar that was linked before', () => {
  it('goes to the one that is linked now, once', () => {
    const [moved] = linking(heard(APPOINTMENT), 'home');
    expect(moved).toMatchObject({ calendarId: 'home' });
    expect(moved && linking(moved, 'home')).toEqual([]);
  });
});
