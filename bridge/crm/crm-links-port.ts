import type { Crm, CrmBlocks, CrmPatch, CrmPreview, CrmPreviewRequest, CrmRequest } from '../../shared/contract/crm.ts';

/**
 * How the sub-accounts of the connections are kept right, as REST calls and commands ask for it. Every call throws
 * BridgeError: `not-found` for an unknown connection, and what HighLevel's API makes of it.
 */
export interface CrmLinksPort {
  /** Verifies and shows what turning it on would do; keeps nothing. */
  preview(connectionId: string, request: CrmPreviewRequest): Promise<CrmPreview>;
  /** Verifies, keeps the token with the secrets and starts at once. */
  connect(connectionId: string, request: CrmRequest): Promise<Crm>;
  /** State "off" where none was set up. */
  describe(connectionId: string): Crm;
  patch(connectionId: string, patch: CrmPatch): Promise<Crm>;
  /** After a pass made now. */
  run(connectionId: string): Promise<Crm>;
  /** Every block we made that stands in the CRM; unless it is a dry run, they are taken out. */
  removeBlocks(connectionId: string, dryRun: boolean): Promise<CrmBlocks>;
  /** Removes every block first; with `discard` they stay and are forgotten with the token. */
  disconnect(connectionId: string, discard: boolean): Promise<void>;
}
