import type { RequestListener } from 'node:http';
import express, { type ErrorRequestHandler } from 'express';
import type { ClientRegistry } from '../access/client-registry.ts';
import type { GuardOptions } from '../access/guards.ts';
import { bearerAuth, hostGuard, jsonBody, originGuard } from '../access/middleware.ts';
import type { Pairing } from '../access/pairing.ts';
import type { Connections } from '../connections/connections.ts';
import type { CrmLinksPort } from '../crm/crm-links-port.ts';
import type { Clock } from '../domain/clock.ts';
import { BridgeError, problemOf } from '../errors/bridge-error.ts';
import { appointmentRoutes } from '../routes/appointments.ts';
import { BLOCKED_SLOTS, blockedSlotRoutes } from '../routes/blocked-slots.ts';
import { calendarRoutes } from '../routes/calendars.ts';
import { connectionRoutes } from '../routes/connections.ts';
import { crmRoutes } from '../routes/crm.ts';
import { feedRoutes } from '../routes/feeds.ts';
import { healthRoutes } from '../routes/health.ts';
import { mount } from '../routes/mount.ts';
import { openApiRouter } from '../routes/openapi.ts';
import { PAIR, pairRouter } from '../routes/pair.ts';
import { previewRoutes } from '../routes/preview.ts';
import { proveRoutes } from '../routes/prove.ts';
import { readingRoutes } from '../routes/readings.ts';
import { syncRoutes } from '../routes/sync.ts';
import { pageRouter } from './page.ts';
import { withShortWay } from './short-way.ts';

export interface AppParts {
  readonly version: string;
  readonly clock: Clock;
  readonly guard: GuardOptions;
  readonly clients: ClientRegistry;
  readonly pairing: Pairing;
  readonly connections: Connections;
  readonly crm: CrmLinksPort;
  /** Told of faults of ours, so that they are not lost behind `internal`. */
  readonly onFault: (error: unknown) => void;
}

/** Everything that answers on the port: guards first, then what needs no token, then what does. */
export function createApp(parts: AppParts): RequestListener {
  const { guard, clients, pairing, connections, crm, clock, version } = parts;
  const open = [...healthRoutes(version), ...proveRoutes({ clients, port: guard.port, clock })];
  const closed = [
    ...connectionRoutes(connections),
    ...calendarRoutes(connections),
    ...feedRoutes(connections),
    ...blockedSlotRoutes(connections, clock),
    ...previewRoutes(connections, clock),
    ...syncRoutes(connections),
    ...appointmentRoutes(connections),
    ...readingRoutes(connections, clock),
    ...crmRoutes(crm),
  ];
  const signedIn = bearerAuth(clients);
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(hostGuard(guard), originGuard(guard), quietHeaders);
  app.use(pageRouter());
  const paths = new Set([...open, PAIR].map(({ path }) => path));
  // Who may not ask is told so before what was sent is looked at.
  app.use((request, response, next) => (paths.has(request.path) ? next() : signedIn(request, response, next)));
  app.use(...jsonBody());
  app.use(mount(open), pairRouter({ pairing, clients, port: guard.port }));
  app.use(openApiRouter([...open, PAIR, ...closed], version), mount(closed));
  app.use(() => {
    throw new BridgeError('not-found');
  });
  app.use(inProblemForm(parts.onFault));
  const asked = closed.find(({ method, path }) => method === 'get' && path === BLOCKED_SLOTS);
  return asked ? withShortWay(asked, { guard, clients, headers: QUIET, longWay: app }) : app;
}

const QUIET = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

const quietHeaders: express.RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(QUIET)) response.setHeader(name, value);
  next();
};

/** RFC 9457 for every error; what is no error of the closed set is a fault of ours and tells nothing of its inside. */
function inProblemForm(onFault: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const known = error instanceof BridgeError ? error : asKnown(error, onFault);
    const problem = problemOf(known);
    response.status(problem.status).type('application/problem+json');
    if (problem.code === 'unauthorized') response.set('WWW-Authenticate', 'Bearer');
    if (problem.retryAfter !== undefined) response.set('Retry-After', String(problem.retryAfter));
    response.send(JSON.stringify(problem));
  };
}

function asKnown(error: unknown, onFault: (error: unknown) => void): BridgeError {
  // A path that is no valid percent-encoding leads nowhere.
  if (error instanceof URIError) return new BridgeError('not-found');
  onFault(error);
  return new BridgeError('internal');
}
