import type { Property } from '../xml/multistatus.ts';
import { hrefElement } from '../xml/multistatus.ts';
import { CALDAV, DAV } from '../xml/namespaces.ts';
import { empty } from './answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import { homeHref, principalHref } from './place.ts';
import { characterData, currentUserPrincipal } from './properties.ts';

/** The principal names its calendar home with the partition's host and port (RFC 4791 6.2.1). */
export function principalProperties(exchange: Exchange): Property[] {
  const { account, faults, partitionUrl } = exchange;
  const home = faults['home-elsewhere'] ?? `${partitionUrl}${homeHref(account)}`;
  return [
    { namespace: CALDAV, name: 'calendar-home-set', inner: hrefElement(home) },
    { namespace: CALDAV, name: 'calendar-user-address-set', inner: addresses(exchange) },
    { namespace: DAV, name: 'displayname', inner: characterData(exchange, account.appleId.split('@')[0] ?? '') },
    { namespace: DAV, name: 'principal-URL', inner: hrefElement(principalHref(account)) },
    currentUserPrincipal(account),
  ];
}

/** The owner's addresses; the preferred one does not stand first. */
function addresses({ account }: Exchange): string {
  return [
    hrefElement(principalHref(account)),
    hrefElement(`urn:uuid:${account.id}`),
    hrefElement(`mailto:${account.appleId}`, { preferred: '1' }),
  ].join('');
}

/** The way to another host, when the fault asks for it; else null and the answer comes in place. */
export function wellKnownRedirect(exchange: Exchange): Answer | null {
  const fault = exchange.faults['well-known-301'];
  if (fault === undefined) return null;
  return empty(301, { Location: fault === true ? `${exchange.partitionUrl}/` : fault });
}
