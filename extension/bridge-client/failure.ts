import type { CrmScope, CrmUser } from '../../shared/contract/crm.ts';
import type { Problem, ProblemCode } from '../../shared/contract/problem.ts';

/** Everything that can keep the extension from an answer: the bridge's own codes, and four that it cannot say itself. */
export type FailureCode = ProblemCode | 'bridge-unreachable' | 'not-our-bridge' | 'not-paired' | 'bad-answer';

export interface FailureDetails {
  readonly title?: string;
  /** With `invalid`: where in the request, and what is wrong there. */
  readonly errors?: readonly { path: string; message: string }[];
  /** Seconds to wait before asking again. */
  readonly retryAfter?: number;
  /** With `missing-scope`: what the token lacks. */
  readonly scopes?: readonly CrmScope[];
  /** With `choose-user`: the users of the sub-account. */
  readonly users?: readonly CrmUser[];
  readonly cause?: unknown;
}

const OWN_SENTENCES = {
  'bridge-unreachable':
    "Slotbridge isn't running on this computer, so we can't tell if you're free. Start it and this page recovers.",
  'not-our-bridge':
    'Another program answers where Slotbridge should be, so nothing was sent to it. Start Slotbridge, or pair again.',
  'not-paired': "This browser isn't paired with Slotbridge yet. Open the welcome page and enter the code.",
  'bad-answer':
    "Slotbridge answered in a way this extension doesn't understand. Bring both to the same version, then try again.",
} as const;

/** A call to the bridge that gave no answer. `message` is a sentence for the person: what is so, then what to do. */
export class BridgeFailure extends Error {
  readonly code: FailureCode;
  readonly title: string;
  readonly errors: readonly { path: string; message: string }[];
  readonly retryAfter: number | null;
  readonly scopes: readonly CrmScope[];
  readonly users: readonly CrmUser[];

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'BridgeFailure';
    this.code = code;
    this.title = details.title ?? message;
    this.errors = details.errors ?? [];
    this.retryAfter = details.retryAfter ?? null;
    this.scopes = details.scopes ?? [];
    this.users = details.users ?? [];
  }
}

/** A failure that the extension itself noticed, with its sentence. */
export function ownFailure(code: keyof typeof OWN_SENTENCES, cause?: unknown): BridgeFailure {
  return new BridgeFailure(code, OWN_SENTENCES[code], { cause });
}

/** The bridge's RFC 9457 answer as a failure. */
export function failureOf(problem: Problem): BridgeFailure {
  return new BridgeFailure(problem.code, problem.detail, {
    title: problem.title,
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
    ...(problem.scopes ? { scopes: problem.scopes } : {}),
    ...(problem.users ? { users: problem.users } : {}),
  });
}
