import type { Interval } from '../../shared/intervals.ts';

/** What a CalDAV server said, and the port through which it is asked. `href` is always an absolute URL path on the home's host, percent-encoded as the server sent it. */
export interface RemoteAccount {
  /** Absolute URL. */
  readonly principalUrl: string;
  /** Absolute URL of the calendar home, with the partition host and port the server named. */
  readonly homeUrl: string;
  /** The owner's calendar user addresses, lower case, `mailto:` removed, preferred first. */
  readonly ownerAddresses: readonly string[];
}

export interface RemoteCalendar {
  readonly href: string;
  readonly name: string;
  /** `#RRGGBB`; null when the server names none. */
  readonly color: string | null;
  readonly kind: 'calendar' | 'shared' | 'subscription';
  readonly access: 'writer' | 'reader';
  /** `schedule-calendar-transp` says that the whole calendar is free. */
  readonly transparent: boolean;
  readonly ctag: string | null;
  readonly syncToken: string | null;
  /** The address of a subscription, when the server names it. */
  readonly source: string | null;
}

export interface ResourceRef {
  readonly href: string;
  /** Null when the server sent none. */
  readonly etag: string | null;
}

export interface FetchedResource extends ResourceRef {
  readonly text: string;
}

/** The answer to sync-collection (RFC 6578): all pages together. */
export type Changes =
  | {
      readonly kind: 'changes';
      readonly changed: readonly ResourceRef[];
      /** Named one by one with status 404. */
      readonly deleted: readonly string[];
      readonly syncToken: string;
    }
  | { readonly kind: 'token-refused' }
  /** The server does not know sync-collection: compare full listings. */
  | { readonly kind: 'unsupported' };

export interface Fetched {
  readonly resources: readonly FetchedResource[];
  /** Answered one by one with 404 or 410: gone. */
  readonly gone: readonly string[];
}

/** Counts what went over the wire; given by the caller, added to by every request. */
export interface Traffic {
  requests: number;
  bytesReceived: number;
}

/** One account on one CalDAV server. Every call throws `BridgeError` of a CalDAV kind and nothing else. */
export interface CalDavClient extends CalendarWriter {
  /** Principal, calendar home and owner's addresses (RFC 6764, RFC 4791 6.2.1). */
  discover(signal?: AbortSignal): Promise<RemoteAccount>;
  /** Every event calendar of the home, in one request. */
  listCalendars(account: RemoteAccount, signal?: AbortSignal): Promise<RemoteCalendar[]>;
  changes(calendarHref: string, syncToken: string, signal?: AbortSignal): Promise<Changes>;
  /** Every resource of the calendar with its ETag: a complete list, or an error. */
  listResources(calendarHref: string, signal?: AbortSignal): Promise<ResourceRef[]>;
  /** Resources with an occurrence in the window (calendar-query with a time-range). */
  listWindow(calendarHref: string, window: Interval, signal?: AbortSignal): Promise<ResourceRef[]>;
  /** Multiget, 50 a request; an href that is missing from the answer without a status throws. */
  fetchResources(calendarHref: string, hrefs: readonly string[], signal?: AbortSignal): Promise<Fetched>;
}

/** What reading one calendar asks for. */
export type CalendarClient = Omit<CalDavClient, 'discover' | 'listCalendars' | keyof CalendarWriter>;

/** What became of a new resource. */
export type Created =
  /** It stands; the ETag is null when the server named none. */
  | { readonly kind: 'written'; readonly etag: string | null }
  /** 412: something has this name, or, at iCloud, the UID is or was somewhere in the account. */
  | { readonly kind: 'refused-as-existing' }
  /** 403 or 409 with `no-uid-conflict` (RFC 4791 5.3.2.1); `href` is where the UID stands, if the server says so. */
  | { readonly kind: 'uid-taken'; readonly href: string | null };

/** What became of a change: `changed` means that the ETag no longer holds, `gone` that nothing is there. */
export type Updated =
  | { readonly kind: 'written'; readonly etag: string | null }
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' };

export type Deleted = { readonly kind: 'deleted' } | { readonly kind: 'changed' } | { readonly kind: 'gone' };

/**
 * One resource at a time. Beside the failures of reading, throws `not-writable` where the server forbids writing for
 * good and `calendar-gone` where the collection is missing.
 */
export interface CalendarWriter {
  /** By GET; null when nothing is there. */
  readResource(href: string, signal?: AbortSignal): Promise<FetchedResource | null>;
  /** PUT with `If-None-Match: *`. */
  createResource(href: string, text: string, signal?: AbortSignal): Promise<Created>;
  /** PUT with `If-Match`; without an ETag with none, since some servers name none. */
  updateResource(href: string, text: string, etag: string | null, signal?: AbortSignal): Promise<Updated>;
  deleteResource(href: string, etag: string | null, signal?: AbortSignal): Promise<Deleted>;
}
