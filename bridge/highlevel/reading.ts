import type { z } from 'zod';
import { unreachable } from './connection-failure.ts';

/**
 * What we use of an answer, or of a part of it. `what` names it to a person.
 *
 * @throws BridgeError `crm-unreachable`, which names what of it cannot be used.
 */
export function read<T>(value: unknown, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const flaw = parsed.error.issues.map((issue) => issue.path.map(String).join('.')).find((path) => path !== '');
  const where = flaw === undefined ? '' : ` (${flaw})`;
  throw unreachable(`HighLevel’s answer cannot be used: ${what}${where} is not as it must be. What was known stays.`);
}
