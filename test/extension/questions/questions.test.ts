import { describe, expect, it } from 'vitest';
import { type Occasion, questionsOf } from '../../../extension/questions/questions.ts';
import type { CalendarEvent } from '../../../shared/contract/blocked-slots.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import { calendar, connection } from '../ui/in-memory-bridge.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');

function freeDay(more: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id: 'e1',
    calendarId: 'work',
    uid: 'u1',
    title: 'Holiday',
    start: '2026-12-07T23:00:00Z',
    end: '2026-12-08T23:00:00Z',
    allDay: true,
    busy: false,
    reason: 'marked-free',
    origin: 'icloud',
    recurring: false,
    ...more,
  };
}

function occasion(more: Partial<Occasion> = {}): Occasion {
  return {
    connection: connection(),
    calendars: [calendar('Work'), calendar('Home')],
    events: [],
    computerZone: 'Europe/Berlin',
    declined: [],
    now: NOW,
    ...more,
  };
}

const asked = (more: Partial<Occasion>) => questionsOf(occasion(more)).map(({ words }) => words);

describe('an all-day event that is marked free', () => {
  it('is asked about by its day, and by its title only where titles are shown', () => {
    expect(asked({ events: [freeDay()] })).toEqual([
      'An all-day event Tue 8 Dec in Work is marked Free. Block such days?',
    ]);
    const shown = connection({ settings: { ...DEFAULT_SETTINGS, showTitles: true } });
    expect(asked({ connection: shown, events: [freeDay()] })).toEqual([
      '“Holiday” Tue 8 Dec in Work is marked Free. Block such days?',
    ]);
  });

  it('is asked about once for its calendar, the next day first; a yes blocks such days of that calendar alone', () => {
    const sooner = freeDay({ id: 'e2', start: '2026-11-29T23:00:00Z', end: '2026-11-30T23:00:00Z' });
    const [question, ...more] = questionsOf(occasion({ events: [freeDay(), sooner] }));
    expect(more).toEqual([]);
    expect(question?.words).toContain('Mon 30 Nov');
    expect(question?.change).toEqual({ settings: { calendars: { work: { allDay: 'always' } } } });
    expect(questionsOf(occasion({ events: [freeDay()], declined: [question?.key ?? ''] }))).toEqual([]);
    expect(asked({ events: [freeDay({ calendarId: 'home' })], declined: [question?.key ?? ''] })).toHaveLength(1);
  });

  it.each<[string, Partial<Occasion>]>([
    ['is over', { events: [freeDay({ start: '2026-11-21T23:00:00Z', end: '2026-11-22T23:00:00Z' })] }],
    ['is not all-day', { events: [freeDay({ allDay: false })] }],
    ['blocks', { events: [freeDay({ busy: true, reason: 'busy' })] }],
    ['was declined', { events: [freeDay({ reason: 'declined' })] }],
    [
      'is free by a rule of the person’s own',
      { events: [freeDay()], connection: connection({ settings: { ...DEFAULT_SETTINGS, allDay: 'never' } }) },
    ],
    [
      'is in a calendar with a rule of its own',
      {
        events: [freeDay()],
        connection: connection({ settings: { ...DEFAULT_SETTINGS, calendars: { work: { allDay: 'never' } } } }),
      },
    ],
  ])('is asked about no more where it %s', (_, more) => {
    expect(asked(more)).toEqual([]);
  });
});

describe('a computer in another time zone than the connection', () => {
  it('is asked about, and a yes takes its zone', () => {
    const [question] = questionsOf(occasion({ computerZone: 'America/New_York' }));
    expect(question).toMatchObject({
      words:
        'This computer’s time zone is America/New York, but your whole days are counted in Europe/Berlin. Use America/New York from now on?',
      yes: 'Use America/New York',
      no: 'Keep Europe/Berlin',
      change: { timeZone: 'America/New_York' },
    });
    expect(asked({ computerZone: 'America/New_York', declined: [question?.key ?? ''] })).toEqual([]);
    expect(asked({ computerZone: 'Asia/Tokyo', declined: [question?.key ?? ''] })).toHaveLength(1);
  });

  it('is not asked about where both keep the same time all year', () => {
    expect(asked({ computerZone: 'Europe/Paris' })).toEqual([]);
    expect(asked({ computerZone: 'Africa/Lagos' })).toHaveLength(1);
  });
});
