import type { Kept, KeptBookings } from '../../../extension/state/kept-bookings.ts';

export const NOTHING_KEPT: Kept = { future: [], waiting: [], troubles: [] };

/** The extension's own memory of bookings, for as long as the test. Answers take effect as the worker's do. */
export function inMemoryKept(first: Partial<Kept> = {}): KeptBookings & { said: string[] } {
  let kept: Kept = { ...NOTHING_KEPT, ...first };
  const said: string[] = [];
  return {
    said,
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
