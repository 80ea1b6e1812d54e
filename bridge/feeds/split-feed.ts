import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FetchedResource } from '../domain/remote.ts';
import { unescapeText } from '../icalendar/components.ts';
import { type FeedComponent, FeedComponents } from './feed-components.ts';
import { feedLines } from './feed-lines.ts';

/** A feed as if each of its events were a resource of its own. */
export interface SplitFeed {
  /** What the publisher calls the calendar. */
  readonly name: string | null;
  /** By href, which comes from the UID; the ETag comes from the text. */
  readonly resources: ReadonlyMap<string, FetchedResource>;
  /** Of all of them: the same when none of them changed. */
  readonly digest: string;
}

/** Splitting yields to the event loop after this many milliseconds, so that no request waits for a big feed. */
const LONGEST_TURN_MS = 10;

/**
 * Splits a feed into a text for each UID, with the zones that its events name, so that one event that cannot be read
 * never harms another and a change of one writes one.
 *
 * @throws BridgeError `not-a-calendar` when the text is something else, is empty or ends early.
 */
export async function splitFeed(pieces: readonly string[]): Promise<SplitFeed> {
  const turn = startTurn();
  const components = new FeedComponents();
  const zones = new Map<string, FeedComponent>();
  const byUid = new Map<string, FeedComponent[]>();
  for (const line of feedLines(pieces)) {
    const component = components.take(line);
    if (component?.name === 'VTIMEZONE') for (const name of namesOf(component)) zones.set(name, component);
    else if (component) gather(byUid, component);
    if (turn.isOver()) await turn.next();
  }
  components.finish();
  const resources = new Map<string, FetchedResource>();
  const digest = createHash('sha256');
  for (const [uid, events] of byUid) {
    const resource = resourceOf(uid, events, zones);
    resources.set(resource.href, resource);
    digest.update(`${resource.href} ${resource.etag}\n`);
    if (turn.isOver()) await turn.next();
  }
  const name = components.calendarName === null ? null : unescapeText(components.calendarName);
  return { name, resources, digest: digest.digest('base64url') };
}

/** A parameter in quotes names `Office, Berlin` what TEXT writes as `Office\, Berlin` (RFC 5545 3.3.11). */
function namesOf({ id }: FeedComponent): string[] {
  return id === null ? [] : [id, unescapeText(id)];
}

/** An event without a UID is known by what it says. */
function gather(byUid: Map<string, FeedComponent[]>, event: FeedComponent): void {
  const key = event.id ?? event.lines.join('\n');
  const same = byUid.get(key);
  if (same) same.push(event);
  else byUid.set(key, [event]);
}

function resourceOf(
  uid: string,
  events: readonly FeedComponent[],
  zones: ReadonlyMap<string, FeedComponent>,
): FetchedResource {
  const lines = events.flatMap((event) => event.lines);
  const named = [...new Set(lines.flatMap(zonesNamed))].flatMap((tzid) => zones.get(tzid) ?? []);
  const definitions = [...new Set(named)].flatMap((zone) => zone.lines);
  const text = ['BEGIN:VCALENDAR', ...definitions, ...lines, 'END:VCALENDAR', ''].join('\r\n');
  return { href: `feed:${hash(uid)}`, etag: hash(text), text };
}

const TZID = /;TZID=(?:"([^"]*)"|([^";:]*))/i;

function zonesNamed(line: string): string[] {
  const found = TZID.exec(line);
  return found ? [(found[1] ?? found[2] ?? '').trim()] : [];
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}

function startTurn() {
  let began = performance.now();
  let steps = 0;
  return {
    /** The clock is looked at only now and then: a look costs more than a line. */
    isOver: () => {
      steps += 1;
      return steps % 32 === 0 && performance.now() - began > LONGEST_TURN_MS;
    },
    next: async () => {
      await nextTurn();
      began = performance.now();
    },
  };
}
