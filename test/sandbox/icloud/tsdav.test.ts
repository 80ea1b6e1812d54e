import { type DAVCalendar, DAVClient } from 'tsdav';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountHandle } from './account/handle.ts';
import { calendarText, eventLines } from './event-text.ts';
import { DEFAULT_ACCOUNT, type ICloud, startICloud } from './start.ts';

let icloud: ICloud;
let account: AccountHandle;
let client: DAVClient;

const event = (uid: string, summary: string) =>
  calendarText(eventLines(uid, '20260101T000000Z', summary, ['DTSTART:20260312T080000Z', 'DTEND:20260312T090000Z']));

beforeEach(async () => {
  icloud = await startICloud();
  account = icloud.account();
  account.calendars.create({ name: 'Work', path: 'work', color: '#FF9500FF' });
  account.calendars.create({ name: 'Family', path: 'family', kind: 'shared', access: 'reader' });
  account.calendars.create({ name: 'Holidays', path: 'holidays', kind: 'subscription' });
  client = new DAVClient({
    serverUrl: icloud.url,
    credentials: { username: DEFAULT_ACCOUNT.appleId, password: DEFAULT_ACCOUNT.appPassword },
    authMethod: 'Basic',
    defaultAccountType: 'caldav',
  });
});
afterEach(() => icloud.stop());

async function workCalendar(): Promise<DAVCalendar> {
  const calendar = (await client.fetchCalendars()).find(({ displayName }) => displayName === 'Work');
  if (!calendar) throw new Error('tsdav did not find the calendar.');
  return calendar;
}

test('tsdav finds the home on the partition host, and its calendars but for the subscription', async () => {
  await client.login();
  expect(client.account?.homeUrl).toBe(`${icloud.partitionUrl}/${account.id}/calendars/`);
  const calendars = await client.fetchCalendars();
  expect(calendars.map(({ displayName }) => displayName)).toEqual(['Work', 'Family']);
  expect(calendars[0]).toMatchObject({ calendarColor: '#FF9500FF', components: ['VEVENT'] });
  expect(calendars[0]?.ctag).toBe(calendars[0]?.syncToken);
});

test('tsdav follows the redirect to the partition', async () => {
  icloud.faults.set('well-known-301', true);
  await client.login();
  expect(client.account?.rootUrl).toBe(`${icloud.partitionUrl}/`);
  expect(await client.fetchCalendars()).toHaveLength(2);
});

test('tsdav creates, reads, changes and deletes an event', async () => {
  await client.login();
  const calendar = await workCalendar();
  const created = await client.createCalendarObject({ calendar, iCalString: event('a', 'First'), filename: 'a.ics' });
  expect(created.status).toBe(201);
  const [stored] = await client.fetchCalendarObjects({ calendar });
  expect(stored?.data).toContain('SUMMARY:First');
  const changed = await client.updateCalendarObject({
    calendarObject: { url: stored?.url ?? '', etag: stored?.etag ?? '', data: event('a', 'Second') },
  });
  expect(changed.status).toBe(204);
  expect(account.text('work', 'a.ics')).toContain('SUMMARY:Second');
  const [again] = await client.fetchCalendarObjects({ calendar });
  if (!again) throw new Error('The event is gone.');
  expect((await client.deleteCalendarObject({ calendarObject: again })).status).toBe(204);
  expect(account.list('work')).toEqual([]);
});

test('tsdav syncs: what changed, what is new and what was deleted', async () => {
  for (const uid of ['kept', 'changed', 'deleted']) account.put('work', `${uid}.ics`, event(uid, uid));
  await client.login();
  const calendar = await workCalendar();
  const objects = await client.fetchCalendarObjects({ calendar });
  account.put('work', 'changed.ics', event('changed', 'Another summary'));
  account.put('work', 'new.ics', event('new', 'new'));
  account.remove('work', 'deleted.ics');
  const synced = await client.smartCollectionSync({
    collection: { ...calendar, objects, objectMultiGet: (wanted) => client.calendarMultiGet(wanted) },
    method: 'webdav',
    detailedResult: true,
  });
  const names = (list: readonly { url: string }[]) => list.map(({ url }) => url.split('/').at(-1));
  expect(names(synced.objects.created)).toEqual(['new.ics']);
  expect(names(synced.objects.updated)).toEqual(['changed.ics']);
  expect(names(synced.objects.deleted)).toEqual(['deleted.ics']);
  expect(synced.objects.updated[0]?.data).toContain('Another summary');
});

test('tsdav cannot sign in with a revoked password', async () => {
  account.revokePassword();
  await expect(client.login()).rejects.toThrow();
});
