import { watchSavedBookings } from '../../crm/saved-bookings.ts';
import type { Feature } from '../feature.ts';
import { viewAround } from '../view-around.ts';

/** Notices a booking that was saved though none of the page's calls was one that we know, and says so. */
export const missedBookings: Feature = {
  name: 'missed-bookings',
  runsOn: () => true,
  init({ page, told, link, onCall }, signal) {
    const sayMissed = () => {
      const view = viewAround(page, told, { from: Date.now(), to: Date.now() });
      if (view) link.say({ type: 'unrecognised', view });
    };
    onCall(watchSavedBookings(page, sayMissed, signal));
  },
};
