import { afterEach, describe, expect, it, vi } from 'vitest';
import { clockTime, weekdayAndDate } from '../../../extension/ui/day-and-time.ts';
import { language, type Saying, say, sayCount } from '../../../extension/words/say.ts';
import { speak } from './browser-words.ts';

afterEach(() => speak());

describe('a sentence', () => {
  it('has what is given in its places', () => {
    expect(say('welcomePerson', 'Ann Lee', 'Acme $1 Clinic')).toBe('Ann Lee in Acme $1 Clinic');
  });

  it('about one differs from one about several', () => {
    expect(sayCount('welcomeBlocking', 1)).toBe('1 calendar blocks your time.');
    expect(sayCount('welcomeBlocking', 1200)).toBe('1,200 calendars block your time.');
    expect(sayCount('welcomeBlocking', 0)).toBe('0 calendars block your time.');
  });

  it('is in the language of the browser, its numbers too', () => {
    speak('es');
    expect(say('welcomePerson', 'Ann Lee', 'Acme Clinic')).toBe('Ann Lee en Acme Clinic');
    expect(sayCount('welcomeBlocking', 1)).toBe('1 calendario bloquea tu tiempo.');
    expect(sayCount('welcomeBlocking', 12_000)).toBe('12.000 calendarios bloquean tu tiempo.');
    expect(sayCount('welcomeBlocking', 0)).toBe('0 calendarios bloquean tu tiempo.');
  });

  it('is asked of the browser once, whatever is given', () => {
    const asked = vi.spyOn(chrome.i18n, 'getMessage');
    for (const name of ['Ann', 'Bob']) expect(say('welcomePerson', name, 'Acme')).toBe(`${name} in Acme`);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  it('that no language has is a fault, and never an empty place', () => {
    expect(() => say('neverWritten' as Saying)).toThrow('neverWritten');
  });
});

describe('the language of dates and numbers', () => {
  const browserIn = (tag: string) => vi.spyOn(chrome.i18n, 'getUILanguage').mockReturnValue(tag);
  afterEach(() => vi.restoreAllMocks());

  it('is the browser’s with its region where the words are in it', () => {
    browserIn('en-GB');
    expect(language()).toBe('en-GB');
    speak('es');
    browserIn('es-419');
    expect(language()).toBe('es-419');
  });

  it('is that of the words where we have none in the browser’s', () => {
    browserIn('fr');
    expect(language()).toBe('en-GB-u-hc-h23');
    // French counts nothing as one.
    expect(sayCount('welcomeBlocking', 0)).toBe('0 calendars block your time.');
  });

  it.each([
    ['fr', 'Wed 25 Nov', '13:05'],
    ['de', 'Wed 25 Nov', '13:05'],
    ['hi', 'Wed 25 Nov', '1:05 pm'],
    ['fr-CA', 'Wed 25 Nov', '13:05'],
    ['en-CA', 'Wed, Nov 25', '1:05 p.m.'],
    ['en-US', 'Wed, Nov 25', '1:05 PM'],
    ['vi-US', 'Wed, Nov 25', '13:05'],
  ])('has the order and the clock that are usual for a browser in %s', (tag, day, time) => {
    browserIn(tag);
    const at = Date.UTC(2026, 10, 25, 13, 5);
    expect(weekdayAndDate(at, 'UTC')).toBe(day);
    // Some versions set a narrow space before the half of the day.
    expect(clockTime(at, 'UTC').replace(/\s/g, ' ')).toBe(time);
  });
});
