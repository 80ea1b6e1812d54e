import type { Answer } from './guarded-fetch.ts';
import { canonicalHref, isHref } from './href.ts';
import { errorElementOf } from './multistatus.ts';
import { childOf, DAV, textOf } from './xml/element.ts';

const REFUSALS: ReadonlySet<number> = new Set([403, 409, 412]);

/**
 * Where the UID of a new event stands already (`no-uid-conflict`, RFC 4791 5.3.2.1); null when the answer says no such
 * thing. The href is null when the server keeps it to itself.
 */
export function uidConflictOf(answer: Answer): { readonly href: string | null } | null {
  if (!REFUSALS.has(answer.status)) return null;
  const conflict = errorElementOf(answer)?.children.find(({ name }) => name.endsWith('}no-uid-conflict'));
  if (conflict === undefined) return null;
  const href = textOf(childOf(conflict, `${DAV}href`));
  return { href: isHref(href, answer.url) ? canonicalHref(href, answer.url) : null };
}
