import { describe, expect, it } from 'vitest';
import {
  asRequest,
  chooseLinked,
  lostCalendars,
  openingChoice,
  setConflict,
} from '../../../extension/configuration/choice.ts';
import { calendar, connection } from '../ui/in-memory-bridge.ts';

const READ_ONLY = { access: 'reader', canLink: false } as const;
const CALENDARS = [
  calendar('Work'),
  calendar('Family', { kind: 'shared' }),
  calendar('Team', { ...READ_ONLY, kind: 'shared' }),
  calendar('Holidays', { ...READ_ONLY, kind: 'subscription' }),
];
const NEW = connection({ configured: false, conflictCalendarIds: [] });

describe('before anything was chosen', () => {
  it('the writable calendars are ticked for the person to confirm, and none is linked', () => {
    expect(openingChoice(NEW, CALENDARS)).toEqual({ linkedCalendarId: null, conflictCalendarIds: ['work', 'family'] });
  });

  it('a writable calendar that cannot block is not ticked', () => {
    expect(openingChoice(NEW, [calendar('Odd', { canConflict: false })]).conflictCalendarIds).toEqual([]);
  });
});

describe('a saved configuration', () => {
  const saved = connection({ linkedCalendarId: 'work', conflictCalendarIds: ['team'], linkedIsConflict: false });

  it('is what the form opens with, without ticking anything more', () => {
    expect(openingChoice(saved, CALENDARS)).toEqual({ linkedCalendarId: 'work', conflictCalendarIds: ['team'] });
    expect(lostCalendars(saved, CALENDARS)).toBe(false);
  });

  it('loses calendars that are gone, and says so', () => {
    const left = [calendar('Home')];
    expect(openingChoice(saved, left)).toEqual({ linkedCalendarId: null, conflictCalendarIds: [] });
    expect(lostCalendars(saved, left)).toBe(true);
  });

  it('loses a linked calendar that became read-only', () => {
    const readOnly = CALENDARS.map((one) => ({ ...one, canLink: false }));
    expect(openingChoice(saved, readOnly).linkedCalendarId).toBeNull();
    expect(lostCalendars(saved, readOnly)).toBe(true);
  });
});

describe('what is sent', () => {
  const none = { linkedCalendarId: null, conflictCalendarIds: [] };

  it('a linked calendar also blocks time by default', () => {
    expect(asRequest(chooseLinked(none, 'work'), CALENDARS)).toEqual({
      linkedCalendarId: 'work',
      conflictCalendarIds: ['work'],
      linkedIsConflict: true,
    });
  });

  it('a linked calendar whose "Also blocks my time" is unticked does not', () => {
    const unticked = setConflict(chooseLinked(none, 'work'), 'work', false);
    expect(asRequest(unticked, CALENDARS)).toEqual({
      linkedCalendarId: 'work',
      conflictCalendarIds: [],
      linkedIsConflict: false,
    });
  });

  it('with no linked calendar the choice of conflict calendars stays as it is', () => {
    const choice = chooseLinked(chooseLinked(setConflict(none, 'team', true), 'work'), null);
    expect(asRequest(choice, CALENDARS)).toEqual({
      linkedCalendarId: null,
      conflictCalendarIds: ['work', 'team'],
      linkedIsConflict: true,
    });
  });

  it('names a calendar once, however often it was ticked', () => {
    const twice = setConflict(setConflict(none, 'work', true), 'work', true);
    expect(asRequest(twice, CALENDARS).conflictCalendarIds).toEqual(['work']);
  });
});
