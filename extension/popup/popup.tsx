import { useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import type { DeclinedQuestions } from '../state/declined-questions.ts';
import type { KeptBookings } from '../state/kept-bookings.ts';
import type { UnreadPage } from '../state/page-health.ts';
import { untitled } from '../state/untitled.ts';
import { Empty } from './empty.tsx';
import { Header } from './header.tsx';
import { PageHealthLine } from './page-health-line.tsx';
import { Room, type RoomName } from './room.tsx';
import { useBridge } from './use-bridge.ts';
import type { Ways } from './ways.ts';

interface PopupProps {
  client: BridgeClient;
  kept: KeptBookings;
  declined: DeclinedQuestions;
  /** The CRM's list of connections was not found when its page was open last: our card is not in it. */
  cardMissing?: boolean;
  /** The person hides all titles for now. */
  titlesHidden?: boolean;
  /** Kinds of pages of the CRM that could not be read when they were open last. */
  unread?: readonly UnreadPage[];
  /** The users of the CRM seen last, the newest first: the popup opens with the connection of the first that has one. */
  seen: readonly { locationId: string; userId: string }[];
  ways: Ways;
}

/** The popup: one connection, and a way from one to another. */
export function Popup({
  client,
  kept,
  declined,
  cardMissing = false,
  titlesHidden = false,
  unread = [],
  seen,
  ways,
}: PopupProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const [room, setRoom] = useState<RoomName>('overview');
  const { view, lookAgain } = useBridge({ client, kept }, (connections) => preferred(connections, seen, picked));
  const connection = view.connections && preferred(view.connections, seen, picked);
  if (view.connections === null || !connection) {
    return <Empty {...{ view, kept, lookAgain }} onOpenWelcome={ways.openWelcome} />;
  }

  const enter = (next: RoomName) => {
    setRoom(next);
    if (next === 'overview') void lookAgain();
  };
  const choose = (connectionId: string) => {
    setPicked(connectionId);
    enter('overview');
  };
  return (
    <>
      <Header connections={view.connections} chosen={connection} onChoose={choose} />
      <PageHealthLine pages={unread} />
      <Room
        key={connection.id}
        name={room}
        {...{ client, kept, declined, cardMissing, view, lookAgain, enter, ways }}
        connection={titlesHidden && room === 'overview' ? untitled(connection) : connection}
      />
    </>
  );
}

function preferred(
  connections: readonly Connection[],
  seen: PopupProps['seen'],
  picked: string | null,
): Connection | null {
  const ofSeen = seen.map((who) => connections.find((c) => c.locationId === who.locationId && c.userId === who.userId));
  return connections.find(({ id }) => id === picked) ?? ofSeen.find(Boolean) ?? connections[0] ?? null;
}
