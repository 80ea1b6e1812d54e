import type { Connection, ConnectionPatch } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Configuration } from '../configuration/configuration.tsx';
import { TimeZoneField } from '../connect/time-zone-field.tsx';
import { WORDS } from './words.ts';

export type AccountClient = Pick<
  BridgeClient,
  'calendars' | 'configure' | 'change' | 'preview' | 'addFeed' | 'removeFeed' | 'syncNow' | 'disconnect'
>;

interface AccountSettingsProps {
  client: AccountClient;
  connection: Connection;
  choosing: boolean;
  setChoosing: (choosing: boolean) => void;
  onChange: (patch: ConnectionPatch) => void;
  lookAgain: () => Promise<void>;
}

/** The time zone, which takes effect at once, and behind a fold the calendars and rules, which take a "Save". */
export function AccountSettings({
  client,
  connection,
  choosing,
  setChoosing,
  onChange,
  ...rest
}: AccountSettingsProps) {
  const saved = () => {
    setChoosing(false);
    void rest.lookAgain();
  };
  return (
    <>
      <TimeZoneField value={connection.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      <details class="fold" open={choosing} onToggle={(event) => setChoosing(event.currentTarget.open)}>
        <summary>{WORDS.choose}</summary>
        {choosing && (
          <div class="unfolded">
            <Configuration
              key={connection.id}
              client={client}
              connection={connection}
              onSaved={saved}
              onCancel={() => setChoosing(false)}
            />
          </div>
        )}
      </details>
    </>
  );
}
