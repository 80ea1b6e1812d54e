import { expect, it } from 'vitest';
import { Preview } from '../../../shared/contract/preview.ts';
import { feedText } from '../../sandbox/feed-server.ts';
import { SHIFTS, TEN, TWELVE, withFeeds } from './feed-connection.ts';

const { add, call, connect, publisher, starts } = withFeeds();

async function preview(...conflictCalendarIds: string[]) {
  const range = { from: '2026-12-01T00:00:00Z', to: '2026-12-15T00:00:00Z' };
  const { body } = await call('POST', '/preview', { linkedCalendarId: null, conflictCalendarIds, ...range });
  return Preview.parse(body);
}

it('a preview reads a subscription that was added by its address, and lets it block nothing yet', async () => {
  await connect();
  publisher().publish(SHIFTS, { text: feedText([TEN, TWELVE]) });
  expect((await preview((await add()).body.id)).closes).toEqual([
    { start: '2026-12-02T10:00:00Z', end: '2026-12-02T11:00:00Z' },
    { start: '2026-12-02T12:00:00Z', end: '2026-12-02T13:00:00Z' },
  ]);
  expect(await starts()).toEqual([]);
});

it('a preview says of a subscription that cannot be fetched that it is not known', async () => {
  await connect();
  publisher().publish(SHIFTS, { text: feedText([TEN]) });
  const { id } = (await add()).body;
  publisher().answer(SHIFTS, (_request, response) => void response.writeHead(404).end());
  const { closes, unknown } = await preview(id);
  expect(closes).toEqual([]);
  expect(unknown).toMatchObject([{ calendarId: id, reason: expect.stringMatching(/\w/) }]);
  expect(JSON.stringify(unknown)).not.toContain('secret-shifts');
});
