import type { CrmScope, CrmUser } from '../../shared/contract/crm.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { ERROR_TABLE } from './table.ts';

export interface ErrorDetails {
  /** In place of the table's sentence, when more is known. Never holds a secret. */
  readonly detail?: string;
  /** With `invalid`, and with `feed-not-allowed` where `allowHost` would help. */
  readonly errors?: readonly { path: string; message: string }[];
  /** With `missing-scope`. */
  readonly scopes?: readonly CrmScope[];
  /** With `choose-user`: the users of the sub-account. */
  readonly users?: readonly CrmUser[];
  /** With `throttled` and `crm-throttled`: when the server may be asked again, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** With `server-unreachable` and `crm-unreachable`: the server did answer, with this status (500 and the like). */
  readonly status?: number;
  /** For the log alone; never shown. */
  readonly cause?: unknown;
}

/** The one kind of error that crosses from room to room: a code of the closed set, with what is needed to act. */
export class BridgeError extends Error {
  readonly code: ProblemCode;
  readonly details: ErrorDetails;

  constructor(code: ProblemCode, details: ErrorDetails = {}) {
    super(details.detail ?? ERROR_TABLE[code].detail, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'BridgeError';
    this.code = code;
    this.details = details;
  }
}

/** Where the server that wants patience names no time, a minute is a fair first guess. */
const USUAL_WAIT_MS = 60_000;
const WAITING: ReadonlySet<ProblemCode> = new Set(['throttled', 'crm-throttled']);

function retryAfter({ code, details }: BridgeError): { retryAfter?: number } {
  const wait = details.retryAfterMs ?? (WAITING.has(code) ? USUAL_WAIT_MS : undefined);
  return wait === undefined ? {} : { retryAfter: Math.ceil(wait / 1000) };
}

/** RFC 9457 body of an error. */
export function problemOf(error: BridgeError): Problem {
  const row = ERROR_TABLE[error.code];
  const { errors, scopes, users } = error.details;
  return {
    type: `urn:slotbridge:problem:${error.code}`,
    title: row.title,
    status: row.status,
    code: error.code,
    detail: error.message,
    ...(errors ? { errors: [...errors] } : {}),
    ...(scopes ? { scopes: [...scopes] } : {}),
    ...(users ? { users: [...users] } : {}),
    ...retryAfter(error),
  };
}
