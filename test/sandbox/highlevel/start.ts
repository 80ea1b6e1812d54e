import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { defaultState } from '../crm/default-state.ts';
import type { CrmState } from '../crm/model.ts';
import { appointmentRoutes, publicBooking } from './appointment-routes.ts';
import { blockRoutes } from './block-routes.ts';
import { type Clock, movableClock } from './clock.ts';
import { type Faults, faultControls, faulty } from './faults.ts';
import { lateList } from './late-list.ts';
import { type Limits, limited, ORDINARY_LIMITS } from './limits.ts';
import { readingRoutes } from './reading-routes.ts';
import { answerRefusal, Refusal } from './refusal.ts';
import { type LoggedRequest, logInto } from './request-log.ts';
import { type Grant, grant, requireOwnLocation, requireToken, requireVersion } from './tokens.ts';
import { validation } from './validation.ts';
import { type AnswerViolation, notice, type Settings, type World } from './world.ts';

export interface HighLevelOptions {
  /** That of a running stand-in CRM, for its pages and this API to be one world; else the default data. */
  readonly state?: CrmState;
  /** Epoch milliseconds; the computer's own by default. */
  readonly now?: () => number;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** One token of the default sub-account with all scopes by default. */
  readonly grants?: Grant[];
  readonly limits?: Partial<Limits>;
  readonly settings?: Partial<Settings>;
}

/** The running API of `services.leadconnectorhq.com`. All but `url` is live: tests read and edit it at any time. */
export interface HighLevel {
  readonly url: string;
  readonly state: CrmState;
  readonly requests: LoggedRequest[];
  readonly grants: Grant[];
  readonly limits: Limits;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly clock: Clock;
  /** Calls of the contacts' records, which nothing of ours may ask for. */
  contactsCalls(): LoggedRequest[];
  /** Throws where an answer of the stand-in broke the specification, which is a fault of the stand-in. */
  stop(): Promise<void>;
}

/** Starts HighLevel's API on 127.0.0.1, held against its published specification in both directions. */
export async function startHighLevel(options: HighLevelOptions = {}): Promise<HighLevel> {
  const { now = Date.now, grants = [grant()], port = 0 } = options;
  const state = options.state ?? defaultState('America/New_York');
  const usual: Settings = { listDelayMs: 0, deletedLingerMs: 0, blocksCancel: true, everybodysBlocks: false };
  const settings: Settings = { ...usual, ...options.settings };
  const limits: Limits = { ...ORDINARY_LIMITS, ...options.limits };
  const clock = movableClock(now, () => notice(world));
  const world = worldOf(state, settings, clock.now);
  const [requests, ownFaults, faults] = [[] as LoggedRequest[], [] as AnswerViolation[], faultControls()];
  const server = createServer(api(world, { requests, ownFaults, faults, grants, limits }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    requests,
    grants,
    limits,
    settings,
    faults,
    clock,
    contactsCalls: () => requests.filter(({ path }) => /(^|\/)contacts(\/|$)/.test(path)),
    stop: () => stop(server, ownFaults),
  };
}

function worldOf(state: CrmState, settings: Settings, now: () => number): World {
  const appointments = lateList(state.appointments, settings, now);
  const blockedSlots = lateList(state.blockedSlots, settings, now);
  return { state, settings, now, appointments, blockedSlots };
}

interface Gates {
  readonly requests: LoggedRequest[];
  readonly ownFaults: AnswerViolation[];
  readonly faults: ReturnType<typeof faultControls>;
  readonly grants: Grant[];
  readonly limits: Limits;
}

function api(world: World, { requests, ownFaults, faults, grants, limits }: Gates): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.locals.ownFaults = ownFaults;
  app.use(express.json({ limit: '1mb' }), logInto(requests, world.now), faulty(faults), noticing(world));
  app.use(publicBooking(world));
  app.use(requireToken(grants), limited(limits, world.now), requireVersion, neverContacts);
  app.use(validation(), requireOwnLocation);
  app.use(appointmentRoutes(world), blockRoutes(world), readingRoutes(world));
  app.use(() => {
    throw new Refusal(404, 'Not Found');
  });
  return app.use(answerRefusal(ownFaults));
}

/** Lists take notice of what tests and pages changed before the request, and of what the request itself changed. */
function noticing(world: World) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    notice(world);
    const { json } = response;
    response.json = (body) => {
      notice(world);
      return json.call(response, body);
    };
    next();
  };
}

function neverContacts(request: Request, _response: Response, next: NextFunction): void {
  if (/(^|\/)contacts(\/|$)/.test(request.path)) throw new Refusal(401, 'The token is not authorized for this scope.');
  next();
}

async function stop(server: Server, ownFaults: readonly AnswerViolation[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
  if (ownFaults.length > 0) throw new Error(`The stand-in broke the specification: ${JSON.stringify(ownFaults)}`);
}
