/** The value that each fault takes. `true` means that the fault is either on or off. */
export interface FaultValues {
  'throttle-503': number;
  'throttle-403': true;
  'error-500': true;
  status: number;
  'status-after': number;
  'html-answer': true;
  slow: number;
  'slow-answer': number;
  hang: true;
  'cut-before': true;
  'cut-after': true;
  'truncated-xml': true;
  'well-known-301': true | string;
  'root-404': true;
  'front-discovery-only': true;
  'home-elsewhere': string;
  'bare-principal-href': true;
  'refuse-sync-token': true;
  'sync-unsupported': true;
  'silent-full-list': true;
  'paging-507': number;
  'ghost-hrefs': readonly string[];
  'missing-hrefs': number;
  'empty-calendar': true;
  'number-of-matches-within-limits': number;
  cdata: true;
  'deleted-uid-412': true;
  'uid-conflict-named': 403 | 409;
  'etag-in-answer': true;
  'changed-in-between': string;
  'keep-no-x-properties': true;
}

export type FaultName = keyof FaultValues;

/** Everything that can be made to go wrong, one line each. */
export const FAULTS: { readonly [Name in FaultName]: string } = {
  'throttle-503': 'Answers 503; the value is Retry-After in seconds.',
  'throttle-403': 'Answers 403 with an empty body and no Retry-After, which iCloud is said to do when throttling.',
  'error-500': 'Answers 500.',
  status: 'Answers with this status and does nothing; 401 comes as iCloud sends it.',
  'status-after': 'Carries the request out and answers with this status all the same.',
  'html-answer': 'Answers 200 with a page of HTML, as a captive portal does.',
  slow: 'Waits so many milliseconds, then carries the request out, even if nobody waits for the answer any more.',
  'slow-answer': 'Carries the request out and waits so many milliseconds before the answer.',
  hang: 'Takes the request and never answers; the connection stays open.',
  'cut-before': 'Drops the connection before the request is carried out.',
  'cut-after': 'Carries the request out and drops the connection before the answer.',
  'truncated-xml': 'Sends the first two thirds of every XML answer, with a matching Content-Length.',
  'well-known-301': 'Redirects /.well-known/caldav to the partition host, or to the address given.',
  'root-404': 'The root names no principal: 404, so that only /.well-known/caldav leads on.',
  'front-discovery-only': 'The front host answers 404 for calendars; only the partition host knows them.',
  'home-elsewhere': 'Names the given address as calendar home.',
  'bare-principal-href': 'The principal answers with the href /principal/, without the account number.',
  'refuse-sync-token': 'Refuses every sync token that is not empty: 403 with valid-sync-token.',
  'sync-unsupported': 'Does not know sync-collection: 403 with supported-report.',
  'silent-full-list': 'An old sync token answers the full list and names no deletion.',
  'paging-507': 'Cuts a sync-collection into pages of so many responses; 507 says that more follows.',
  'ghost-hrefs': 'Lists these resource names in every calendar; reading one answers 404.',
  'missing-hrefs': 'Leaves the last so many hrefs out of a calendar-multiget, without a status.',
  'empty-calendar': 'Every calendar seems empty, and no deletion is named.',
  'number-of-matches-within-limits':
    'Refuses a calendar-query with more matches than this: 403 (without the fault: 5,000).',
  cdata: 'Wraps calendar-data and displayname in CDATA.',
  'deleted-uid-412': 'Refuses with 412 a UID that was deleted from the account once.',
  'uid-conflict-named': 'Refuses a UID that the account has with this status and says where it stands.',
  'etag-in-answer': 'Names the new ETag in the answer to PUT.',
  'changed-in-between': 'Another device adds this line to the event just before it is written or deleted.',
  'keep-no-x-properties': 'Drops every X- property that is not of Apple when it stores an event.',
};

/** Those that matter most, or only, when an event is written. */
export type FaultOfWriting =
  | 'status'
  | 'status-after'
  | 'slow-answer'
  | 'deleted-uid-412'
  | 'uid-conflict-named'
  | 'etag-in-answer'
  | 'changed-in-between'
  | 'keep-no-x-properties';
