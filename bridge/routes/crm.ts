import { z } from 'zod';
import {
  Crm,
  CrmBlocks,
  CrmPatch,
  CrmPreview,
  CrmPreviewRequest,
  CrmRequest,
  RemoveBlocksRequest,
} from '../../shared/contract/crm.ts';
import type { ProblemCode } from '../../shared/contract/problem-code.ts';
import type { CrmLinksPort } from '../crm/crm-links-port.ts';
import { param, type Route, route } from './route.ts';

const BASE = '/v1/connections/{id}/crm';
const Discard = z.object({ discard: z.enum(['true', 'false']).optional() });

/** Whatever asks HighLevel may meet these. */
const ASKING: readonly ProblemCode[] = [
  'not-found',
  'invalid-token',
  'missing-scope',
  'wrong-location',
  'crm-unreachable',
  'crm-throttled',
  'secrets-unavailable',
];
const VERIFYING: readonly ProblemCode[] = [...ASKING, 'choose-user', 'already-connected'];

/** `/v1/connections/{id}/crm`: the sub-account's own availability, kept right through HighLevel's API. */
export function crmRoutes(links: CrmLinksPort): Route[] {
  const stands = [{ status: 200, is: 'How the sub-account is kept right', schema: Crm }] as const;
  return [
    route({
      method: 'post',
      path: `${BASE}/preview`,
      summary: 'What turning it on would do in the next 14 days; verified, and nothing is kept or changed',
      body: CrmPreviewRequest,
      answers: [
        { status: 200, is: 'The blocks that would be made, and the times they would close', schema: CrmPreview },
      ],
      problems: VERIFYING,
      handle: async (input) => ({ status: 200, body: await links.preview(param(input, 'id'), input.body) }),
    }),
    route({
      method: 'put',
      path: BASE,
      summary: 'Turn it on: token, sub-account, scopes and user are verified, then the token is kept like a password',
      body: CrmRequest,
      answers: stands,
      problems: VERIFYING,
      handle: async (input) => ({ status: 200, body: await links.connect(param(input, 'id'), input.body) }),
    }),
    route({
      method: 'get',
      path: BASE,
      summary: 'How it stands; "off" where it was never turned on',
      answers: stands,
      problems: ['not-found'],
      handle: (input) => ({ status: 200, body: links.describe(param(input, 'id')) }),
    }),
    route({
      method: 'patch',
      path: BASE,
      summary: 'How far ahead blocks are made, and what stands on them',
      body: CrmPatch,
      answers: stands,
      problems: ['not-found'],
      handle: async (input) => ({ status: 200, body: await links.patch(param(input, 'id'), input.body) }),
    }),
    route({
      method: 'delete',
      path: BASE,
      summary: 'Turn it off: every block we made is taken out first; with discard they stay and are forgotten',
      query: Discard,
      answers: [{ status: 204, is: 'Off, the token is gone' }],
      problems: ['invalid', ...ASKING],
      handle: async (input) => {
        await links.disconnect(param(input, 'id'), input.query.discard === 'true');
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: `${BASE}/run`,
      summary: 'Make the CRM equal to what should be now',
      answers: stands,
      problems: ASKING,
      handle: async (input) => ({ status: 200, body: await links.run(param(input, 'id')) }),
    }),
    route({
      method: 'post',
      path: `${BASE}/remove-blocks`,
      summary: 'Every block we made; unless it is a dry run, they are taken out',
      body: RemoveBlocksRequest,
      answers: [{ status: 200, is: 'The blocks that stand, or stood, there', schema: CrmBlocks }],
      problems: ASKING,
      handle: async (input) => ({
        status: 200,
        body: await links.removeBlocks(param(input, 'id'), input.body.dryRun),
      }),
    }),
  ];
}
