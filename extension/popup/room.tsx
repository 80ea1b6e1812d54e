import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Configuration } from '../configuration/configuration.tsx';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { standingCount } from './booking-groups.ts';
import { ConnectionView } from './connection-view.tsx';
import { Disconnect } from './disconnect.tsx';
import { RoomHeading } from './room-heading.tsx';
import { type BridgeView, bookingsOf } from './use-bridge.ts';
import type { Ways } from './ways.ts';
import { WORDS } from './words.ts';
import { WrittenRoom } from './written-room.tsx';

export type RoomName = 'overview' | 'calendars' | 'written' | 'disconnect';

interface RoomProps {
  name: RoomName;
  client: BridgeClient;
  kept: KeptBookings;
  connection: Connection;
  view: BridgeView;
  lookAgain: () => Promise<void>;
  enter: (room: RoomName) => void;
  ways: Pick<Ways, 'openRepair'>;
}

/** What the popup shows below its header. */
export function Room({ name, client, kept, connection, view, lookAgain, enter, ways }: RoomProps) {
  const back = () => enter('overview');
  const written = bookingsOf(view, connection)?.written ?? null;
  if (name === 'calendars') {
    return (
      <main class="room">
        <RoomHeading>{WORDS.calendars}</RoomHeading>
        <Configuration client={client} connection={connection} onSaved={back} onCancel={back} />
      </main>
    );
  }
  if (name === 'written') {
    return (
      <main class="room">
        <WrittenRoom {...{ client, connection, lookAgain }} written={written ?? []} onBack={back} />
      </main>
    );
  }
  if (name === 'disconnect') {
    return (
      <main class="room">
        <Disconnect
          client={client}
          connection={connection}
          inICloud={written && standingCount(written)}
          onWritten={() => enter('written')}
          onGone={back}
          onKeep={back}
        />
      </main>
    );
  }
  return (
    <ConnectionView
      client={client}
      kept={kept}
      connection={connection}
      view={view}
      lookAgain={lookAgain}
      onCalendars={() => enter('calendars')}
      onWritten={() => enter('written')}
      onDisconnect={() => enter('disconnect')}
      onRepair={() => ways.openRepair(connection.id)}
    />
  );
}
