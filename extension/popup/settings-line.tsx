import { BOOKING_WORDS } from './booking-words.ts';
import { WORDS } from './words.ts';

/** What was caught this month, once there is something to tell, and the way to all settings. */
export function SettingsLine({ caught = 0 }: { caught?: number | undefined }) {
  return (
    <p class="settings-line secondary">
      <span class="spread">{caught > 0 && BOOKING_WORDS.caught(caught)}</span>
      <a class="button quiet small" href="../options/index.html" target="_blank" rel="noopener">
        {WORDS.allSettings}
      </a>
    </p>
  );
}
