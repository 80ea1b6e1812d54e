import type { Interval } from '../../shared/intervals.ts';
import type { ResourceRef } from '../domain/remote.ts';
import type { DavRequests } from './dav-requests.ts';
import type { Answer } from './guarded-fetch.ts';
import { preconditionsOf } from './multistatus.ts';
import { badAnswer, requireMultistatus } from './refusal.ts';
import { resourceRefs } from './resource-ref.ts';

const SHORTEST_MS = 3_600_000;

/**
 * The resources with an occurrence in the window (RFC 4791 7.8). Where the server finds too many for one answer, each
 * half of the window is asked for by itself, down to an hour.
 */
export async function listWindow(
  requests: DavRequests,
  collection: URL,
  window: Interval,
  signal?: AbortSignal,
): Promise<ResourceRef[]> {
  const found = new Map<string, ResourceRef>();
  const open: Interval[] = [window];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const refs = await listPart(requests, collection, part, signal);
    if (refs === 'too-many') open.push(...halves(part, collection));
    else for (const ref of refs) found.set(ref.href, ref);
  }
  return [...found.values()];
}

async function listPart(requests: DavRequests, collection: URL, window: Interval, signal?: AbortSignal) {
  const answer = await requests.calendarQuery(collection, window, { signal });
  if (isTooMany(answer)) return 'too-many';
  const multistatus = await requireMultistatus(answer);
  return multistatus.responses.some(({ status }) => status === 507) ? 'too-many' : resourceRefs(multistatus);
}

function isTooMany(answer: Answer): boolean {
  if (answer.status === 507) return true;
  return answer.status === 403 && (preconditionsOf(answer)?.includes('number-of-matches-within-limits') ?? false);
}

function halves({ start, end }: Interval, { host }: URL): Interval[] {
  if (end - start <= SHORTEST_MS)
    throw badAnswer(`${host} will not list the events of a single hour: it says they are too many.`);
  const middle = Math.floor((start + end) / 2);
  return [
    { start: middle, end },
    { start, end: middle },
  ];
}
