/** What the address says that a page of the CRM is. */
export type CrmPage =
  | { readonly kind: 'staff-calendar'; readonly locationId: string }
  | { readonly kind: 'staff'; readonly locationId: string | null }
  /** `calendar` is an id or a slug. */
  | { readonly kind: 'widget'; readonly calendar: string };

const STAFF_HOSTS = ['app.gohighlevel.com', 'app.leadconnectorhq.com', 'app.msgsndr.com'];
const WIDGET_HOSTS = ['api.leadconnectorhq.com', 'link.msgsndr.com'];

/** Try: /v2/location/abc/calendars/view */
const LOCATION = /\/(?:v2\/)?location\/([A-Za-z0-9]+)(?:\/(.*?))?\/?$/;

/** Try: /widget/booking/abc, /widget/bookings/my-slug. Groups and menus hold several calendars and are not read yet. */
const BOOKING = /^\/widget\/bookings?\/([^/?#]+)/;

export const isStaffHost = (host: string) => STAFF_HOSTS.includes(host);

/** Null where the address holds an escape that stands for nothing; no calendar is called so. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The page of the CRM at that address, or null for one that is none of ours. */
export function crmPage(address: string): CrmPage | null {
  const { hostname, pathname } = new URL(address);
  if (WIDGET_HOSTS.includes(hostname)) {
    const calendar = BOOKING.exec(pathname)?.[1];
    const named = calendar === undefined ? null : decoded(calendar);
    return named === null ? null : { kind: 'widget', calendar: named };
  }
  if (!isStaffHost(hostname)) return null;
  const [, locationId, rest] = LOCATION.exec(pathname) ?? [];
  if (locationId && rest?.startsWith('calendars/view')) return { kind: 'staff-calendar', locationId };
  return { kind: 'staff', locationId: locationId ?? null };
}
