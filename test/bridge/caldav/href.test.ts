import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHref, collectionHref } from '../../../bridge/caldav/href.ts';

const BASE = new URL('https://p42-caldav.icloud.com:443/1/calendars/home/');

describe('one resource has one href', () => {
  test.each([
    ['/1/calendars/home/a%40b.ics', '/1/calendars/home/a%40b.ics'],
    ['/1/calendars/home/a@b.ics', '/1/calendars/home/a%40b.ics'],
    ['https://p42-caldav.icloud.com:443/1/calendars/home/a@b.ics', '/1/calendars/home/a%40b.ics'],
    ['a@b.ics', '/1/calendars/home/a%40b.ics'],
    ['/x/%7e%61.ics', '/x/~a.ics'],
    ['/x/%7E%41%2D%31.ics', '/x/~A-1.ics'],
    ['/x/%c3%a4', '/x/%C3%A4'],
    ['/x/ä', '/x/%C3%A4'],
    ['/x/%e4', '/x/%E4'],
    ['/x/a%2Fb', '/x/a%2Fb'],
    ['/x/100%', '/x/100%25'],
    ['/x/(1)+2;3', '/x/%281%29%2B2%3B3'],
    ['/x/../y/z', '/y/z'],
    ['  /x/spaced.ics\n', '/x/spaced.ics'],
  ])('%s is %s', (sent, canonical) => {
    expect(canonicalHref(sent, BASE)).toBe(canonical);
  });

  test('a collection ends with a slash whether or not the server wrote it', () => {
    expect(collectionHref('/1/calendars/home', BASE)).toBe('/1/calendars/home/');
    expect(collectionHref('/1/calendars/home/', BASE)).toBe('/1/calendars/home/');
  });

  test('any name survives: encoded or not it gives the same href, which decodes to the name', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{1,2}$|^[.%]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        const href = canonicalHref(`/x/${encodeURIComponent(text)}`, BASE);
        expect(decodeURIComponent(href.slice('/x/'.length))).toBe(text);
        expect(canonicalHref(href, BASE)).toBe(href);
      }),
    );
  });
});
