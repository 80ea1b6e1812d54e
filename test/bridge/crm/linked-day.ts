import { BlockFile } from '../../../bridge/crm/block-file.ts';
import { CrmLink } from '../../../bridge/crm/crm-link.ts';
import type { LinkedPerson } from '../../../bridge/crm/linked-person.ts';
import { patienceOf } from '../../../bridge/crm/patience.ts';
import type { BlocksFile, RunsFile, StoredLink } from '../../../bridge/crm/stored-link.ts';
import type { Presence } from '../../../bridge/domain/cadence.ts';
import type { Clock } from '../../../bridge/domain/clock.ts';
import { NO_BLOCKS } from '../../../bridge/domain/crm/own-blocks.ts';
import { openHighLevel } from '../../../bridge/highlevel/open.ts';
import type { DurableFile } from '../../../bridge/store/durable-file.ts';
import { type Interval, merge } from '../../../shared/intervals.ts';
import { DEFAULT_IDS } from '../../sandbox/crm/default-state.ts';

const HOUR = 3_600_000;

/** A link with life's own patience whose time is the caller's, and a person whose calendar changes at a word. */
export interface LinkedDay {
  readonly link: CrmLink;
  presence: Presence;
  /** What the calendars hold; to be edited, and told with `link.changed()`. */
  readonly events: { start: number; end: number }[];
  /** Another event moves. */
  change(): void;
  /** One look at the clock; resolves when nothing is under way. */
  tick(): Promise<void>;
  wanted(): Interval[];
  /** Of the day. */
  used(): number;
  /** Of all days. */
  calls(): number;
  stop(): Promise<void>;
}

export function startLinkedDay(served: { readonly url: string; readonly token: string }, clock: Clock): LinkedDay {
  const from = Math.floor(clock.now() / HOUR) * HOUR + 72 * HOUR;
  const events = Array.from({ length: 20 }, (_, n) => ({
    start: from + n * 30 * HOUR,
    end: from + n * 30 * HOUR + HOUR,
  }));
  const person: LinkedPerson = {
    connectionId: 'connection1',
    locationId: DEFAULT_IDS.location,
    userId: DEFAULT_IDS.ann,
    timeZone: 'America/New_York',
    paused: false,
    hasLinkedCalendar: true,
    time: async (_range, now) => ({
      busy: events.map((event, n) => ({ ...event, source: `${n} ${event.start}`, title: null })),
      unknown: [],
      checkedAt: now,
    }),
    outbox: { heard: () => [], put: async () => undefined, delete: async () => undefined },
  };
  const setup: StoredLink = {
    connectionId: 'connection1',
    userId: DEFAULT_IDS.ann,
    userName: 'Ann Porter',
    locationName: 'Sunrise Dental',
    baseUrl: served.url,
    settings: { horizonDays: 60, titles: 'busy' },
    stopped: null,
  };
  const faults: unknown[] = [];
  const runs = inMemory<RunsFile>({ version: 1, day: '', used: 0, lastGoodAt: null, lastPass: null });
  const blocks = inMemory<BlocksFile>({ version: 1, ...NO_BLOCKS });
  const { url: baseUrl, token } = served;
  const api = openHighLevel({ baseUrl, token, locationId: DEFAULT_IDS.location, clock });
  let changes = 0;
  const day: LinkedDay = {
    presence: 'none',
    events,
    link: new CrmLink({
      clock,
      patience: patienceOf(),
      person,
      setup: () => setup,
      save: async (change) => change(setup),
      blocks: new BlockFile(blocks),
      runs,
      openApi: async () => api,
      presence: () => day.presence,
      onFault: (error) => faults.push(error),
    }),
    change: () => {
      const event = events[changes % events.length];
      changes += 1;
      const by = changes % 2 === 0 ? HOUR : 2 * HOUR;
      if (event) Object.assign(event, { start: event.start + by, end: event.end + by });
      day.link.changed();
    },
    tick: async () => {
      day.link.tick();
      await day.link.idle();
      if (faults.length > 0) throw faults[0];
    },
    wanted: () => merge(events),
    used: () => runs.data.used,
    calls: () => api.calls,
    stop: () => day.link.close(),
  };
  return day;
}

/** A whole day writes more than a disk that others use as well takes in a few seconds. */
function inMemory<T>(data: T): DurableFile<T> {
  return {
    data,
    update: async (change) => change(data),
    close: async () => undefined,
  };
}
