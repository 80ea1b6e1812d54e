import type { Request } from 'express';
import type { CrmState } from './model.ts';
import { CrmRefusal } from './refusal.ts';

/** What the API needs: the live state and the clock (epoch milliseconds). */
export interface ApiParts {
  readonly state: CrmState;
  readonly now: () => number;
}

/** A query parameter, or 422 when the request lacks it. */
export function required(request: Request, name: string): string {
  const value = optional(request, name);
  if (value === undefined) throw new CrmRefusal(422, `${name} must be a string.`);
  return value;
}

/** A query parameter given once, as it was written in the address; undefined otherwise. */
export function optional(request: Request, name: string): string | undefined {
  const values = new URLSearchParams(request.originalUrl.split('?')[1] ?? '').getAll(name);
  return values.length === 1 ? values[0] : undefined;
}
