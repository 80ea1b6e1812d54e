import type { Feature } from '../feature.ts';

/** Puts the card iCloud Calendar into the page of connections. Try: /v2/location/ID/settings/calendars/connections */
export const connectionsCard: Feature = {
  name: 'connections-card',
  runsOn: (page) => page.kind === 'connections',
  init({ page, bring }, signal) {
    if (page.kind !== 'connections') return;
    const { locationId } = page;
    void bring('card').then((mountCard) => mountCard(locationId, signal));
  },
};
