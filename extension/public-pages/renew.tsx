import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { Copy } from './scope-list.tsx';
import { TokenStep } from './token-step.tsx';
import { useTokenForm } from './use-token-form.ts';
import { WORDS } from './words.ts';

interface RenewProps {
  client: Pick<BridgeClient, 'turnOnCrm'>;
  connection: Connection;
  crm: Crm;
  copy: Copy;
  onRenewed: (crm: Crm) => void;
  onBack: () => void;
}

/** Another token in place of the one that is kept; settings and user stay. */
export function Renew({ client, connection, crm, copy, onRenewed, onBack }: RenewProps) {
  const form = useTokenForm({ token: '', userId: crm.userId }, async ({ token, userId }) => {
    const who = userId === null ? {} : { userId };
    onRenewed(await client.turnOnCrm(connection.id, { token, settings: crm.settings, ...who }));
  });
  return <TokenStep {...{ connection, form, copy, onBack }} title={WORDS.renewTitle} send={WORDS.useToken} />;
}
