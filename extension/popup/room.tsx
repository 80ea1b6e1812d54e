import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Configuration } from '../configuration/configuration.tsx';
import type { DeclinedQuestions } from '../state/declined-questions.ts';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { RoomHeading } from '../ui/room-heading.tsx';
import { useNow } from '../ui/use-now.ts';
import { standingCount } from './booking-groups.ts';
import { ConnectionView } from './connection-view.tsx';
import { Disconnect } from './disconnect.tsx';
import { PublicPagesRow } from './public-pages-row.tsx';
import { type BridgeView, bookingsOf, publicPagesOf } from './use-bridge.ts';
import type { Ways } from './ways.ts';
import { WORDS } from './words.ts';
import { WrittenRoom } from './written-room.tsx';

export type RoomName = 'overview' | 'calendars' | 'written' | 'disconnect';

interface RoomProps {
  name: RoomName;
  client: BridgeClient;
  kept: KeptBookings;
  declined: DeclinedQuestions;
  cardMissing: boolean;
  connection: Connection;
  view: BridgeView;
  lookAgain: () => Promise<void>;
  enter: (room: RoomName) => void;
  ways: Pick<Ways, 'openRepair' | 'openPublicPages'>;
}

/** What the popup shows below its header. */
export function Room({
  name,
  client,
  kept,
  declined,
  cardMissing,
  connection,
  view,
  lookAgain,
  enter,
  ways,
}: RoomProps) {
  const back = () => enter('overview');
  const openPublicPages = () => ways.openPublicPages(connection.id);
  const written = bookingsOf(view, connection)?.written ?? null;
  if (name === 'calendars') {
    return (
      <main class="room">
        <RoomHeading>{WORDS.calendars}</RoomHeading>
        <PublicPages crm={publicPagesOf(view, connection)} onOpen={openPublicPages} />
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
      declined={declined}
      cardMissing={cardMissing}
      connection={connection}
      view={view}
      lookAgain={lookAgain}
      onCalendars={() => enter('calendars')}
      onWritten={() => enter('written')}
      onDisconnect={() => enter('disconnect')}
      onRepair={() => ways.openRepair(connection.id)}
      onPublicPages={openPublicPages}
    />
  );
}

function PublicPages({ crm, onOpen }: { crm: Crm | null; onOpen: () => void }) {
  const now = useNow(10_000);
  return crm && <PublicPagesRow crm={crm} now={now} onOpen={onOpen} />;
}
