import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { Json } from './amendments.ts';
import { wholeSpecification } from './specification.ts';
import { refuseWithoutScopes } from './tokens.ts';
import type { AnswerViolation } from './world.ts';

let built: RequestHandler[] | null = null;

/**
 * Holds every request and every answer against HighLevel's specification, and the token against the scopes it names.
 * Answers that break it are added to `app.locals.ownFaults`. Built once, as reading the files takes a second.
 */
export function validation(): RequestHandler[] {
  built ??= validator(wholeSpecification());
  return built;
}

function validator(document: Json): RequestHandler[] {
  const schemes = Object.keys(document.components.securitySchemes);
  return OpenApiValidator.middleware({
    apiSpec: document,
    validateApiSpec: true,
    validateRequests: { allErrors: true },
    validateSecurity: { handlers: Object.fromEntries(schemes.map((scheme) => [scheme, refuseWithoutScopes])) },
    validateResponses: {
      onError: (error, _body, { app, method, path }) => {
        (app.locals.ownFaults as AnswerViolation[]).push({ method, path, message: error.message });
        throw error;
      },
    },
  });
}
