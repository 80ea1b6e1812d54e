import { z } from 'zod';
import { CrmScope, CrmUser } from './crm.ts';

/** The stable codes of everything that can go wrong on the REST interface. */
export const PROBLEM_CODES = [
  'wrong-host',
  'wrong-origin',
  'unauthorized',
  'not-json',
  'too-large',
  'invalid',
  'not-found',
  'method-not-allowed',
  'pairing-closed',
  'wrong-code',
  'too-many-attempts',
  'invalid-credentials',
  'already-connected',
  'connected-elsewhere',
  'server-unreachable',
  'not-caldav',
  'bad-answer',
  'throttled',
  'needs-password',
  'not-writable',
  'unknown-calendar',
  'not-selectable',
  'feed-not-allowed',
  'not-a-calendar',
  'feed-unreachable',
  'range-too-long',
  'pending-writes',
  'no-linked-calendar',
  'other-user',
  'calendar-gone',
  'invalid-token',
  'missing-scope',
  'wrong-location',
  'choose-user',
  'crm-unreachable',
  'crm-throttled',
  'secrets-unavailable',
  'storage-failed',
  'internal',
] as const;

export const ProblemCode = z.enum(PROBLEM_CODES);

/** RFC 9457 problem details. `detail` says what to do next. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ProblemCode,
  detail: z.string(),
  /**
   * With `invalid`: where in the request, and what is wrong there. With `feed-not-allowed`: `allowHost`, when that field
   * would allow the address.
   */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** With `throttled` and `crm-throttled`: seconds to wait. */
  retryAfter: z.number().optional(),
  /** With `missing-scope`: what the token does not allow, and must. */
  scopes: z.array(CrmScope).optional(),
  /** With `choose-user`: the users of the sub-account. */
  users: z.array(CrmUser).optional(),
});

export type ProblemCode = z.infer<typeof ProblemCode>;
export type Problem = z.infer<typeof Problem>;
