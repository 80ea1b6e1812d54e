import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import { retryMs } from '../domain/crm/budget.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { Stopped } from './stored-link.ts';

/** Why the latest pass did not get through, and when the next one may begin. */
export interface Failing {
  readonly code: ProblemCode;
  /** In words, with the next step. */
  readonly detail: string;
  readonly until: number;
  /** When that was found; a clock that was set back to before it says nothing of `until`. */
  readonly since: number;
  /** In a row. */
  readonly failures: number;
}

const STOPPING: readonly string[] = ['invalid-token', 'missing-scope', 'wrong-location'];

/** What lasts until the person does something; null for what time may mend. */
export function stoppedBy({ code, message, details }: BridgeError): Stopped | null {
  if (!STOPPING.includes(code)) return null;
  return { code: code as Stopped['code'], detail: message, scopes: [...(details.scopes ?? [])] };
}

/** After another failure: what the CRM asked for is kept, and so is our own patience, which passes `haste` times as fast. */
export function failingAfter(error: BridgeError, before: Failing | null, now: number, haste: number): Failing {
  const { code, message, details } = error;
  const failures = (before?.failures ?? 0) + 1;
  const wait = Math.max(details.retryAfterMs ?? 0, retryMs(failures, code === 'crm-throttled') / haste);
  return { code, detail: message, until: now + wait, since: now, failures };
}

/** Whether it is to be waited still. */
export function isWaiting({ since, until }: Failing, now: number): boolean {
  return now >= since && now < until;
}

/** What stood in the way of taking the blocks out, said so that the person may also leave them. */
export function stillStanding({ code, message, details }: BridgeError): BridgeError {
  const detail = `The blocks could not be taken out of the CRM. ${message} Or go on and leave them there.`;
  return new BridgeError(code, { ...details, detail });
}

/** The calls of the day are spent. */
export function spentFor(until: number, now: number): Failing {
  return { code: 'crm-throttled', detail: SPENT, until, since: now, failures: 0 };
}

const SPENT =
  'So many questions were asked today that the rest is left to your other programs. It goes on after midnight UTC.';
