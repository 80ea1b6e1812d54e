import type { Interval } from '../../shared/intervals.ts';
import { type Exchange, exchange as overConnections } from '../caldav/exchange.ts';
import type { Clock } from '../domain/clock.ts';
import type { CrmBlockSlot, HighLevel, NewBlock } from '../domain/crm/highlevel.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { NewBlockAnswer } from './answers.ts';
import type { Answer, Question } from './ask.ts';
import { apiAddress } from './base-url.ts';
import { appointmentIn, appointmentsIn, blockSlotsIn } from './events.ts';
import { freeSlotsPath, freeStartsIn, piecesOf } from './free-slots.ts';
import { read } from './reading.ts';
import { saysGone } from './refusal.ts';
import { openSession, type Session } from './session.ts';
import { calendarsIn, locationIn, usersIn } from './sub-account.ts';

export interface HighLevelOptions {
  /** HighLevel's own where none is given; another one on loopback alone. */
  readonly baseUrl?: string | undefined;
  readonly token: string;
  readonly locationId: string;
  readonly clock: Clock;
  readonly exchange?: Exchange;
  /** For one request with its answer. */
  readonly timeoutMs?: number;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

export interface OpenHighLevel extends HighLevel {
  /** Throws `missing-scope` where the token may not read events, whatever is said of the user. */
  checkReading(userId: string): Promise<void>;
  /** Throws `missing-scope` where the token may not write. Changes nothing. */
  checkWriting(): Promise<void>;
}

/**
 * HighLevel's API for one sub-account, in its version of 2021. Contacts are never asked for.
 *
 * @throws BridgeError `invalid` for a `baseUrl` to which the token may not go.
 */
export function openHighLevel({ baseUrl, exchange = overConnections, ...rest }: HighLevelOptions): OpenHighLevel {
  const session = openSession({ ...rest, address: apiAddress(baseUrl), exchange });
  return {
    ...reading(session, rest.locationId, rest.clock),
    ...writing(session, rest.locationId),
    get limits() {
      return session.limits;
    },
    get calls() {
      return session.calls;
    },
  };
}

type Writing = Pick<OpenHighLevel, 'createBlock' | 'changeBlock' | 'deleteBlock' | 'checkWriting'>;
type Reading = Omit<OpenHighLevel, keyof Writing | 'limits' | 'calls'>;

/** A word about what was asked for, even a fault over it: whether it may be asked for at all was looked at before. */
function isAboutTheEvent({ status, json }: Answer): boolean {
  return [400, 404, 410, 422, 500].includes(status) && json !== undefined;
}

function reading(session: Session, locationId: string, clock: Clock): Reading {
  const events = (list: string, userId: string, { start, end }: Interval, allowed?: (answer: Answer) => boolean) => {
    const query = new URLSearchParams({ locationId, userId, startTime: String(start), endTime: String(end) });
    return session.send(get(`/calendars/${list}?${query}`), 'calendars/events.readonly', allowed);
  };
  const ofLocation = new URLSearchParams({ locationId });
  return {
    async location() {
      const path = `/locations/${encodeURIComponent(locationId)}`;
      const answer = await session.send(get(path), 'locations.readonly', saysGone);
      if (saysGone(answer)) throw new BridgeError('wrong-location');
      return locationIn(answer);
    },
    users: async () => usersIn(await session.send(get(`/users/?${ofLocation}`), 'users.readonly')),
    calendars: async () => calendarsIn(await session.send(get(`/calendars/?${ofLocation}`), 'calendars.readonly')),
    async freeSlots(calendarId, range, userId) {
      const starts = new Set<number>();
      for (const piece of piecesOf(range)) {
        const answer = await session.send(get(freeSlotsPath(calendarId, piece, userId)), 'calendars.readonly');
        for (const start of freeStartsIn(answer)) starts.add(start);
      }
      return [...starts].filter((start) => start >= range.start && start < range.end).sort((a, b) => a - b);
    },
    appointments: async (userId, range) => appointmentsIn(await events('events', userId, range)),
    async appointment(id) {
      const path = `/calendars/events/appointments/${encodeURIComponent(id)}`;
      const answer = await session.send(get(path), 'calendars/events.readonly', saysGone);
      return saysGone(answer) ? null : appointmentIn(answer);
    },
    async checkReading(userId) {
      const start = clock.now();
      await events('blocked-slots', userId, { start, end: start + MINUTE_MS }, isAboutTheEvent);
    },
    blockSlots: async (userId, range, ownIds = new Set<string>()) =>
      blockSlotsIn(await events('blocked-slots', userId, range), ownIds).filter(isOf(userId)),
  };
}

/** Another user's blocks are never ours to touch, should the CRM list them nevertheless. */
function isOf(userId: string): (slot: CrmBlockSlot) => boolean {
  return ({ assignedUserId }) => assignedUserId === null || assignedUserId === userId;
}

const MINUTE_MS = 60_000;
/** An id of HighLevel's form that nobody has. */
const NOBODYS_ID = 'SlotbridgeNoSuchEvnt';

function writing(session: Session, locationId: string): Writing {
  const scope = 'calendars/events.write';
  const bodyOf = (assignedUserId: string, { title, start, end }: NewBlock) => ({
    // No calendar: HighLevel refuses the ordinary ones, and a block is of a user.
    locationId,
    assignedUserId,
    title,
    startTime: new Date(start).toISOString(),
    endTime: new Date(end).toISOString(),
  });
  const pathOf = (id: string) => `/calendars/events/block-slots/${encodeURIComponent(id)}`;
  const remove = (id: string): Question => ({
    method: 'DELETE',
    path: `/calendars/events/${encodeURIComponent(id)}`,
    body: {},
  });
  return {
    async createBlock(userId, block) {
      const question = { method: 'POST', path: '/calendars/events/block-slots', body: bodyOf(userId, block) } as const;
      return read((await session.send(question, scope)).json, NewBlockAnswer, 'the new blocked slot').id;
    },
    async changeBlock(id, userId, block) {
      const question = { method: 'PUT', path: pathOf(id), body: bodyOf(userId, block) } as const;
      return !saysGone(await session.send(question, scope, saysGone));
    },
    async deleteBlock(id) {
      await session.send(remove(id), scope, saysGone);
    },
    async checkWriting() {
      // To delete what does not exist changes nothing.
      await session.send(remove(NOBODYS_ID), scope, isAboutTheEvent);
    },
  };
}

function get(path: string): Question {
  return { method: 'GET', path };
}
