import { BOOKING_WORDS } from './booking-words.ts';

/** What was caught this month, once there is something to tell. */
export function SettingsLine({ caught = 0 }: { caught?: number | undefined }) {
  return caught > 0 ? <p class="secondary">{BOOKING_WORDS.caught(caught)}</p> : null;
}
