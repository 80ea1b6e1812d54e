import { useState } from 'preact/hooks';
import type { Written } from '../../shared/contract/appointments.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import { useNow } from '../ui/use-now.ts';
import { standing } from './booking-groups.ts';
import { BOOKING_WORDS as WORDS } from './booking-words.ts';
import { RemoveAll } from './remove-all.tsx';
import { WORDS as POPUP_WORDS } from './words.ts';
import { WrittenRow } from './written-row.tsx';

interface WrittenRoomProps {
  client: Pick<BridgeClient, 'takeOutAppointment' | 'removeAllAppointments'>;
  connection: Connection;
  written: readonly Written[];
  lookAgain: () => Promise<void>;
  onBack: () => void;
}

/** All that we wrote to the linked calendar, to be taken out again one by one or altogether. */
export function WrittenRoom({ client, connection, written, lookAgain, onBack }: WrittenRoomProps) {
  const now = useNow(30_000);
  const [folded, setFolded] = useState(true);
  const { ahead, over } = standing(written, now);
  const remove = async (one: Written) => {
    await client.takeOutAppointment(connection.id, one.appointmentId);
    await lookAgain();
  };
  const row = (one: Written) => (
    <WrittenRow key={one.appointmentId} one={one} now={now} timeZone={connection.timeZone} remove={remove} />
  );
  return (
    <section class="stack">
      <RoomHeading>{WORDS.list}</RoomHeading>
      <p class="secondary">{WORDS.listMeans}</p>
      {ahead.length + over.length === 0 && <Notice tone="plain">{WORDS.empty}</Notice>}
      {ahead.length > 0 && <ul class="bookings">{ahead.map(row)}</ul>}
      {over.length > 0 && folded && (
        <button type="button" class="button quiet small" onClick={() => setFolded(false)}>
          {WORDS.over(over.length)}
        </button>
      )}
      {!folded && <ul class="bookings">{over.map(row)}</ul>}
      <RemoveAll client={client} connection={connection} lookAgain={lookAgain} />
      <div class="row end">
        <button type="button" class="button" onClick={onBack}>
          {POPUP_WORDS.back}
        </button>
      </div>
    </section>
  );
}
