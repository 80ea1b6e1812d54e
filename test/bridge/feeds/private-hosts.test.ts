import { describe, expect, it } from 'vitest';
import { fetchFeed } from '../../../bridge/feeds/fetch-feed.ts';
import type { Resolve } from '../../../bridge/feeds/guarded-lookup.ts';
import { HERE, refusal, TEXT, withPublisher } from './feed-fetching.ts';

const here = withPublisher();

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('by %i is followed', async (status) => {
    here.redirect('/moved', '/a.ics', status);
    expect(await here.textOf('/moved')).toBe(TEXT);
  });

  it('is followed five times, not six', async () => {
    for (let hop = 1; hop <= 6; hop++) here.redirect(`/${hop}`, hop === 6 ? '/a.ics' : `/${hop + 1}`);
    expect(await here.textOf('/2')).toBe(TEXT);
    here.server.requests.length = 0;
    await expect(here.textOf('/1')).rejects.toMatchObject(refusal('feed-unreachable', /without end/));
    expect(here.server.requests.map(({ path }) => path)).toEqual(['/1', '/2', '/3', '/4', '/5', '/6']);
  });

  it.each([
    ['to this computer', 'http://127.0.0.1:1/', /127\.0\.0\.1 is on this computer/],
    ['to this computer, written as a number', 'http://2130706433:1/', /127\.0\.0\.1 is on this computer/],
    ['to this computer in IPv6', 'http://[::1]:1/', /on this computer/],
    ['to a mapped address', 'http://[::ffff:10.0.0.1]:1/', /on this computer or on its own network/],
    ['to where clouds keep their secrets', 'http://169.254.169.254/latest', /on its own network/],
    ['to a name that leads home', 'http://other.test:1/', /other\.test is on this computer/],
    ['to another scheme', 'file:///etc/hosts', /https, http or webcal/],
    ['with credentials', 'http://u:p@feed.test/', /user name or a password/],
  ])('%s is refused, although the first host is allowed', async (_what, location, message) => {
    here.redirect('/away', location);
    await expect(here.textOf('/away')).rejects.toMatchObject(refusal('feed-not-allowed', message));
    expect(here.server.requests).toHaveLength(1);
  });

  it('without a place to go is no answer', async () => {
    here.server.answer('/lost', (_request, response) => void response.writeHead(302).end());
    await expect(here.textOf('/lost')).rejects.toMatchObject(refusal('feed-unreachable', /without saying which/));
  });
});

describe('a host of this computer or its network', () => {
  const notAllowed = { allowHost: false };

  it.each([
    ['by its address', () => here.server.url],
    ['by a short address', () => `http://127.1:${here.server.port}`],
    ['by a number', () => `http://0x7f000001:${here.server.port}`],
    ['by a mapped address', () => `http://[::ffff:127.0.0.1]:${here.server.port}`],
    ['by its name', () => `http://localhost:${here.server.port}`],
    ['by webcal', () => `webcal://127.0.0.1:${here.server.port}`],
  ])('is not asked %s unless it is allowed', async (_what, url) => {
    // The name is looked up as it is in earnest.
    const asked = fetchFeed({
      ...notAllowed,
      url: `${url()}/a.ics`,
      validators: null,
      traffic: { requests: 0, bytesReceived: 0 },
    });
    await expect(asked).rejects.toMatchObject(refusal('feed-not-allowed', /Allow that host/));
    expect(here.server.requests).toEqual([]);
  });

  it('is asked by its address once that is allowed, and another address is not', async () => {
    const traffic = { requests: 0, bytesReceived: 0 };
    const own = { url: `${here.server.url}/a.ics`, allowHost: true, validators: null, traffic };
    expect((await fetchFeed(own)).kind).toBe('text');
    here.redirect('/away', `http://127.0.0.2:${here.server.port}/a.ics`);
    const away = fetchFeed({ ...own, url: `${here.server.url}/away` });
    await expect(away).rejects.toMatchObject(
      refusal('feed-not-allowed', /^127\.0\.0\.2 is on this computer.*Another server leads there/),
    );
  });

  it('is no public address, which needs no permission', async () => {
    // It is set aside for documentation: nobody answers there.
    const url = 'http://192.0.2.1/a.ics';
    const asked = here.fetchHere('', { ...notAllowed, url }, { timeoutMs: 300 });
    await expect(asked).rejects.toMatchObject({ code: 'feed-unreachable' });
  });

  it('is refused when only one of several addresses is private', async () => {
    const resolve: Resolve = async () => [{ address: '192.0.2.1', family: 4 }, HERE];
    const asked = here.fetchHere('/a.ics', notAllowed, { resolve, timeoutMs: 500 });
    await expect(asked).rejects.toMatchObject(refusal('feed-not-allowed', /feed\.test is on this computer/));
    expect(here.server.requests).toEqual([]);
  });

  it('gains nothing from a name that leads elsewhere the second time', async () => {
    const looked: string[] = [];
    // Nobody answers at the first address; it is public by the rules and set aside for documentation.
    const resolve: Resolve = async (hostname) => {
      looked.push(hostname);
      return looked.length === 1 ? [{ address: '192.0.2.1', family: 4 }] : [HERE];
    };
    const asked = here.fetchHere('/a.ics', notAllowed, { resolve, timeoutMs: 500 });
    await expect(asked).rejects.toMatchObject({ code: 'feed-unreachable' });
    expect(looked).toEqual(['feed.test']);
    expect(here.server.requests).toEqual([]);
  });

  it('is looked up and checked anew at every redirect', async () => {
    const looked: string[] = [];
    const resolve: Resolve = async (hostname) => {
      looked.push(hostname);
      return looked.length === 1 ? [HERE] : [{ address: '10.0.0.1', family: 4 }];
    };
    here.redirect('/away', `http://other.test:${here.server.port}/a.ics`);
    await expect(here.fetchHere('/away', {}, { resolve })).rejects.toMatchObject({ code: 'feed-not-allowed' });
    expect(looked).toEqual(['feed.test', 'other.test']);
    expect(here.server.requests.map(({ path }) => path)).toEqual(['/away']);
  });
});
