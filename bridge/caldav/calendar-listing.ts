import type { RemoteAccount, RemoteCalendar } from '../domain/remote.ts';
import { remoteCalendar } from './calendar-properties.ts';
import type { DavRequests } from './dav-requests.ts';
import { badAnswer, requireMultistatus } from './refusal.ts';

const PROPERTIES = [
  'd:displayname',
  'd:resourcetype',
  'd:current-user-privilege-set',
  'd:sync-token',
  'c:supported-calendar-component-set',
  'c:schedule-calendar-transp',
  'cs:getctag',
  'cs:source',
  'ca:calendar-color',
];

/**
 * Every event calendar of the home, by one PROPFIND of depth 1, with the marks that tell whether it changed.
 *
 * @throws BridgeError; a list that may be incomplete is an error, since what is missing from it counts as gone.
 */
export async function listCalendars(
  requests: DavRequests,
  account: RemoteAccount,
  signal?: AbortSignal,
): Promise<RemoteCalendar[]> {
  const answer = await requests.propfind(new URL(account.homeUrl), '1', PROPERTIES, { signal });
  const { url, responses } = await requireMultistatus(answer);
  if (responses.length === 0)
    throw badAnswer(`${url.host} listed nothing at all, not even the place of the calendars.`);
  return responses.map((entry) => remoteCalendar(entry, url)).filter((calendar) => calendar !== null);
}
