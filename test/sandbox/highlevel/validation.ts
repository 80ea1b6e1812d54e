import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { SpecificationName } from './amendments.ts';
import { SPECIFICATIONS, specification } from './specification.ts';
import { refuseWithoutScopes } from './tokens.ts';
import type { AnswerViolation } from './world.ts';

/** Holds every request and every answer against HighLevel's specification, and the token against the scopes it names. */
export function validation(violations: AnswerViolation[]): RequestHandler[] {
  return SPECIFICATIONS.flatMap((name) => validated(name, violations));
}

function validated(name: SpecificationName, violations: AnswerViolation[]): RequestHandler[] {
  const document = specification(name);
  const schemes = Object.keys(document.components.securitySchemes);
  return OpenApiValidator.middleware({
    apiSpec: document,
    ignorePaths: (path: string) => !path.startsWith(`/${name}`),
    validateApiSpec: true,
    validateRequests: { allErrors: true },
    validateSecurity: { handlers: Object.fromEntries(schemes.map((scheme) => [scheme, refuseWithoutScopes])) },
    validateResponses: {
      onError: (error, _body, request) => {
        violations.push({ method: request.method, path: request.path, message: error.message });
        throw error;
      },
    },
  });
}
