import { currentRoute, describeRoute } from './router.js';
import { locationOf, session } from './session.js';

/** Puts HighLevel's documented `AppUtils` on the window: what custom scripts of an agency may ask. */
export function publishAppUtils() {
  window.AppUtils = {
    RouteHelper: { getCurrentRoute: () => describeRoute() },
    Utilities: { getCurrentUser, getCurrentLocation, getCompany },
  };
}

async function getCurrentUser() {
  const { id, name, firstName, lastName, email, roles } = session.user;
  return { id, name, firstName, lastName, email, type: roles.type, role: roles.role };
}

/** An empty object outside a sub-account. */
async function getCurrentLocation() {
  const { locationId } = currentRoute();
  if (!locationId) return {};
  const { id, name, address, city, country } = locationOf(locationId);
  return { id, name, address: { address, city, country } };
}

async function getCompany() {
  return { id: session.locations[0].companyId, name: 'Northside Agency' };
}
