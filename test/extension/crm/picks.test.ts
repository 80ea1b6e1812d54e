import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBookingDialog } from '../../../extension/crm/booking-dialog.ts';
import { type Pick, watchPicks } from '../../../extension/crm/picks.ts';
import { watchSavedBookings } from '../../../extension/crm/saved-bookings.ts';

const ZONE = 'America/New_York';
const STAFF = { kind: 'staff-calendar', locationId: 'loc' } as const;
const WIDGET = { kind: 'widget', calendar: 'cal' } as const;
/** 24 November 2026, 11:00 in New York (EST). */
const ELEVEN = Date.UTC(2026, 10, 24, 16);
const HALF = 1_800_000;
const AT_ONCE = 5;

let life: AbortController;
let picks: (Pick | null)[];
let missed: number;

beforeEach(() => {
  const window = new Window();
  const { document, HTMLInputElement, HTMLSelectElement, Element, Node } = window;
  vi.stubGlobal('document', document);
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  for (const [name, made] of Object.entries({ HTMLInputElement, HTMLSelectElement, Element, Node }))
    vi.stubGlobal(name, made);
  vi.useFakeTimers({ now: ELEVEN });
  life = new AbortController();
  picks = [];
  missed = 0;
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const show = (html: string) => {
  document.body.innerHTML = html;
};
const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

const options = (values: readonly [string, string][], chosen: string) =>
  values
    .map(([value, text]) => `<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`)
    .join('');
function dialog(slot: string, { date = '2026-11-24', isEdit = false } = {}): string {
  const foot = `${isEdit ? '<button id="delete-appointment-button">Delete</button>' : ''}
    <button id="cancel">Cancel</button><button id="save-appointment-button">Save</button>`;
  return `<div id="book-appointment"><input id="date-picker-standard" value="${date}">${slot}${foot}</div>`;
}
const list = (chosen: string) => {
  const slots: [string, string][] = [
    ['2026-11-24T11:00:00-05:00', '11:00 AM'],
    ['2026-11-24T11:30:00-05:00', '11:30 AM'],
  ];
  return `<select id="slot-picker-standard">${options(slots, chosen)}</select>`;
};

describe('the booking dialog', () => {
  const read = (slot: string, more = {}) => {
    show(dialog(slot, more));
    return readBookingDialog(ZONE, document)?.time ?? null;
  };

  it.each([
    ['a list whose values are instants', list('2026-11-24T11:00:00-05:00'), null],
    ['a field with a time', '<input id="slot-picker-standard" value="11:00 AM">', null],
    ['a picker with a span', '<div id="slot-picker-standard">11:00 AM - 11:45 AM</div>', ELEVEN + 1.5 * HALF],
    ['a picker with a field inside', '<div id="slot-picker-standard"><input value="11:00"></div>', null],
  ])('is read with %s', (_what, slot, end) => {
    expect(read(slot)).toEqual({ start: ELEVEN, end });
  });

  it('is read with a date in words, and in the zone that stands at the picker', () => {
    expect(read('<div id="slot-picker-standard">11:00 AM</div>', { date: 'Nov 24, 2026' })?.start).toBe(ELEVEN);
    const named = '<label>Slot (GMT+05:30 Asia/Kolkata)<input id="slot-picker-standard" value="09:30 PM"></label>';
    expect(read(named)?.start).toBe(ELEVEN);
  });

  it.each([
    ['no time', '<div id="slot-picker-standard">Select</div>', {}],
    ['no date', '<div id="slot-picker-standard">11:00 AM</div>', { date: 'Select' }],
    ['a date that may be read in two ways', '<div id="slot-picker-standard">11:00 AM</div>', { date: '11/12/2026' }],
  ])('is not guessed at with %s', (_what, slot, more) => {
    expect(read(slot, more)).toBeNull();
  });

  it('is no other dialog', () => {
    show('<div class="hr-modal">Delete this contact?</div>');
    expect(readBookingDialog(ZONE, document)).toBeNull();
  });
});

describe('a time that is picked in the dialog', () => {
  const offered = { timeZone: ZONE, starts: new Set([ELEVEN, ELEVEN + HALF]), userId: 'ann', calendarId: 'cal' };
  const watch = () =>
    watchPicks(
      STAFF,
      () => ({ offered, offeredSoFar: offered, locationZone: ZONE, shownZone: null, slotMinutes: () => 45 }),
      (pick) => picks.push(pick),
      life.signal,
    );
  const starts = () => picks.map((pick) => pick && [pick.start, pick.end]);

  it('is told of at once, with whose it is, and again for each other one', () => {
    watch();
    show(dialog(list('2026-11-24T11:00:00-05:00')));
    click('#book-appointment');
    vi.advanceTimersByTime(AT_ONCE);
    expect(picks).toMatchObject([{ userId: 'ann', calendarId: 'cal', zone: ZONE, offered: [ELEVEN, ELEVEN + HALF] }]);
    const select = document.querySelector<HTMLSelectElement>('select')!;
    select.value = '2026-11-24T11:30:00-05:00';
    select.dispatchEvent(
      new (document.defaultView as unknown as { Event: typeof Event }).Event('change', { bubbles: true }),
    );
    vi.advanceTimersByTime(2000);
    show('');
    click('body');
    vi.advanceTimersByTime(AT_ONCE);
    const length = 1.5 * HALF;
    expect(starts()).toEqual([[ELEVEN, ELEVEN + length], [ELEVEN + HALF, ELEVEN + HALF + length], null]);
  });

  it('is not the one at which an appointment stands already', () => {
    const look = watch();
    show(dialog(list('2026-11-24T11:00:00-05:00'), { isEdit: true }));
    look();
    vi.advanceTimersByTime(2000);
    expect(starts()).toEqual([]);
    document.querySelector<HTMLSelectElement>('select')!.value = '2026-11-24T11:30:00-05:00';
    look();
    vi.advanceTimersByTime(2000);
    expect(starts()).toEqual([[ELEVEN + HALF, ELEVEN + 2.5 * HALF]]);
  });
});

describe('a slot that is chosen on a booking page', () => {
  const widget = (chosen: string) => `<div id="hl_widget">
    <table><tr><td class="vdpCell selected" data-id="2026-11-24"></td></tr></table><p class="timezone-label">${ZONE}</p>
    <ul class="widgets-time-slots">${['11:00 AM', '11:30 AM']
      .map((text) => `<li class="widgets-time-slot ${text === chosen ? 'actived' : ''}"><span>${text}</span></li>`)
      .join('')}</ul></div>`;

  it('is told of at once, and nothing while none is chosen', () => {
    const around = { offered: null, offeredSoFar: null, locationZone: null, shownZone: null, slotMinutes: () => null };
    watchPicks(
      WIDGET,
      () => around,
      (pick) => picks.push(pick),
      life.signal,
    );
    show(widget(''));
    click('li');
    vi.advanceTimersByTime(AT_ONCE);
    expect(picks).toEqual([]);
    show(widget('11:00 AM'));
    click('li');
    vi.advanceTimersByTime(AT_ONCE);
    expect(picks).toMatchObject([{ start: ELEVEN, end: ELEVEN + HALF, zone: ZONE, offered: [ELEVEN, ELEVEN + HALF] }]);
  });
});

describe('a booking that was saved', () => {
  const MADE = { method: 'POST', path: '/calendars/events/appointments' };
  const watch = (page: typeof STAFF | typeof WIDGET) => watchSavedBookings(page, () => (missed += 1), life.signal);
  const open = () => show(dialog(list('')));
  const wait = (ms: number) => vi.advanceTimersByTime(ms);

  it('is missed when its dialog closes and none of its calls was known', () => {
    watch(STAFF);
    open();
    click('#save-appointment-button');
    wait(1000);
    expect(missed).toBe(0);
    show('');
    wait(4000);
    expect(missed).toBe(1);
  });

  it.each([
    ['before the dialog closes', 500, 500],
    ['after it closed', 1000, 1500],
  ])('is not missed when its call is seen %s', (_when, closes, heard) => {
    const note = watch(STAFF);
    open();
    click('#save-appointment-button');
    wait(Math.min(closes, heard));
    note(MADE);
    wait(closes);
    show('');
    wait(9000);
    expect(missed).toBe(0);
  });

  it('is missed although a list was seen, which tells nothing of what was saved', () => {
    const note = watch(STAFF);
    open();
    click('#save-appointment-button');
    note({ method: 'POST', path: '/calendars/events/loc/search/' });
    show('');
    wait(9000);
    expect(missed).toBe(1);
  });

  it.each([
    ['is cancelled', () => click('#cancel')],
    ['stays open for too long', () => wait(30_000)],
  ])('was none when the dialog %s after all', (_what, act) => {
    watch(STAFF);
    open();
    click('#save-appointment-button');
    wait(500);
    act();
    show('');
    wait(9000);
    expect(missed).toBe(0);
  });

  it('is missed on a booking page that confirms it without a known call', () => {
    const form = '<button id="schedule-meeting-button">Schedule</button>';
    const note = watch(WIDGET);
    show(form);
    click('#schedule-meeting-button');
    wait(500);
    show('<h5 class="confirmation-message">Done</h5>');
    wait(4000);
    expect(missed).toBe(1);
    show(form);
    click('#schedule-meeting-button');
    note({ ...MADE, path: `${MADE.path}/widget` });
    show('<h5 class="confirmation-message">Done</h5>');
    wait(9000);
    expect(missed).toBe(1);
  });
});
