import type { ResourceRef } from '../domain/remote.ts';
import type { DavRequests } from './dav-requests.ts';
import { badAnswer, requireMultistatus } from './refusal.ts';
import { resourceRefs } from './resource-ref.ts';

/**
 * Every resource of a calendar with its ETag, by a PROPFIND of depth 1.
 *
 * @throws BridgeError when the list is or may be incomplete. An answer that leaves out even the collection is: an empty
 * calendar still names itself.
 */
export async function listResources(
  requests: DavRequests,
  collection: URL,
  signal?: AbortSignal,
): Promise<ResourceRef[]> {
  const answer = await requests.propfind(collection, '1', ['d:getetag', 'd:resourcetype'], { signal });
  const multistatus = await requireMultistatus(answer);
  if (multistatus.responses.length > 0) return resourceRefs(multistatus);
  throw badAnswer(`${collection.host} listed nothing at all, not even the calendar itself. We try again.`);
}
