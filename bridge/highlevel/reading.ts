import type { z } from 'zod';
import type { Answer } from './ask.ts';
import { unreachable } from './connection-failure.ts';

/** What we use of a good answer. Throws `crm-unreachable`, which names what of it cannot be used. */
export function readAnswer<T>({ json, status }: Answer, schema: z.ZodType<T>, what: string): T {
  if (json !== undefined) return read(json, schema, what);
  throw unreachable(`HighLevel answered something else than ${what}, or only a part of it. We try again.`, { status });
}

/** A part of an answer; `what` names it to a person. */
export function read<T>(value: unknown, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const flaw = parsed.error.issues.map((issue) => issue.path.map(String).join('.')).find((path) => path !== '');
  const where = flaw === undefined ? '' : ` (${flaw})`;
  throw unreachable(`HighLevel’s answer cannot be used: ${what}${where} is not as it must be. What was known stays.`);
}
