import { isCrmHost } from '../crm/routes.ts';
import { SITE_FAULTS } from './words.ts';

export type SiteEntry = { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly words: string };

const wrong = (fault: keyof typeof SITE_FAULTS): SiteEntry => ({ ok: false, words: SITE_FAULTS[fault] });

/** With a scheme, a host of letters, digits and dots, and whatever stands behind it. */
const withScheme = (text: string) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);

/** The origin that a person means by what they typed or pasted, or why it can't be added. `added`: those that are there. */
export function siteEntry(typed: string, added: readonly string[]): SiteEntry {
  const text = typed.trim();
  if (text === '') return wrong('empty');
  if (text.includes('*')) return wrong('star');
  const address = withScheme(text);
  if (!URL.canParse(address)) return wrong('noAddress');
  const { protocol, hostname, origin, username, password } = new URL(address);
  if (protocol === 'http:') return wrong('insecure');
  const isName = /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i.test(hostname);
  if (protocol !== 'https:' || !isName || username !== '' || password !== '') return wrong('noAddress');
  if (isCrmHost(hostname)) return wrong('ownAlready');
  return added.includes(origin) ? wrong('addedAlready') : { ok: true, origin };
}
