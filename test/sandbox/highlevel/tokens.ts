import type { NextFunction, Request, Response } from 'express';
import { optional } from '../crm/api-request.ts';
import { DEFAULT_IDS } from '../crm/default-state.ts';
import { Refusal } from './refusal.ts';

/** All that the bridge asks for. */
export const ALL_SCOPES = [
  'calendars.readonly',
  'calendars/events.readonly',
  'calendars/events.write',
  'users.readonly',
  'locations.readonly',
] as const;

/** A private integration's token: one sub-account and the scopes that were ticked. Tests may edit it at any time. */
export interface Grant {
  token: string;
  locationId: string;
  scopes: string[];
  /** What another sub-account answers; both are seen in the wild. */
  elsewhere: 401 | 403;
}

/** A token of the default sub-account with all scopes, unless said otherwise. */
export function grant(part: Partial<Grant> = {}): Grant {
  return {
    token: 'pit-5f0c1f5e-2a5f-4b0e-9a56-8d6a6f0a1b2c',
    locationId: DEFAULT_IDS.location,
    scopes: [...ALL_SCOPES],
    elsewhere: 403,
    ...part,
  };
}

/** Finds the request's grant and keeps it in `response.locals.grant`; refuses an unknown token or a missing version. */
export function requireToken(grants: readonly Grant[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const known = grants.find((one) => one.token === token);
    if (!known) throw new Refusal(401, 'Invalid Private Integration token');
    response.locals.grant = known;
    next();
  };
}

/** The wrong version is left to the specification, which names the only right one per path. */
export function requireVersion(request: Request, _response: Response, next: NextFunction): void {
  if (!request.get('version')) throw new Refusal(401, 'version header was not found.');
  next();
}

/** For the validator's security: the scopes are those that the specification names for the operation. */
export function refuseWithoutScopes(request: { res?: unknown }, scopes: string[]): boolean {
  const { scopes: granted } = grantOf(request.res as Response);
  if (scopes.every((scope) => granted.includes(scope))) return true;
  throw new Refusal(401, 'The token is not authorized for this scope.');
}

/** Refuses another sub-account than the token's, wherever the request names one. */
export function requireOwnLocation(request: Request, response: Response, next: NextFunction): void {
  const { locationId, elsewhere } = grantOf(response);
  const named = [optional(request, 'locationId'), request.body?.locationId, inPath(request)];
  if (named.every((id) => id === undefined || id === locationId)) return next();
  if (elsewhere === 403) throw new Refusal(403, 'The token does not have access to this location.');
  throw new Refusal(401, 'This location is not accessible from this token!');
}

/** The grant that `requireToken` found. */
export function grantOf(response: Response): Grant {
  return response.locals.grant as Grant;
}

function inPath(request: Request): string | undefined {
  return /^\/locations\/([^/]+)/.exec(request.path)?.[1];
}
