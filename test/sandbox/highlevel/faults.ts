import type { NextFunction, Request, Response } from 'express';

/** What goes wrong on the way of a request. */
export interface Fault {
  /** `cut` closes the connection without a word; `slow` answers rightly, but late. */
  readonly kind: 'cut' | 'status' | 'html' | 'truncated' | 'slow';
  /** Whether the request is carried out before that; `truncated` always is. `slow` carries it out late without it. */
  readonly carriedOut?: boolean;
  readonly status?: number;
  /** Seconds, or a date; sent as it is. */
  readonly retryAfter?: string;
  readonly delayMs?: number;
  readonly method?: string;
  /** Of the path, without the query. */
  readonly path?: RegExp;
  /** How many requests it meets; 1 unless said. */
  readonly times?: number;
  /** How many matching requests pass before it begins. */
  readonly after?: number;
}

/** The faults that tests drive. Nothing happens that was not asked for. */
export interface Faults {
  add(...faults: Fault[]): void;
  /** From now on a `share` (0 to 1) of all requests meets one of `kinds`, the same ones for the same seed. */
  sometimes(seed: number, share: number, kinds: readonly Fault[]): void;
  clear(): void;
  /** What is still to come of what was added. */
  readonly left: number;
}

interface Pending {
  readonly fault: Fault;
  pass: number;
  left: number;
}

/** Every fault once, by a name to put into tests' titles. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'cut before it is carried out': { kind: 'cut' },
  'cut after it was carried out': { kind: 'cut', carriedOut: true },
  '429 with Retry-After': { kind: 'status', status: 429, retryAfter: '1' },
  '429 without Retry-After': { kind: 'status', status: 429 },
  '500 before it is carried out': { kind: 'status', status: 500 },
  '502 after it was carried out': { kind: 'status', status: 502, carriedOut: true },
  '503 before it is carried out': { kind: 'status', status: 503 },
  'a page in place of JSON': { kind: 'html', status: 200 },
  'a page in place of JSON after it was carried out': { kind: 'html', status: 200, carriedOut: true },
  'half of the JSON': { kind: 'truncated' },
};

export function faultControls(): Faults & { meet(request: Request): Fault | null } {
  let pending: Pending[] = [];
  let chance: (() => Fault | null) | null = null;
  return {
    add: (...faults) => {
      pending.push(...faults.map((fault) => ({ fault, pass: fault.after ?? 0, left: fault.times ?? 1 })));
    },
    sometimes: (seed, share, kinds) => {
      chance = seededChance(seed, share, kinds);
    },
    clear: () => {
      pending = [];
      chance = null;
    },
    get left() {
      return pending.reduce((sum, { left }) => sum + left, 0);
    },
    meet: (request) => {
      const met = pending.find(({ fault, left }) => left > 0 && matches(fault, request));
      if (met && met.pass > 0) met.pass -= 1;
      else if (met) {
        met.left -= 1;
        return met.fault;
      }
      return chance?.() ?? null;
    },
  };
}

/** Lets a fault happen to the request; what is not met goes its ordinary way. */
export function faulty(faults: { meet(request: Request): Fault | null }) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const fault = faults.meet(request);
    response.locals.fault = fault;
    if (!fault) next();
    else if (fault.kind === 'slow' && !fault.carriedOut) later(fault, next);
    else if (fault.carriedOut || fault.kind === 'truncated') {
      atTheEnd(response, (answer) => misbehave(response, fault, answer));
      next();
    } else misbehave(response, fault, '');
  };
}

/** Calls `then` with the body in place of sending it; the real end is put back for it. */
function atTheEnd(response: Response, then: (answer: string) => void): void {
  const end = response.end;
  response.end = ((chunk?: unknown) => {
    response.end = end;
    then(chunk === undefined ? '' : String(chunk));
    return response;
  }) as Response['end'];
}

function misbehave(response: Response, fault: Fault, answer: string): void {
  if (fault.kind === 'cut') response.socket?.destroy();
  else if (fault.kind === 'truncated') send(response, response.statusCode, answer.slice(0, answer.length / 2));
  else if (fault.kind === 'slow') later(fault, () => response.end(answer));
  else {
    const type = fault.kind === 'html' ? 'text/html; charset=utf-8' : 'application/json';
    response.setHeader('content-type', type);
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
    const status = fault.status ?? 200;
    send(response, status, fault.kind === 'html' ? PAGE : JSON.stringify({ statusCode: status, message: 'Sorry' }));
  }
}

/** Also where the client has hung up meanwhile, as servers do. */
function later({ delayMs = 1000 }: Fault, then: () => void): void {
  setTimeout(then, delayMs).unref();
}

const PAGE = '<!doctype html><title>One moment</title><h1>We are checking your browser</h1>';

function send(response: Response, status: number, text: string): void {
  response.statusCode = status;
  response.removeHeader('etag');
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

function matches({ method, path }: Fault, request: Request): boolean {
  return (method === undefined || method === request.method) && (path === undefined || path.test(request.path));
}

/** A linear congruential generator (Numerical Recipes): the same sequence on every computer. */
function seededChance(seed: number, share: number, kinds: readonly Fault[]): () => Fault | null {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() < share ? (kinds[Math.floor(next() * kinds.length)] ?? null) : null);
}
