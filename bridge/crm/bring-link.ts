import type { Connections } from '../connections/connections.ts';
import type { Presence } from '../domain/cadence.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { type HighLevelOptions, type OpenHighLevel, openHighLevel } from '../highlevel/open.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { CrmLink, type CrmLinkParts } from './crm-link.ts';
import { type LinkFilesParts, openLinkFiles } from './link-files.ts';
import type { Patience } from './patience.ts';
import { type StoredLink, tokenName } from './stored-link.ts';

export interface CrmLinksParts extends LinkFilesParts {
  readonly secrets: SecretStore;
  readonly connections: Connections;
  readonly presence: (connectionId: string) => Presence;
  /** Blocks of ours stand on in the sub-account of that name, and nobody looks after them any more. */
  readonly onLeftBehind: (locationName: string) => void;
  readonly onFault: (error: unknown) => void;
  readonly patience: Patience;
  /** Where the API is asked, unless a connection names another address; HighLevel's own when left out. */
  readonly crmUrl?: string | undefined;
}

/** The API where the connection, else the bridge, says that it is. */
export function openApi(
  options: Omit<HighLevelOptions, 'clock'>,
  { clock, crmUrl }: Pick<CrmLinksParts, 'clock' | 'crmUrl'>,
): OpenHighLevel {
  return openHighLevel({ ...options, baseUrl: options.baseUrl ?? crmUrl, clock });
}

interface Kept extends Pick<CrmLinkParts, 'person' | 'save'> {
  /** What is set up for it now. */
  readonly stored: () => StoredLink | undefined;
}

/** The link of a connection with what was kept of it. */
export async function bringLink(
  connectionId: string,
  parts: CrmLinksParts,
  { person, save, stored }: Kept,
): Promise<CrmLink> {
  const { clock, patience, onFault, presence, secrets } = parts;
  let last = stored();
  const setup = () => {
    // What is under way while it ends still asks.
    last = stored() ?? last;
    if (!last) throw new BridgeError('not-found');
    return last;
  };
  return new CrmLink({
    clock,
    patience,
    person,
    setup,
    save,
    ...(await openLinkFiles(connectionId, parts)),
    openApi: async (signal) => {
      const token = await secrets.get(tokenName(connectionId));
      const baseUrl = setup().baseUrl ?? undefined;
      return token === null ? null : openApi({ token, locationId: person.locationId, baseUrl, signal }, parts);
    },
    presence: () => presence(connectionId),
    onFault,
  });
}
