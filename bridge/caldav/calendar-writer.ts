import type { CalendarWriter, Created, Deleted, FetchedResource, Updated } from '../domain/remote.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { isGone, standingOf } from './calendar-standing.ts';
import type { DavRequests } from './dav-requests.ts';
import { isStrong, sameState } from './entity-tag.ts';
import type { Answer } from './guarded-fetch.ts';
import { readResource } from './single-resource.ts';
import { uidConflictOf } from './uid-conflict.ts';
import { conditionFailed, isDone, unwrapped } from './write-answer.ts';
import { writeRefusal } from './write-refusal.ts';

/** Where an href is on the home's host. */
type Locate = (href: string, signal?: AbortSignal) => Promise<URL>;

/** One event and its calendar, under way. */
interface Writing {
  readonly requests: DavRequests;
  readonly href: string;
  readonly url: URL;
  readonly calendar: URL;
  readonly signal: AbortSignal | undefined;
}

/**
 * Writes one event at a time, each under the condition that nothing else changed it. An error after which the event may
 * have been written all the same (a broken connection, a time-out, a fault of the server) is not told apart from others:
 * after any error, look before writing again.
 */
export function createCalendarWriter(requests: DavRequests, locate: Locate): CalendarWriter {
  const begin = async (href: string, signal?: AbortSignal): Promise<Writing> => {
    const url = await locate(href, signal);
    // The address of a whole calendar: a DELETE there would take everything.
    if (url.pathname.endsWith('/')) throw new BridgeError('internal', { cause: new Error('not an event') });
    return { requests, href, url, calendar: new URL('.', url), signal };
  };
  return {
    readResource: async (href, signal) => read(await begin(href, signal)),
    createResource: async (href, text, signal) => create(await begin(href, signal), text),
    updateResource: async (href, text, etag, signal) => update(await begin(href, signal), text, etag),
    deleteResource: async (href, etag, signal) => remove(await begin(href, signal), etag),
  };
}

async function read(writing: Writing): Promise<FetchedResource | null> {
  const { requests, href, url, calendar, signal } = writing;
  const resource = await readResource(requests, url, href, signal);
  if (resource === null) await requireCalendar(requests, calendar, signal);
  return resource;
}

async function create(writing: Writing, text: string): Promise<Created> {
  const answer = await unwrapped(await writing.requests.create(writing.url, text, writing));
  if (isDone(answer)) return written(answer);
  const taken = uidConflictOf(answer);
  if (taken !== null) return { kind: 'uid-taken', href: taken.href };
  if (conditionFailed(answer)) return { kind: 'refused-as-existing' };
  throw await writeRefusal({ ...writing, answer });
}

async function update(writing: Writing, text: string, known: string | null): Promise<Updated> {
  const condition = await conditionFor(writing, known);
  if (condition.kind !== 'holds') return condition;
  const answer = await unwrapped(await writing.requests.update(writing.url, text, condition.etag, writing));
  if (isDone(answer)) return written(answer);
  if (conditionFailed(answer)) return { kind: 'changed' };
  if (!isGone(answer.status)) throw await writeRefusal({ ...writing, answer });
  await requireCalendar(writing.requests, writing.calendar, writing.signal);
  return { kind: 'gone' };
}

async function remove(writing: Writing, known: string | null): Promise<Deleted> {
  const condition = await conditionFor(writing, known);
  if (condition.kind !== 'holds') return condition;
  const answer = await unwrapped(await writing.requests.delete(writing.url, condition.etag, writing));
  if (isDone(answer)) return { kind: 'deleted' };
  if (conditionFailed(answer)) return { kind: 'changed' };
  if (isGone(answer.status)) return { kind: 'gone' };
  throw await writeRefusal({ ...writing, answer });
}

type Condition =
  /** Null: the server cannot compare, so that no condition can be sent. */
  { readonly kind: 'holds'; readonly etag: string | null } | { readonly kind: 'changed' } | { readonly kind: 'gone' };

/** Only a strong ETag can be a condition; with any other, or none, the resource is compared first by reading it. */
async function conditionFor(writing: Writing, known: string | null): Promise<Condition> {
  if (isStrong(known)) return { kind: 'holds', etag: known };
  const standing = await read(writing);
  if (standing === null) return { kind: 'gone' };
  if (known !== null && !sameState(known, standing.etag)) return { kind: 'changed' };
  return { kind: 'holds', etag: isStrong(standing.etag) ? standing.etag : null };
}

async function requireCalendar(requests: DavRequests, calendar: URL, signal?: AbortSignal): Promise<void> {
  if ((await standingOf(requests, calendar, signal)) === 'gone') throw new BridgeError('calendar-gone');
}

function written({ headers }: Answer) {
  return { kind: 'written', etag: headers.get('etag')?.trim() || null } as const;
}
