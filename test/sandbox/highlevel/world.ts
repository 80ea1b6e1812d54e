import type { Appointment, BlockedSlot, CrmState } from '../crm/model.ts';
import type { LateList, Lateness } from './late-list.ts';

/** An answer of the stand-in itself that breaks the specification: a fault of the stand-in, and told as such. */
export interface AnswerViolation {
  readonly method: string;
  readonly path: string;
  readonly message: string;
}

/** What is not sure of the real API, or differs between accounts. Tests may edit it at any time. */
export interface Settings extends Lateness {
  /** A block that is put over an appointment cancels it without a word, as one incident note says. */
  blocksCancel: boolean;
  /** Blocked slots are listed whosever they are, though one user's were asked for. */
  everybodysBlocks: boolean;
}

/** What every route works on. `now` in epoch milliseconds. */
export interface World {
  readonly state: CrmState;
  readonly settings: Settings;
  readonly now: () => number;
  readonly appointments: LateList<Appointment>;
  readonly blockedSlots: LateList<BlockedSlot>;
}

/** Lets the lists take notice of what has changed in the records. */
export function notice({ state, appointments, blockedSlots }: World): void {
  appointments.notice(state.appointments);
  blockedSlots.notice(state.blockedSlots);
}
