import { createHash, createHmac } from 'node:crypto';
import { mergeSettings } from '../../../bridge/connections/settings.ts';
import type { Appointment, Written } from '../../../shared/contract/appointments.ts';
import type { BlockedSlots, CalendarEvent } from '../../../shared/contract/blocked-slots.ts';
import type { Calendar, Connection, SettingsPatch } from '../../../shared/contract/connection.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/connection.ts';
import type { Preview } from '../../../shared/contract/preview.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { ProblemCode } from '../../../shared/contract/problem-code.ts';
import { type CrmState, crmRoutes, crmState } from './in-memory-crm.ts';

/** A bridge in memory that speaks the contract through `fetch`. Tests change its state and look at what it was asked. */
export interface BridgeState {
  running: boolean;
  port: number;
  token: string | null;
  code: string | null;
  connections: Connection[];
  calendars: Calendar[];
  blocked: BlockedSlots;
  written: Written[];
  events: CalendarEvent[];
  /** What any choices would change. */
  preview: Preview;
  crm: CrmState;
  /** The next call of "METHOD /path" is refused with this, once. */
  refusals: Map<string, Pick<Problem, 'code' | 'errors' | 'retryAfter' | 'scopes' | 'users'> & { detail?: string }>;
  /** Calls of "METHOD /path" are answered only after this. */
  waitFor: Map<string, Promise<void>>;
  asked: { method: string; path: string; body: unknown }[];
}

type Handler = (match: RegExpMatchArray, body: Record<string, unknown>) => { status: number; body?: unknown };

export function calendar(name: string, more: Partial<Calendar> = {}): Calendar {
  const own = { kind: 'calendar', access: 'writer', canLink: true, canConflict: true } as const;
  return { id: name.toLowerCase(), name, color: '#0e61b9', ...own, ...more };
}

/** What every address that is added leads to. */
export const SHIFTS = calendar('Shifts', { kind: 'subscription', access: 'reader', canLink: false, removable: true });

export function connection(more: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    locationId: 'loc1',
    locationName: 'Acme Clinic',
    userId: 'user1',
    userName: 'Ann Lee',
    appleId: 'ann.lee@icloud.com',
    serverUrl: 'https://caldav.icloud.com',
    timeZone: 'Europe/Berlin',
    status: 'connected',
    statusDetail: '',
    configured: true,
    lastSyncedAt: '2026-11-23T08:59:52Z',
    linkedCalendarId: null,
    linkedIsConflict: true,
    conflictCalendarIds: ['work'],
    settings: DEFAULT_SETTINGS,
    createdAt: '2026-11-20T09:00:00Z',
    ...more,
  };
}

export const NOTHING_BLOCKED: BlockedSlots = {
  revision: 'r1',
  checkedAt: '2026-11-23T08:59:52Z',
  complete: true,
  unknown: [],
  slots: [],
};

/** A booking that is in iCloud. */
export function written(appointmentId: string, more: Partial<Written> = {}): Written {
  return {
    appointmentId,
    state: 'written',
    attempts: 1,
    calendarId: 'work',
    eventUid: `${appointmentId}@slotbridge`,
    updatedAt: '2026-11-23T08:00:00Z',
    title: `Visit ${appointmentId}`,
    ...more,
  };
}

/** A booking as the CRM tells it. */
export function appointment(id: string, more: Partial<Appointment> & Pick<Appointment, 'start' | 'end'>): Appointment {
  return { id, title: `Visit ${id}`, timeZone: 'Europe/Berlin', status: 'confirmed', ...more };
}

export function bridgeState(more: Partial<BridgeState> = {}): BridgeState {
  return {
    running: true,
    port: 4823,
    token: null,
    code: '123456',
    connections: [],
    calendars: [calendar('Work'), calendar('Home')],
    blocked: NOTHING_BLOCKED,
    written: [],
    events: [],
    preview: { opens: [], closes: [], clashes: [], unknown: [] },
    crm: crmState(),
    refusals: new Map(),
    waitFor: new Map(),
    asked: [],
    ...more,
  };
}

function proofOf(token: string, nonce: unknown, port: number): string {
  const key = createHash('sha256').update(`prove:${token}`).digest();
  return createHmac('sha256', key).update(`${nonce}|${port}`).digest('hex');
}

function routes(state: BridgeState): [string, RegExp, Handler][] {
  const one = (id: string | undefined) => state.connections.find((c) => c.id === id);
  const replace = (id: string | undefined, change: Partial<Connection>) => {
    state.connections = state.connections.map((c) => (c.id === id ? { ...c, ...change } : c));
    return { status: 200, body: one(id) };
  };
  return [
    ['GET', /^\/v1\/health$/, () => ({ status: 200, body: { name: 'slotbridge', version: '0.1.0', protocol: 1 } })],
    ['POST', /^\/v1\/pair$/, (_, body) => pairing(state, body)],
    [
      'POST',
      /^\/v1\/prove$/,
      (_, { nonce }) => ({ status: 200, body: { proof: proofOf(state.token ?? '', nonce, state.port) } }),
    ],
    ['GET', /^\/v1\/connections$/, () => ({ status: 200, body: { connections: state.connections } })],
    ['POST', /^\/v1\/connections$/, (_, body) => connecting(state, body)],
    [
      'GET',
      /^\/v1\/connections\/(\w+)$/,
      ([, id]) => (one(id) ? { status: 200, body: one(id) } : refused('not-found')),
    ],
    [
      'PATCH',
      /^\/v1\/connections\/(\w+)$/,
      ([, id], body) =>
        replace(id, {
          status: body.paused ? 'paused' : 'connected',
          settings: mergeSettings(one(id)?.settings ?? DEFAULT_SETTINGS, (body.settings ?? {}) as SettingsPatch),
        }),
    ],
    [
      'DELETE',
      /^\/v1\/connections\/(\w+)$/,
      ([, id]) => {
        state.connections = state.connections.filter((c) => c.id !== id);
        return { status: 204 };
      },
    ],
    ['PUT', /^\/v1\/connections\/(\w+)\/password$/, ([, id]) => replace(id, { status: 'connected', statusDetail: '' })],
    [
      'PUT',
      /^\/v1\/connections\/(\w+)\/configuration$/,
      ([, id], body) => replace(id, { ...(body as Partial<Connection>), configured: true }),
    ],
    ['POST', /^\/v1\/connections\/(\w+)\/preview$/, () => ({ status: 200, body: state.preview })],
    ['GET', /^\/v1\/connections\/(\w+)\/calendars$/, () => ({ status: 200, body: { calendars: state.calendars } })],
    [
      'POST',
      /^\/v1\/connections\/(\w+)\/feeds$/,
      () => {
        state.calendars = [...state.calendars.filter(({ id }) => id !== SHIFTS.id), SHIFTS];
        return { status: 201, body: SHIFTS };
      },
    ],
    [
      'DELETE',
      /^\/v1\/connections\/(\w+)\/feeds\/(\w+)$/,
      ([, , feed]) => {
        state.calendars = state.calendars.filter(({ id }) => id !== feed);
        return { status: 204 };
      },
    ],
    [
      'GET',
      /^\/v1\/connections\/(\w+)\/events$/,
      () => ({ status: 200, body: { revision: state.blocked.revision, events: state.events } }),
    ],
    ['GET', /^\/v1\/connections\/(\w+)\/blocked-slots$/, () => ({ status: 200, body: state.blocked })],
    [
      'POST',
      /^\/v1\/connections\/(\w+)\/sync$/,
      () => ({
        status: 200,
        body: {
          startedAt: '2026-11-23T09:00:00Z',
          durationMs: 5,
          trigger: 'request',
          requests: 1,
          bytesReceived: 10,
          calendars: [],
        },
      }),
    ],
  ];
}

function bookingRoutes(state: BridgeState): [string, RegExp, Handler][] {
  const become = (id: string | undefined, next: Written['state']) => {
    const known = state.written.find(({ appointmentId }) => appointmentId === id);
    if (!known) return refused('not-found');
    const { lastError: _, ...rest } = known;
    state.written = state.written.map((one) => (one === known ? { ...rest, state: next } : one));
    return { status: 202, body: { ...rest, state: next } };
  };
  const removeAll = (dryRun: unknown) => {
    const standing = state.written.filter((one) => one.state === 'written');
    if (dryRun === false) for (const { appointmentId } of standing) become(appointmentId, 'removed');
    return standing.map(({ appointmentId, calendarId, eventUid, start, end, title }) => ({
      ...{ appointmentId, calendarId, uid: eventUid, start, end, title },
    }));
  };
  return [
    ['GET', /\/appointments$/, () => ({ status: 200, body: { appointments: state.written } })],
    ['POST', /\/appointments\/([\w-]+)\/retry$/, ([, id]) => become(id, 'queued')],
    ['POST', /\/appointments\/([\w-]+)\/remove$/, ([, id]) => become(id, 'removed')],
    ['POST', /\/appointments\/remove-all$/, (_, { dryRun }) => ({ status: 200, body: { events: removeAll(dryRun) } })],
  ];
}

function pairing(state: BridgeState, { code, nonce }: Record<string, unknown>): ReturnType<Handler> {
  if (state.code === null) return refused('pairing-closed');
  if (code !== state.code) return refused('wrong-code');
  state.token = 'paired-token';
  return {
    status: 201,
    body: { clientId: 'client1', token: state.token, proof: proofOf(state.token, nonce, state.port) },
  };
}

function connecting(state: BridgeState, body: Record<string, unknown>): ReturnType<Handler> {
  const { appPassword: _, ...rest } = body;
  const made = connection({ ...(rest as Partial<Connection>), configured: false, conflictCalendarIds: [] });
  state.connections = [...state.connections, made];
  return { status: 201, body: made };
}

function refused(code: ProblemCode, detail = 'The bridge says what to do.', more: object = {}): ReturnType<Handler> {
  return { status: 400, body: { type: 'about:blank', title: code, status: 400, code, detail, ...more } };
}

export function bridgeFetch(state: BridgeState): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input));
    if (!state.running || url.port !== String(state.port)) throw new TypeError('connection refused');
    const method = init.method ?? 'GET';
    const body = init.body === undefined ? {} : (JSON.parse(String(init.body)) as Record<string, unknown>);
    state.asked.push({ method, path: url.pathname + url.search, body });
    await state.waitFor.get(`${method} ${url.pathname}`);
    const refusal = state.refusals.get(`${method} ${url.pathname}`);
    state.refusals.delete(`${method} ${url.pathname}`);
    const answer = refusal ? refused(refusal.code, refusal.detail, refusal) : answerOf(state, method, url, init, body);
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status });
  };
}

function answerOf(state: BridgeState, method: string, url: URL, init: RequestInit, body: Record<string, unknown>) {
  const open = ['/v1/health', '/v1/pair', '/v1/prove'].includes(url.pathname);
  const authorized = new Headers(init.headers).get('Authorization') === `Bearer ${state.token}`;
  if (!open && !authorized) return refused('unauthorized');
  for (const [verb, path, handle] of [...routes(state), ...bookingRoutes(state), ...crmRoutes(state.crm)]) {
    const match = url.pathname.match(path);
    if (verb === method && match) return handle(match, body);
  }
  return refused('not-found');
}
