import {
  Crm,
  CrmBlocks,
  type CrmPatch,
  CrmPreview,
  type CrmPreviewRequest,
  type CrmRequest,
} from '../../shared/contract/crm.ts';
import type { Call } from './request.ts';

/** Whatever asks HighLevel waits for it. */
const SLOW_MS = 90_000;
/** Each block that goes is a call, and two a second are all that the bridge allows itself. */
const REMOVING_MS = 15 * 60_000;

interface Sender {
  send(call: Call): Promise<Response>;
  ask<T>(call: Call, schema: { parse(value: unknown): T }): Promise<T>;
}

const pathOf = (id: string, rest = '') => `/v1/connections/${encodeURIComponent(id)}/crm${rest}`;

/** How the sub-account's own availability is kept right. The token goes out with two of these calls and never comes back. */
export function crmCalls({ send, ask }: Sender) {
  const slowly = (method: Call['method'], path: string, body: unknown): Call => ({
    method,
    path,
    body,
    timeoutMs: SLOW_MS,
  });
  return {
    /** How it stands; its state is "off" before it was ever turned on. */
    crm: (id: string) => ask({ method: 'GET', path: pathOf(id) }, Crm),
    /** Verifies, and tells what turning it on would do. Nothing is kept. */
    previewCrm: (id: string, body: CrmPreviewRequest) => ask(slowly('POST', pathOf(id, '/preview'), body), CrmPreview),
    /** Verifies, keeps the token, and starts; with it on already, takes another token. */
    turnOnCrm: (id: string, body: CrmRequest) => ask(slowly('PUT', pathOf(id), body), Crm),
    changeCrm: (id: string, body: CrmPatch) => ask({ method: 'PATCH', path: pathOf(id), body }, Crm),
    /** Answered once a whole pass was made. */
    runCrm: (id: string) => ask(slowly('POST', pathOf(id, '/run'), {}), Crm),
    /** Every block we made; they go unless it is a dry run. */
    removeCrmBlocks: async (id: string, dryRun: boolean) => {
      const call = slowly('POST', pathOf(id, '/remove-blocks'), { dryRun });
      return (await ask(dryRun ? call : { ...call, timeoutMs: REMOVING_MS }, CrmBlocks)).blocks;
    },
    /** Removes every block we made, then forgets the token; with `discard` the blocks stay where they are. */
    turnOffCrm: async (id: string, discard = false): Promise<void> => {
      const path = pathOf(id, discard ? '?discard=true' : '');
      await send({ method: 'DELETE', path, timeoutMs: REMOVING_MS });
    },
  };
}
