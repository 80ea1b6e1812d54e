import type { CrmPreviewRequest, CrmRequest } from '../../shared/contract/crm.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { apiAddress } from '../highlevel/base-url.ts';
import type { StoredLink } from './stored-link.ts';

export interface Kept {
  readonly link: StoredLink | undefined;
  readonly token: () => Promise<string>;
  /** Where the API is asked when the link names no address; HighLevel's own when left out. */
  readonly crmUrl: string | undefined;
}

/**
 * A request with what it leaves out taken from what is kept. The kept token goes nowhere but to the address that it was
 * given for: whoever asks could have it sent to themselves otherwise.
 *
 * @throws BridgeError `invalid`, which names `baseUrl`; and what `token` throws.
 */
export async function withKept(request: CrmPreviewRequest, { link, token, crmUrl }: Kept): Promise<CrmRequest> {
  const known = link && { userId: link.userId, settings: link.settings };
  const address = link?.baseUrl ? { baseUrl: link.baseUrl } : {};
  if (request.token !== undefined) return { ...known, ...address, ...request, token: request.token };
  const kept = await token();
  if (request.baseUrl !== undefined && !isSame(request.baseUrl, link?.baseUrl ?? crmUrl)) throw notThere();
  return { ...known, ...request, ...address, token: kept };
}

function isSame(asked: string, kept: string | undefined): boolean {
  return apiAddress(asked).href === apiAddress(kept).href;
}

function notThere(): BridgeError {
  const message =
    'The token that is kept is sent to its own address alone. Leave this address out, or enter the token.';
  return new BridgeError('invalid', { detail: message, errors: [{ path: 'baseUrl', message }] });
}
