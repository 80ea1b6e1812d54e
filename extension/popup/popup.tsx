import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Configuration } from '../configuration/configuration.tsx';
import { ConnectionView } from './connection-view.tsx';
import { Disconnect } from './disconnect.tsx';
import { Empty } from './empty.tsx';
import { Header } from './header.tsx';
import { useBridge } from './use-bridge.ts';
import { WORDS } from './words.ts';

/** What the popup opens outside of itself. */
export interface Ways {
  readonly openWelcome: () => void;
  /** Slotbridge's own window, to type a new password for a connection. */
  readonly openRepair: (connectionId: string) => void;
}

interface PopupProps {
  client: BridgeClient;
  /** The users of the CRM seen last, the newest first: the popup opens with the connection of the first that has one. */
  seen: readonly { locationId: string; userId: string }[];
  ways: Ways;
}

type Room = 'overview' | 'calendars' | 'disconnect';

function preferred(
  connections: readonly Connection[],
  seen: PopupProps['seen'],
  picked: string | null,
): Connection | null {
  const ofSeen = seen.map((who) => connections.find((c) => c.locationId === who.locationId && c.userId === who.userId));
  return connections.find(({ id }) => id === picked) ?? ofSeen.find(Boolean) ?? connections[0] ?? null;
}

export function Popup({ client, seen, ways }: PopupProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const [room, setRoom] = useState<Room>('overview');
  const { view, lookAgain } = useBridge(client, (connections) => preferred(connections, seen, picked));
  const connection = view.connections && preferred(view.connections, seen, picked);
  if (view.connections === null || !connection) return <Empty view={view} onOpenWelcome={ways.openWelcome} />;

  const backToOverview = () => {
    setRoom('overview');
    void lookAgain();
  };
  return (
    <>
      <Header
        connections={view.connections}
        chosen={connection}
        onChoose={(id) => {
          setPicked(id);
          backToOverview();
        }}
      />
      {room === 'calendars' && (
        <main class="room">
          <h2 class="card-title visually-hidden">{WORDS.calendars}</h2>
          <Configuration
            key={connection.id}
            client={client}
            connection={connection}
            onSaved={backToOverview}
            onCancel={backToOverview}
          />
        </main>
      )}
      {room === 'disconnect' && (
        <main class="room">
          <Disconnect client={client} connection={connection} onGone={backToOverview} onKeep={backToOverview} />
        </main>
      )}
      {room === 'overview' && (
        <ConnectionView
          key={connection.id}
          client={client}
          connection={connection}
          view={view}
          lookAgain={lookAgain}
          onCalendars={() => setRoom('calendars')}
          onDisconnect={() => setRoom('disconnect')}
          onRepair={() => ways.openRepair(connection.id)}
        />
      )}
    </>
  );
}
