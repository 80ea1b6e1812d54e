import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import { makeServerIdentity } from '../tls-certificate.ts';
import { crmApi } from './api.ts';
import type { ApiParts } from './api-request.ts';
import { defaultState } from './default-state.ts';
import { ALL_CRM_HOSTS, CRM_HOSTS, resolverRules } from './hosts.ts';
import type { CrmState } from './model.ts';
import { staffPages, widgetPages } from './pages.ts';

/** One answered request, as tests want to see it. `at` in epoch milliseconds. */
interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly status: number;
}

/** The running stand-in. `state` is live: what a test changes there shows in the next answer. */
export interface Crm {
  readonly port: number;
  readonly hosts: readonly string[];
  /** For Chromium's `--host-resolver-rules`. */
  readonly resolverRules: string;
  /** PEM of the certificate, for a Node client to trust. */
  readonly certificate: string;
  readonly state: CrmState;
  readonly requests: readonly LoggedRequest[];
  stop(): Promise<void>;
}

export interface CrmOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly now?: () => number;
  /** The sub-accounts' zone; America/New_York by default. */
  readonly timeZone?: string;
  /** An agency's own domain, which serves the staff app and the booking pages alike. */
  readonly agencyHost?: string;
}

/** Starts the stand-in CRM on 127.0.0.1 behind TLS with a certificate made for this run; it routes by Host. */
export async function startCrm(options: CrmOptions = {}): Promise<Crm> {
  const { port = 0, now = Date.now, timeZone = 'America/New_York', agencyHost } = options;
  const agency = agencyHost === undefined ? [] : [agencyHost];
  const hosts = [...ALL_CRM_HOSTS, ...agency];
  const state = defaultState(timeZone);
  const requests: LoggedRequest[] = [];
  const identity = makeServerIdentity([ALL_CRM_HOSTS[0], ...hosts.slice(1)], Date.now());
  const server = createServer(identity, crmApp({ state, now }, requests, agency));
  await listen(server, port);
  const boundPort = (server.address() as AddressInfo).port;
  return {
    port: boundPort,
    hosts,
    resolverRules: resolverRules(boundPort, hosts),
    certificate: identity.cert,
    state,
    requests,
    stop: () => close(server),
  };
}

function crmApp(parts: ApiParts, requests: LoggedRequest[], agency: readonly string[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(logInto(requests, parts.now));
  app.use(onHosts(CRM_HOSTS.staff, staffPages(parts)));
  app.use(onHosts(CRM_HOSTS.widget, widgetPages(parts)));
  app.use(onHosts(CRM_HOSTS.api, crmApi(parts)));
  app.use(onHosts(agency, widgetPages(parts)));
  app.use(onHosts(agency, staffPages(parts)));
  app.use((_request: Request, response: Response) => {
    response.status(404).type('text').send('Not found.');
  });
  return app;
}

function onHosts(hosts: readonly string[], router: Router) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (hosts.includes(request.hostname)) router(request, response, next);
    else next();
  };
}

function logInto(requests: LoggedRequest[], now: () => number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { method, hostname: host, path } = request;
    const query = request.originalUrl.split('?')[1] ?? '';
    response.on('finish', () => {
      requests.push({ at: now(), method, host, path, query, body: request.body, status: response.statusCode });
    });
    next();
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
