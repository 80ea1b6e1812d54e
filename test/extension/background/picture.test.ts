import { describe, expect, it } from 'vitest';
import { type PictureParts, pictureOf } from '../../../extension/background/picture.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import { calendar, connection } from '../ui/in-memory-bridge.ts';

const TITLE = 'Divorce lawyer';
const START = '2026-11-23T10:00:00Z';
const END = '2026-11-23T11:00:00Z';
const RANGE = { start: Date.parse('2026-11-23T00:00:00Z'), end: Date.parse('2026-11-24T00:00:00Z') };

const source = {
  calendarId: 'work',
  eventId: 'canary-event',
  uid: 'canary-uid',
  title: TITLE,
  start: START,
  end: END,
  allDay: false,
  kind: 'busy' as const,
  reason: 'busy' as const,
};

type ListedEvent = PictureParts['events'][number];
const { eventId: id, kind: _kind, ...shared } = source;
const listed = (more: Partial<ListedEvent>): ListedEvent => ({
  ...shared,
  id,
  busy: false,
  reason: 'declined',
  origin: 'icloud',
  recurring: false,
  ...more,
});

function parts(change: Partial<PictureParts> = {}): PictureParts {
  const own = connection();
  return {
    ownership: {
      connection: own,
      wording: 'slot',
      slotMinutes: 30,
    },
    connection: own,
    calendars: [calendar('Work')],
    blocked: {
      revision: 'r1',
      checkedAt: '2026-11-23T08:59:52Z',
      complete: true,
      unknown: [],
      slots: [{ start: START, end: END, kind: 'busy', sources: [source] }],
    },
    events: [],
    range: RANGE,
    refOf: () => 'r1',
    ...change,
  };
}

const withBlocked = (change: Partial<PictureParts['blocked']>) => parts({ blocked: { ...parts().blocked, ...change } });

describe('the picture that a page gets', () => {
  it('has times as epoch milliseconds, the calendar and why, and no more about an event', () => {
    expect(pictureOf(parts()).slots).toEqual([
      {
        start: 1_795_428_000_000,
        end: 1_795_431_600_000,
        kind: 'busy',
        sources: [
          {
            start: 1_795_428_000_000,
            end: 1_795_431_600_000,
            calendarName: 'Work',
            color: '#0e61b9',
            title: null,
            why: 'Marked busy in this calendar',
            isIgnored: false,
            ref: 'r1',
          },
        ],
      },
    ]);
  });

  it('has no title anywhere until the person chose to show titles', () => {
    const event = listed({ reason: 'marked-free' });
    expect(JSON.stringify(pictureOf(parts({ events: [event] })))).not.toContain('lawyer');
    const shown = connection({ settings: { ...DEFAULT_SETTINGS, showTitles: true } });
    const picture = pictureOf(parts({ events: [event], connection: shown }));
    expect([picture.slots[0]?.sources[0]?.title, picture.free[0]?.title]).toEqual([TITLE, TITLE]);
  });

  it('never has the account, an id of an event, or anything of the access', () => {
    const text = JSON.stringify(pictureOf(parts()));
    for (const secret of ['ann.lee', 'canary', 'caldav', 'Acme']) expect(text).not.toContain(secret);
  });

  it('keeps free events apart, without those that take no time', () => {
    const events = [listed({}), listed({ busy: true }), listed({ end: START })];
    const { free } = pictureOf(parts({ events }));
    expect(free.map(({ why }) => why)).toEqual(['You declined it, the slot stays open']);
  });

  it('takes the whole range for a gap without an end', () => {
    const gaps = [
      { calendarId: 'work', reason: 'unreadable' },
      { calendarId: 'work', reason: 'unreadable', from: START },
    ];
    const { unknown } = pictureOf(withBlocked({ unknown: gaps as PictureParts['blocked']['unknown'] }));
    expect(unknown).toEqual([RANGE, { start: Date.parse(START), end: RANGE.end }]);
  });

  it('lets no colour through that is none', () => {
    const odd = [{ ...calendar('Work'), color: 'url(https://example.com/spy)' }];
    expect(pictureOf(parts({ calendars: odd })).slots[0]?.sources[0]?.color).toBe('#566072');
    expect(pictureOf(parts({ calendars: [] })).slots[0]?.sources[0]).toMatchObject({ calendarName: 'Calendar' });
  });

  it.each([
    ['nothing is chosen', connection({ configured: false }), /Choose which calendars/, 'welcome'],
    ['no calendar blocks', connection({ conflictCalendarIds: [] }), /Choose which calendars/, 'welcome'],
    [
      'the password is refused',
      connection({ status: 'needs-password', statusDetail: 'iCloud no longer accepts the password.' }),
      /no longer accepts/,
      'connect',
    ],
    ['it is paused', connection({ status: 'paused' }), /is paused/, null],
    ['iCloud is away', connection({ statusDetail: 'iCloud is away.' }), /^iCloud is away\.$/, null],
  ])('says why nothing counts as free when %s', (_why, own, words, remedy) => {
    const picture = pictureOf({ ...withBlocked({ complete: false }), connection: own });
    expect(picture).toMatchObject({ complete: false, words: expect.stringMatching(words), remedy });
  });

  it('says nothing of that while all is well, and that it reads for the first time before any check', () => {
    expect(pictureOf(parts())).toMatchObject({ complete: true, words: null, remedy: null, service: 'iCloud' });
    const first = pictureOf(withBlocked({ complete: false, checkedAt: null }));
    expect(first).toMatchObject({ checkedAt: null, words: 'Reading your calendars for the first time.' });
  });

  it.each([
    ['https://caldav.icloud.com', 'iCloud'],
    ['https://p07-caldav.icloud.com.cn', 'iCloud'],
    ['https://icloud.com.example.org', 'Calendar'],
    ['https://noticloud.com', 'Calendar'],
  ])('calls the service at %s %s', (serverUrl, service) => {
    expect(pictureOf(parts({ connection: connection({ serverUrl }) })).service).toBe(service);
  });
});
