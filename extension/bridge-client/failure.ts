import type { CrmScope, CrmUser } from '../../shared/contract/crm.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { problemInWords } from '../words/problem-words.ts';
import { say } from '../words/say.ts';

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

/** What the extension notices by itself. */
const OWN_SENTENCES = {
  'bridge-unreachable': () => say('failureBridgeAway'),
  'not-our-bridge': () => say('failureOtherProgram'),
  'not-paired': () => say('failureNotPaired'),
  'bad-answer': () => say('failureNotUnderstood'),
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
  return new BridgeFailure(code, OWN_SENTENCES[code](), { cause });
}

/** The bridge's RFC 9457 answer as a failure, in the person's language. */
export function failureOf(problem: Problem): BridgeFailure {
  return new BridgeFailure(problem.code, problemInWords(problem), {
    title: problem.title,
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
    ...(problem.scopes ? { scopes: problem.scopes } : {}),
    ...(problem.users ? { users: problem.users } : {}),
  });
}
