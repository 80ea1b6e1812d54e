import { z } from 'zod';
import { CrmScope, CrmUser } from './crm.ts';
import { ProblemCode } from './problem-code.ts';

/** RFC 9457 problem details. `detail` says what to do next. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ProblemCode,
  detail: z.string(),
  /**
   * With `invalid`: where in the request, and what is wrong there. With `feed-not-allowed`: `allowHost`, when that field
   * would allow the address.
   */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** With `throttled` and `crm-throttled`: seconds to wait. */
  retryAfter: z.number().optional(),
  /** With `missing-scope`: what the token does not allow, and must. */
  scopes: z.array(CrmScope).optional(),
  /** With `choose-user`: the users of the sub-account. */
  users: z.array(CrmUser).optional(),
});

export type Problem = z.infer<typeof Problem>;
