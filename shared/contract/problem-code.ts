import { z } from 'zod';

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

export type ProblemCode = z.infer<typeof ProblemCode>;
