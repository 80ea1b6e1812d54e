import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { SpecificationName } from './amendments.ts';
import { SPECIFICATIONS, specification } from './specification.ts';
import { refuseWithoutScopes } from './tokens.ts';
import type { AnswerViolation } from './world.ts';

let built: RequestHandler[] | null = null;

/**
 * Holds every request and every answer against HighLevel's specification, and the token against the scopes it names.
 * Answers that break it are added to `app.locals.ownFaults`. Built once, as reading the files takes half a second.
 */
export function validation(): RequestHandler[] {
  built ??= SPECIFICATIONS.flatMap(validated);
  return built;
}

function validated(name: SpecificationName): RequestHandler[] {
  const document = specification(name);
  const schemes = Object.keys(document.components.securitySchemes);
  return OpenApiValidator.middleware({
    apiSpec: document,
    ignorePaths: (path: string) => !path.startsWith(`/${name}`),
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
