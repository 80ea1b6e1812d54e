import { Health, PairAnswer, ProveAnswer } from '../../shared/contract/access.ts';
import { type Appointment, StandingEvents, Written, WrittenList } from '../../shared/contract/appointments.ts';
import { BlockedSlots, CheckAnswer, type CheckRequest, Events } from '../../shared/contract/blocked-slots.ts';
import {
  Calendar,
  CalendarList,
  type ConfigurationRequest,
  Connection,
  ConnectionList,
  type ConnectionPatch,
  type ConnectRequest,
} from '../../shared/contract/connection.ts';
import type { FeedRequest } from '../../shared/contract/feeds.ts';
import { Preview, type PreviewRequest } from '../../shared/contract/preview.ts';
import { ConnectionHealth, SyncReport, SyncReports } from '../../shared/contract/sync.ts';
import { crmCalls } from './crm-calls.ts';
import { BridgeFailure, ownFailure } from './failure.ts';
import { ignoredCalls } from './ignored-calls.ts';
import { freshNonce, proves } from './proof.ts';
import { type Call, parsed, request } from './request.ts';

/** What pairing leaves behind. The token is a secret: it never enters a page, a log or an address. */
export interface Pairing {
  readonly port: number;
  readonly clientId: string;
  readonly token: string;
}

export interface BridgeClientOptions {
  readonly port: number;
  /** Both absent before pairing: then only `health` works, and all else is `not-paired`. */
  readonly clientId?: string;
  readonly token?: string;
  readonly fetch?: typeof fetch;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * How long a proof is good for: another program may take the port between two calls without any call having failed.
 * Not at all would mean two questions for each call, of which the bridge answers 300 a minute.
 */
const PROOF_MS = 1_000;

/** RFC 3339 instants, half-open. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export type BlockedSlotsAnswer =
  | { readonly changed: true; readonly etag: string | null; readonly body: BlockedSlots }
  | { readonly changed: false; readonly checkedAt: string | null };

export type BridgeClient = ReturnType<typeof createBridgeClient>;

/** Connecting, changing a password and syncing wait for iCloud, a new subscription for its publisher. */
const SLOW_MS = 90_000;

const segment = encodeURIComponent;
const connectionPath = (id: string) => `/v1/connections/${segment(id)}`;
const appointmentsPath = (id: string, rest = '') => `${connectionPath(id)}/appointments${rest}`;

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/**
 * Pairs this browser by the code on the bridge's terminal and checks that the answer is meant for this port.
 * @throws BridgeFailure `pairing-closed`, `wrong-code`, `too-many-attempts`, `bridge-unreachable`, `not-our-bridge`
 */
export async function pair(
  code: string,
  clientName: string,
  where: { port: number; fetch?: typeof fetch },
): Promise<Pairing> {
  const nonce = freshNonce();
  const call: Call = { method: 'POST', path: '/v1/pair', body: { code: code.trim(), clientName, nonce } };
  const answer = await parsed(await request(where.fetch ?? fetch, where.port, call), PairAnswer);
  const genuine = await proves(answer.proof, { token: answer.token, nonce, port: where.port });
  if (!genuine) throw ownFailure('not-our-bridge');
  return { port: where.port, clientId: answer.clientId, token: answer.token };
}

/**
 * Lets the bridge prove that it knows the token before the token is sent, again after every failure to reach it, and
 * before every call that comes later than `PROOF_MS` after the proof was asked for.
 */
function guard(options: BridgeClientOptions, fetcher: typeof fetch) {
  const now = options.now ?? Date.now;
  let proof: Promise<void> | null = null;
  let askedAt = 0;

  async function prove(): Promise<void> {
    const { port, clientId, token } = options;
    if (clientId === undefined || token === undefined) throw ownFailure('not-paired');
    const nonce = freshNonce();
    const call: Call = { method: 'POST', path: '/v1/prove', body: { clientId, nonce } };
    const answer = await parsed(await request(fetcher, port, call), ProveAnswer);
    if (!(await proves(answer.proof, { token, nonce, port }))) throw ownFailure('not-our-bridge');
  }

  function forget(): void {
    proof = null;
  }

  function proven(): Promise<void> {
    if (proof && Math.abs(now() - askedAt) < PROOF_MS) return proof;
    const running = prove();
    proof = running;
    askedAt = now();
    running.catch(() => {
      if (proof === running) forget();
    });
    return running;
  }

  return { proven, forget };
}

/**
 * Every call of the bridge's REST contract, its answers parsed by their schemas.
 * Each call throws `BridgeFailure` and nothing else, except the abort of a signal that the caller gave.
 */
export function createBridgeClient(options: BridgeClientOptions) {
  const fetcher = options.fetch ?? fetch.bind(globalThis);
  const { proven, forget } = guard(options, fetcher);

  async function send(call: Call): Promise<Response> {
    await proven();
    try {
      return await request(fetcher, options.port, { ...call, token: options.token ?? '' });
    } catch (error) {
      if (error instanceof BridgeFailure && error.code === 'bridge-unreachable') forget();
      throw error;
    }
  }

  async function ask<T>(call: Call, schema: { parse(value: unknown): T }): Promise<T> {
    return parsed(await send(call), schema);
  }

  async function blockedSlots(id: string, range: Range, etag?: string): Promise<BlockedSlotsAnswer> {
    const path = `${connectionPath(id)}/blocked-slots${query({ ...range })}`;
    const response = await send({ method: 'GET', path, ...(etag === undefined ? {} : { ifNoneMatch: etag }) });
    if (response.status === 304) return { changed: false, checkedAt: response.headers.get('Slotbridge-Checked-At') };
    return { changed: true, etag: response.headers.get('ETag'), body: await parsed(response, BlockedSlots) };
  }

  async function disconnect(id: string, discard = false): Promise<void> {
    await send({ method: 'DELETE', path: `${connectionPath(id)}${discard ? '?discard=true' : ''}` });
  }

  async function removeFeed(id: string, calendarId: string): Promise<void> {
    await send({ method: 'DELETE', path: `${connectionPath(id)}/feeds/${segment(calendarId)}` });
  }

  return {
    port: options.port,
    /** Whether something that speaks the bridge's language answers; proves nothing about who it is. */
    health: async () => parsed(await request(fetcher, options.port, { method: 'GET', path: '/v1/health' }), Health),
    /** Resolves once the program on the port has proven that it is the paired bridge. */
    proven,
    /** Asks for a new proof before the next call; for those who noticed a lost connection themselves. */
    forgetProof: forget,
    connections: async (of: { locationId?: string; userId?: string } = {}) =>
      (await ask({ method: 'GET', path: `/v1/connections${query(of)}` }, ConnectionList)).connections,
    connection: (id: string) => ask({ method: 'GET', path: connectionPath(id) }, Connection),
    connect: (body: ConnectRequest) =>
      ask({ method: 'POST', path: '/v1/connections', body, timeoutMs: SLOW_MS }, Connection),
    changePassword: (id: string, appPassword: string) =>
      ask(
        { method: 'PUT', path: `${connectionPath(id)}/password`, body: { appPassword }, timeoutMs: SLOW_MS },
        Connection,
      ),
    change: (id: string, body: ConnectionPatch) => ask({ method: 'PATCH', path: connectionPath(id), body }, Connection),
    disconnect,
    calendars: async (id: string, refresh = false) => {
      const path = `${connectionPath(id)}/calendars${refresh ? '?refresh=true' : ''}`;
      return (await ask({ method: 'GET', path, timeoutMs: SLOW_MS }, CalendarList)).calendars;
    },
    configure: (id: string, body: ConfigurationRequest) =>
      ask({ method: 'PUT', path: `${connectionPath(id)}/configuration`, body, timeoutMs: SLOW_MS }, Connection),
    /** What choices would open and close if they were saved; a calendar that was never read is read for it. */
    preview: (id: string, body: PreviewRequest) =>
      ask({ method: 'POST', path: `${connectionPath(id)}/preview`, body, timeoutMs: SLOW_MS }, Preview),
    /** Subscribes to a calendar by its address, which is a secret. It blocks nothing until it is chosen. */
    addFeed: (id: string, body: FeedRequest) =>
      ask({ method: 'POST', path: `${connectionPath(id)}/feeds`, body, timeoutMs: SLOW_MS }, Calendar),
    removeFeed,
    /** With the ETag of an earlier answer for the same range it may say that nothing changed. */
    blockedSlots,
    events: (id: string, range: Range) =>
      ask({ method: 'GET', path: `${connectionPath(id)}/events${query({ ...range })}` }, Events),
    check: (id: string, body: CheckRequest) =>
      ask({ method: 'POST', path: `${connectionPath(id)}/check`, body }, CheckAnswer),
    /** Every booking that the bridge was told of, with how it stands in the linked calendar. */
    appointments: async (id: string) =>
      (await ask({ method: 'GET', path: appointmentsPath(id) }, WrittenList)).appointments,
    /** What the CRM says of a booking; answered once the bridge keeps it. `no-linked-calendar`, `other-user` */
    putAppointment: (id: string, body: Appointment) =>
      ask({ method: 'PUT', path: appointmentsPath(id, `/${segment(body.id)}`), body }, Written),
    /** The CRM deleted a booking; of a recurring one, all its instances. Also for one that was never known. */
    deleteAppointment: (id: string, appointmentId: string) =>
      ask({ method: 'DELETE', path: appointmentsPath(id, `/${segment(appointmentId)}`) }, Written),
    /** Takes a booking's event out of iCloud; it stays out until the booking changes. */
    takeOutAppointment: (id: string, appointmentId: string) =>
      ask({ method: 'POST', path: appointmentsPath(id, `/${segment(appointmentId)}/remove`) }, Written),
    /** Tries at once; brings back an event that was deleted in iCloud or taken out. */
    retryAppointment: (id: string, appointmentId: string) =>
      ask({ method: 'POST', path: appointmentsPath(id, `/${segment(appointmentId)}/retry`) }, Written),
    /** All events that were ever written and stand there still; they go unless it is a dry run. */
    removeAllAppointments: async (id: string, dryRun: boolean) => {
      const path = appointmentsPath(id, '/remove-all');
      return (await ask({ method: 'POST', path, body: { dryRun }, timeoutMs: SLOW_MS }, StandingEvents)).events;
    },
    syncNow: (id: string) =>
      ask({ method: 'POST', path: `${connectionPath(id)}/sync`, body: {}, timeoutMs: SLOW_MS }, SyncReport),
    syncReports: async (id: string) =>
      (await ask({ method: 'GET', path: `${connectionPath(id)}/sync` }, SyncReports)).reports,
    ...ignoredCalls({ send, ask }),
    connectionHealth: (id: string) => ask({ method: 'GET', path: `${connectionPath(id)}/health` }, ConnectionHealth),
    ...crmCalls({ send, ask }),
  };
}
