import { describe, expect, it } from 'vitest';
import { parseFeedUrl, webAddresses } from '../../../bridge/feeds/feed-url.ts';

describe('the address of a feed', () => {
  it.each([
    'ftp://example.org/a.ics',
    'file:///etc/hosts',
    'data:text/calendar,BEGIN',
    'javascript:0',
    'blob:https://example.org/1',
    'feed:https://example.org/a.ics',
  ])('%s has a scheme that is not fetched', (text) => {
    const message = expect.stringMatching(/https, http or webcal/);
    expect(() => parseFeedUrl(text)).toThrow(expect.objectContaining({ code: 'feed-not-allowed', message }));
  });

  it.each(['', 'calendar', 'https://', 'http://[::1', '//example.org/a.ics'])('“%s” is none', (text) => {
    expect(() => parseFeedUrl(text)).toThrow(expect.objectContaining({ code: 'feed-not-allowed' }));
  });

  it.each(['https://ann@example.org/', 'https://ann:secret@example.org/', 'webcal://:secret@example.org/'])(
    'with credentials is refused, and they are not repeated: %s',
    (text) => {
      const message = expect.stringMatching(/^(?!.*secret@).*user name or a password/);
      expect(() => parseFeedUrl(text)).toThrow(expect.objectContaining({ code: 'feed-not-allowed', message }));
    },
  );

  it('loses its fragment and the spaces around it, and keeps its query', () => {
    expect(parseFeedUrl('  https://Example.org/a b.ics?key=1&x=%20#top ').href).toBe(
      'https://example.org/a%20b.ics?key=1&x=%20',
    );
  });
});

describe('the web addresses of a feed', () => {
  const tried = (text: string, before: string | null = null) =>
    webAddresses(parseFeedUrl(text), before).map(({ href }) => href);

  it('are its own for http and https', () => {
    expect(tried('https://example.org/a')).toEqual(['https://example.org/a']);
    expect(tried('http://example.org/a')).toEqual(['http://example.org/a']);
  });

  it('are the safe one first for webcal', () => {
    expect(tried('webcal://example.org:8080/a?b')).toEqual([
      'https://example.org:8080/a?b',
      'http://example.org:8080/a?b',
    ]);
  });

  it('are the safe one alone for webcals, and for what answered there before', () => {
    expect(tried('webcals://example.org/a')).toEqual(['https://example.org/a']);
    expect(tried('webcal://example.org/a', 'https://example.org/a')).toEqual(['https://example.org/a']);
    expect(tried('webcal://example.org/a', 'http://example.org/a')).toHaveLength(2);
  });
});
