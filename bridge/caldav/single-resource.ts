import type { FetchedResource } from '../domain/remote.ts';
import type { DavRequests } from './dav-requests.ts';
import { isWebPage } from './multistatus.ts';
import { refusal } from './refusal.ts';

/** One resource by GET; null when it is gone. The text is as stored, even if that is nothing. */
export async function readResource(
  requests: DavRequests,
  collection: URL,
  href: string,
  signal?: AbortSignal,
): Promise<FetchedResource | null> {
  const answer = await requests.get(new URL(href, collection), { signal });
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status !== 200) throw refusal(answer);
  if (isWebPage(answer)) throw refusal(answer, 'with a web page');
  return { href, etag: answer.headers.get('etag'), text: answer.text };
}
