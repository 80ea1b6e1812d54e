import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { type ApiParts, required } from './api-request.ts';
import { appointmentRoutes } from './appointment-routes.ts';
import { blockedSlotRoutes } from './blocked-slot-routes.ts';
import { freeSlotsAnswer } from './free-slots-answer.ts';
import type { CrmState } from './model.ts';
import { CrmRefusal, found } from './refusal.ts';

/** The API of `services.` and `backend.leadconnectorhq.com`: shapes as in the public OpenAPI files. */
export function crmApi(parts: ApiParts): Router {
  const api = express.Router();
  api.use(allowCrossOrigin);
  api.use(express.json({ limit: '1mb' }));
  api.use(requireToken(parts.state));
  api.use(readRoutes(parts));
  api.use(appointmentRoutes(parts));
  api.use(blockedSlotRoutes(parts));
  api.use(() => {
    throw new CrmRefusal(404, 'Not found.');
  });
  api.use(answerRefusal);
  return api;
}

function readRoutes({ state, now }: ApiParts): Router {
  const routes = express.Router();
  routes.get('/calendars/', (request, response) => {
    const locationId = required(request, 'locationId');
    response.json({ calendars: state.calendars.filter((c) => c.locationId === locationId) });
  });
  routes.get('/calendars/:calendarId/free-slots', (request, response) => {
    response.json({ ...freeSlotsAnswer(state, request, now()), traceId: randomUUID() });
  });
  routes.get('/users/', (request, response) => {
    const locationId = required(request, 'locationId');
    response.json({ users: state.users.filter((u) => u.roles.locationIds.includes(locationId)) });
  });
  routes.get('/locations/:locationId', (request, response) => {
    const location = state.locations.find(({ id }) => id === request.params.locationId);
    response.json({ location: found(location, 'Location') });
  });
  routes.get('/calendars/:calendarId', (request, response, next) => {
    const calendar = state.calendars.find(({ id }) => id === request.params.calendarId);
    if (!calendar && ['events', 'blocked-slots'].includes(request.params.calendarId)) return next();
    response.json({ calendar: found(calendar, 'Calendar') });
  });
  return routes;
}

function allowCrossOrigin(request: Request, response: Response, next: NextFunction): void {
  response.set('Access-Control-Allow-Origin', request.get('origin') ?? '*');
  response.set('Access-Control-Allow-Methods', 'GET,POST,PUT,DELETE,OPTIONS');
  response.set('Access-Control-Allow-Headers', 'authorization,channel,content-type,source,token-id,version');
  response.set('Vary', 'Origin');
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
}

/** The public API wants a private integration token and a version; the app's own backend does not. */
function requireToken(state: CrmState) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.hostname.startsWith('services.')) {
      const token = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '')?.[1];
      if (!token || !state.privateIntegrationTokens.includes(token)) throw new CrmRefusal(401, 'Invalid JWT');
      if (!request.get('version')) throw new CrmRefusal(401, 'version header was not found.');
    }
    next();
  };
}

function answerRefusal(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (error instanceof CrmRefusal) response.status(error.status).json(error.toBody(randomUUID()));
  else next(error);
}
