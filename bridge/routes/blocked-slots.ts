import {
  BlockedSlots,
  CheckAnswer,
  CheckRequest,
  Events,
  Ignored,
  IgnoredList,
  IgnoreRequest,
  MAX_RANGE_DAYS,
  RangeQuery,
} from '../../shared/contract/blocked-slots.ts';
import type { Interval } from '../../shared/intervals.ts';
import { jsonOf } from '../connections/answer-json.ts';
import { blockedSlotsOf, eventsOf } from '../connections/availability.ts';
import { checkSlot } from '../connections/check.ts';
import type { Connections } from '../connections/connections.ts';
import { addIgnored, removeIgnored } from '../connections/ignored.ts';
import { epochOf } from '../connections/instant.ts';
import type { Clock } from '../domain/clock.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { param, type Route, type RouteAnswer, route } from './route.ts';

/** Where open pages ask all the time. */
export const BLOCKED_SLOTS = '/v1/connections/{id}/blocked-slots';

/** What is blocked, what the calendars hold, and what the person told us to ignore. */
export function blockedSlotRoutes(connections: Connections, clock: Clock): Route[] {
  return [
    route({
      method: 'get',
      path: BLOCKED_SLOTS,
      summary: 'Blocked time, sorted and disjoint; 304 while the revision stands',
      query: RangeQuery,
      answers: [
        { status: 200, is: 'What is blocked and what is not known', schema: BlockedSlots },
        { status: 304, is: 'Nothing changed; the header Slotbridge-Checked-At tells when that was checked' },
      ],
      problems: ['invalid', 'not-found', 'range-too-long'],
      handle: async (input): Promise<RouteAnswer> => {
        const answer = await blockedSlotsOf(connections.get(param(input, 'id')), rangeOf(input.query), clock.now());
        const etag = `"${answer.revision}"`;
        const headers = {
          ETag: etag,
          'Cache-Control': 'private, no-cache',
          ...(answer.checkedAt === null ? {} : { 'Slotbridge-Checked-At': answer.checkedAt }),
        };
        return matches(input.ifNoneMatch, etag)
          ? { status: 304, headers }
          : { status: 200, headers, json: jsonOf(answer) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/connections/{id}/events',
      summary: 'Every event of the conflict calendars, free ones too, each with its reason',
      query: RangeQuery,
      answers: [{ status: 200, is: 'The events', schema: Events }],
      problems: ['invalid', 'not-found', 'range-too-long'],
      handle: async (input) => ({
        status: 200,
        body: await eventsOf(connections.get(param(input, 'id')), rangeOf(input.query), clock.now()),
      }),
    }),
    route({
      method: 'post',
      path: '/v1/connections/{id}/check',
      summary: 'Is this time free? Null means not known',
      body: CheckRequest,
      answers: [{ status: 200, is: 'Free, busy or not known', schema: CheckAnswer }],
      problems: ['invalid', 'not-found', 'range-too-long'],
      handle: async (input) => {
        const range = rangeOf({ from: input.body.start, to: input.body.end }, 'start', 'end');
        return {
          status: 200,
          body: await checkSlot(connections.get(param(input, 'id')), range, input.body, clock),
        };
      },
    }),
    ...ignoredRoutes(connections, clock),
  ];
}

function ignoredRoutes(connections: Connections, clock: Clock): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/connections/{id}/ignored',
      summary: 'An event, an occurrence or an unreadable resource no longer counts',
      body: IgnoreRequest,
      answers: [{ status: 201, is: 'It is ignored', schema: Ignored }],
      problems: ['invalid', 'not-found', 'unknown-calendar'],
      handle: async (input) => ({
        status: 201,
        body: await addIgnored(connections.get(param(input, 'id')), input.body, clock.now()),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/connections/{id}/ignored',
      summary: 'What is ignored',
      answers: [{ status: 200, is: 'The list', schema: IgnoredList }],
      problems: ['not-found'],
      handle: (input) => ({ status: 200, body: { ignored: connections.get(param(input, 'id')).record.ignored } }),
    }),
    route({
      method: 'delete',
      path: '/v1/connections/{id}/ignored/{ignoredId}',
      summary: 'It counts again',
      answers: [{ status: 204, is: 'Taken back' }],
      problems: ['not-found'],
      handle: async (input) => {
        await removeIgnored(connections.get(param(input, 'id')), param(input, 'ignoredId'));
        return { status: 204 };
      },
    }),
  ];
}

/** Throws `invalid` when the range ends before it starts, `range-too-long` past 400 days. */
export function rangeOf(query: { from: string; to: string }, fromName = 'query.from', toName = 'query.to'): Interval {
  const range = { start: epochOf(query.from), end: epochOf(query.to) };
  if (range.end <= range.start) {
    const message = `must lie after ${fromName}`;
    throw new BridgeError('invalid', { errors: [{ path: toName, message }], detail: `${toName} ${message}.` });
  }
  if (range.end - range.start > MAX_RANGE_DAYS * 24 * 3600 * 1000) throw new BridgeError('range-too-long');
  return range;
}

/** RFC 9110 13.1.2: weak comparison, a list, or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
