import type { ResourceStatus } from './multistatus.ts';
import { CALDAV, childrenOf, DAV, textOf, type XmlElement } from './xml/element.ts';

/**
 * The calendar user addresses in `calendar-user-address-set`, preferred first, lower case, without `mailto:`; at the end
 * the user name when it is an address that the server did not name.
 */
export function ownerAddresses(entries: readonly ResourceStatus[], username: string): string[] {
  const sets = entries.map(({ found }) => found.get(`${CALDAV}calendar-user-address-set`));
  const named = sets.flatMap((set) => childrenOf(set, `${DAV}href`)).sort((a, b) => preference(b) - preference(a));
  const addresses = named.map((href) => address(textOf(href) ?? ''));
  const own = username.includes('@') ? [username.trim().toLowerCase()] : [];
  return [...new Set([...addresses, ...own])].filter((text) => text !== '');
}

function preference(href: XmlElement): number {
  return href.attributes.preferred === '1' ? 1 : 0;
}

function address(text: string): string {
  const lower = text.toLowerCase();
  if (!lower.startsWith('mailto:')) return lower;
  const bare = lower.slice('mailto:'.length);
  return /%(?![0-9a-f]{2})/.test(bare) ? bare : decodeURIComponent(bare);
}
