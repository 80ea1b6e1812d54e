import type { Kept, KeptBookings } from '../../../extension/state/kept-bookings.ts';
import type { Appointment } from '../../../shared/contract/appointments.ts';

export const NOTHING_KEPT: Kept = { future: [], waiting: [], troubles: [], caught: 0 };

interface InMemoryKept extends KeptBookings {
  readonly said: string[];
  /** One more that waits. */
  keep(appointment: Appointment): void;
}

/** The extension's own memory of bookings, for as long as the test. Answers take effect as the worker's do. */
export function inMemoryKept(first: Partial<Kept> = {}): InMemoryKept {
  let kept: Kept = { ...NOTHING_KEPT, ...first };
  const said: string[] = [];
  return {
    said,
    keep: (appointment) => {
      kept = { ...kept, waiting: [...kept.waiting, appointment] };
    },
    read: async () => kept,
    async addFuture(connectionId) {
      said.push(`add ${connectionId}`);
      const added = kept.future;
      kept = { ...kept, future: [], waiting: [...kept.waiting, ...added] };
      return added.length;
    },
    async dismissFuture(connectionId) {
      said.push(`dismiss ${connectionId}`);
      kept = { ...kept, future: [] };
    },
    async dismissTrouble(connectionId, appointmentId) {
      said.push(`read ${connectionId} ${appointmentId}`);
      const troubles = kept.troubles.filter((one) => one.appointmentId !== appointmentId);
      kept = { ...kept, troubles };
    },
  };
}
