/** What the address says that a page of the CRM is. */
export type CrmPage =
  | { readonly kind: 'staff-calendar'; readonly locationId: string }
  | { readonly kind: 'appointments'; readonly locationId: string }
  | { readonly kind: 'connections'; readonly locationId: string }
  | { readonly kind: 'staff'; readonly locationId: string | null }
  /** `calendar` is an id or a slug; null on a page that offers several, which its own calls then tell. */
  | { readonly kind: 'widget'; readonly calendar: string | null };

const STAFF_HOSTS = ['app.gohighlevel.com', 'app.leadconnectorhq.com', 'app.msgsndr.com'];
const WIDGET_HOSTS = ['api.leadconnectorhq.com', 'link.msgsndr.com'];

/** Try: /v2/location/abc/calendars/view */
const LOCATION = /\/(?:v2\/)?location\/([A-Za-z0-9]+)(?:\/(.*?))?\/?$/;

/** What follows the sub-account. Try: settings/calendars/connections */
const CONNECTIONS = 'settings/calendars/connections';

/** Try: /widget/booking/abc, /widget/bookings/my-slug */
const BOOKING = /^\/widget\/bookings?\/([^/?#]+)/;

/** Try: /widget/group/abc, /widget/groups/my-slug, /widget/service-menu/abc */
const SEVERAL = /^\/widget\/(?:groups?|service-menu)\/[^/?#]+/;

export const isStaffHost = (host: string) => STAFF_HOSTS.includes(host);

/** One of the CRM's own hosts. On any other our scripts run only where the person added it. */
export const isCrmHost = (host: string) => isStaffHost(host) || WIDGET_HOSTS.includes(host);

/** A page in which our script runs and that is one of the staff app: a site that the person added holds both kinds. */
export function isStaffPage(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  return isCrmHost(hostname) ? isStaffHost(hostname) : !pathname.startsWith('/widget/');
}

/** Null where the address holds an escape that stands for nothing; no calendar is called so. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/**
 * The page of the CRM at that address, or null for one that is none of ours. On other hosts than the CRM's own there is
 * none, unless the person added the site.
 */
export function crmPage(address: string, isAdded = false): CrmPage | null {
  const { hostname, pathname } = new URL(address);
  if (!isCrmHost(hostname) && !isAdded) return null;
  if (!isStaffPage(address)) {
    const calendar = BOOKING.exec(pathname)?.[1];
    const named = calendar === undefined ? null : decoded(calendar);
    if (named !== null) return { kind: 'widget', calendar: named };
    return SEVERAL.test(pathname) ? { kind: 'widget', calendar: null } : null;
  }
  const [, locationId, rest] = LOCATION.exec(pathname) ?? [];
  if (locationId && rest?.startsWith('calendars/view')) return { kind: 'staff-calendar', locationId };
  if (locationId && rest?.startsWith('calendars/appointments')) return { kind: 'appointments', locationId };
  if (locationId && rest === CONNECTIONS) return { kind: 'connections', locationId };
  return { kind: 'staff', locationId: locationId ?? null };
}
