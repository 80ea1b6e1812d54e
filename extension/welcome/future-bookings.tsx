import { useEffect, useState } from 'preact/hooks';
import type { Appointment } from '../../shared/contract/appointments.ts';
import type { Connection } from '../../shared/contract/connection.ts';
import { FutureQuestion } from '../configuration/future-question.tsx';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { useNow } from '../ui/use-now.ts';

const LOOK_EVERY_MS = 2_000;

interface FutureBookingsProps {
  connection: Connection;
  kept: KeptBookings;
}

/** The question about appointments that stand already; pages of the CRM may tell of more while it is shown. */
export function FutureBookings({ connection: { id, timeZone }, kept }: FutureBookingsProps) {
  const [future, setFuture] = useState<readonly Appointment[]>([]);
  const now = useNow(LOOK_EVERY_MS);
  useEffect(() => {
    let current = true;
    void kept.read(id).then((found) => current && setFuture(found.future));
    return () => {
      current = false;
    };
  }, [id, kept, now]);
  return (
    <FutureQuestion
      future={future}
      timeZone={timeZone}
      now={now}
      onAdd={() => kept.addFuture(id)}
      onDismiss={() => kept.dismissFuture(id)}
    />
  );
}
