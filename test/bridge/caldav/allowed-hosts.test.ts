import { describe, expect, test } from 'vitest';
import { allowedHostsOf, parseServerUrl } from '../../../bridge/caldav/allowed-hosts.ts';

describe('the password goes', () => {
  test.each([
    ['https://caldav.icloud.com', 'https://p42-caldav.icloud.com:443/1/calendars/', true],
    ['https://caldav.icloud.com', 'https://caldav.icloud.com.cn/', true],
    ['https://caldav.icloud.com.cn', 'https://p201-caldav.icloud.com.cn/', true],
    ['https://caldav.icloud.com', 'https://p42-caldav.icloud.com:8443/', false],
    ['https://caldav.icloud.com', 'http://p42-caldav.icloud.com/', false],
    ['https://caldav.icloud.com', 'https://icloud.com.example.net/', false],
    ['https://caldav.icloud.com', 'https://evilicloud.com/', false],
    ['https://caldav.icloud.com', 'https://caldav.icloud.com.evil.cn/', false],
    ['https://caldav.icloud.com', 'https://caldav.icloud.com@example.net/', false],
    ['https://caldav.icloud.com', 'https://someone:x@caldav.icloud.com/', false],
    ['https://caldav.icloud.com', 'http://127.0.0.1/', false],
    ['https://dav.example.org', 'https://dav.example.org/elsewhere', true],
    ['https://dav.example.org', 'https://dav.example.org:8443/', false],
    ['https://dav.example.org', 'https://other.example.org/', false],
    ['https://dav.example.org', 'http://dav.example.org/', false],
    ['https://dav.example.org:8443', 'https://dav.example.org:8443/x', true],
    ['http://127.0.0.1:5232', 'http://localhost:9999/', true],
    ['http://localhost:5232', 'https://[::1]:1/', true],
    ['http://127.0.0.1:5232', 'http://127.0.0.1.example.net/', false],
    ['http://127.0.0.1:5232', 'http://192.168.1.2:5232/', false],
    ['http://127.0.0.1:5232', 'ftp://127.0.0.1/', false],
  ])('for %s to %s: %s', (server, url, allowed) => {
    expect(allowedHostsOf(new URL(server))(new URL(url))).toBe(allowed);
  });
});

describe('an address that may not be used is refused before anything is sent', () => {
  test.each([
    ['http://dav.example.org/', /starts with http,/],
    ['http://caldav.icloud.com/', /starts with http,/],
    ['ftp://dav.example.org/', /must start with https/],
    ['https://ann:pw@dav.example.org/', /Leave the user name/],
    ['dav example', /not a web address/],
    ['', /not a web address/],
  ])('%s', (address, sentence) => {
    const use = () => allowedHostsOf(parseServerUrl(address));
    expect(use).toThrow(sentence);
    expect(use).toThrow(
      expect.objectContaining({
        code: 'invalid',
        details: expect.objectContaining({ errors: [expect.objectContaining({ path: 'serverUrl' })] }),
      }),
    );
  });
});
