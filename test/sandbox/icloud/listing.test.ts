import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, asking, hrefsIn, propfindBody, responseOf } from './asking.ts';
import { type ICloud, startICloud } from './start.ts';

const EVERYTHING = propfindBody(
  'd:resourcetype',
  'd:displayname',
  'd:current-user-privilege-set',
  'd:sync-token',
  'cs:getctag',
  'cs:source',
  'a:calendar-color',
  'c:supported-calendar-component-set',
  'c:schedule-calendar-transp',
);

let icloud: ICloud;
let ask: Ask;
let home: string;
let listing: string;

beforeAll(async () => {
  icloud = await startICloud();
  ask = asking(icloud);
  const { id, calendars } = icloud.account();
  home = `/${id}/calendars/`;
  calendars.create({ name: 'Home', path: 'home', color: '#34AADCFF', sharedWithOthers: true });
  calendars.create({ name: 'R & D <lab>', path: 'lab team', color: '#FF9500', transparent: true });
  calendars.create({ name: 'Family', path: 'family', kind: 'shared', access: 'reader' });
  calendars.create({ name: 'Club', path: 'club', kind: 'shared' });
  calendars.create({ name: 'Holidays', path: 'holidays', kind: 'subscription', source: 'webcal://example.org/h.ics' });
  calendars.create({ name: 'Unnamed source', path: 'other', kind: 'subscription' });
  calendars.create({ name: 'Reminders', path: 'tasks', kind: 'reminders' });
  calendars.create({ name: 'Silent', path: 'silent', access: 'unsaid' });
  listing = (await ask('PROPFIND', home, { body: EVERYTHING, headers: { Depth: '1' } })).text;
});
afterAll(() => icloud.stop());

const type = (path: string) => /<resourcetype[^>]*>(.*)<\/resourcetype>/.exec(responseOf(listing, path))?.[1];
/** Names of the properties in the 404 propstat. */
const missing = (path: string) => {
  const stat = responseOf(listing, path)
    .split('<propstat')
    .find((one) => one.includes('404'));
  return [...(stat ?? '').matchAll(/<([\w-]+) xmlns='[^']*'\/>/g)].map(([, name]) => name);
};

describe('the calendar home, Depth 1', () => {
  test('lists itself first, then calendars, then boxes that are none', () => {
    const names = ['home', 'lab%20team', 'family', 'club', 'holidays', 'other', 'tasks', 'silent'];
    const boxes = ['inbox', 'outbox', 'notification'];
    expect(hrefsIn(listing)).toEqual([home, ...[...names, ...boxes].map((name) => `${home}${name}/`)]);
  });

  test('the home is a plain collection that claims to take events', () => {
    expect(type(home)).toBe("<collection xmlns='DAV:'/>");
    expect(responseOf(listing, home)).toContain("name='VEVENT'");
  });

  test('an own calendar that is shared with others says so', () => {
    expect(type(`${home}home/`)).toContain("<shared-owner xmlns='http://calendarserver.org/ns/'/>");
    expect(type(`${home}lab%20team/`)).not.toContain('shared-owner');
  });

  test('a calendar shared to me has no component set', () => {
    expect(type(`${home}family/`)).toContain("<shared xmlns='http://calendarserver.org/ns/'/>");
    expect(missing(`${home}family/`)).toContain('supported-calendar-component-set');
  });

  test('a subscription is no calendar, claims to be writable, and may name no source', () => {
    expect(type(`${home}holidays/`)).toContain("<subscribed xmlns='http://calendarserver.org/ns/'/>");
    expect(type(`${home}holidays/`)).not.toContain('<calendar ');
    expect(responseOf(listing, `${home}holidays/`)).toContain("<href xmlns='DAV:'>webcal://example.org/h.ics</href>");
    expect(responseOf(listing, `${home}holidays/`)).toContain("<write xmlns='DAV:'/>");
    expect(missing(`${home}other/`)).toContain('source');
  });

  test('reminders take to-dos alone', () => {
    const reminders = responseOf(listing, `${home}tasks/`);
    expect(reminders).toContain("name='VTODO'");
    expect(reminders).not.toContain('VEVENT');
  });

  test('privileges tell a reader from a writer, or nothing at all', () => {
    expect(responseOf(listing, `${home}family/`)).not.toContain('<write ');
    expect(responseOf(listing, `${home}club/`)).toContain("<write xmlns='DAV:'/>");
    expect(missing(`${home}silent/`)).toContain('current-user-privilege-set');
  });

  test('colours come with and without alpha, or not at all', () => {
    expect(responseOf(listing, `${home}home/`)).toContain('>#34AADCFF</calendar-color>');
    expect(responseOf(listing, `${home}lab%20team/`)).toContain('>#FF9500</calendar-color>');
    expect(missing(`${home}family/`)).toContain('calendar-color');
  });

  test('names are escaped, and a transparent calendar says so', () => {
    const lab = responseOf(listing, `${home}lab%20team/`);
    expect(lab).toContain('>R &amp; D &lt;lab&gt;</displayname>');
    expect(lab).toContain("<transparent xmlns='urn:ietf:params:xml:ns:caldav'/>");
    expect(responseOf(listing, `${home}home/`)).toContain("<opaque xmlns='urn:ietf:params:xml:ns:caldav'/>");
  });

  test('ctag and sync token are one opaque base64 string that changes with every change', async () => {
    const tokens = async () => {
      const { text } = await ask('PROPFIND', `${home}home/`, { body: EVERYTHING, headers: { Depth: '0' } });
      return [/<getctag[^>]*>([^<]*)</.exec(text)?.[1], /<sync-token[^>]*>([^<]*)</.exec(text)?.[1]];
    };
    const [ctag, token] = await tokens();
    expect(ctag).toBe(token);
    expect(ctag).toMatch(/^[A-Za-z0-9+/]+=*$/);
    icloud.account().put('home', 'new.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    expect((await tokens())[0]).not.toBe(ctag);
  });

  test('a new name shows in the listing', async () => {
    icloud.account().calendars.rename('club', 'Chess club');
    const { text } = await ask('PROPFIND', home, { body: EVERYTHING, headers: { Depth: '1' } });
    expect(responseOf(text, `${home}club/`)).toContain('>Chess club</displayname>');
  });

  test('a calendar without a path of its own gets a UUID', () => {
    expect(icloud.account().calendars.create({ name: 'New' })).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  test('without a Depth, or with infinity, it is refused', async () => {
    expect((await ask('PROPFIND', home, { body: EVERYTHING })).status).toBe(403);
    expect((await ask('PROPFIND', home, { body: EVERYTHING, headers: { Depth: 'infinity' } })).status).toBe(403);
  });

  test('a calendar lists its resources with their ETags', async () => {
    const options = { body: propfindBody('d:getetag'), headers: { Depth: '1' } };
    const { text } = await ask('PROPFIND', `${home}home/`, options);
    expect(hrefsIn(text)).toEqual([`${home}home/`, `${home}home/new.ics`]);
    const etag = icloud.account().list('home')[0]?.etag;
    expect(responseOf(text, `${home}home/new.ics`)).toContain(`>${etag}</getetag>`);
  });
});
