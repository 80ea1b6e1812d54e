import { BridgeError } from '../errors/bridge-error.ts';

const WEB = new Set(['http:', 'https:']);

/**
 * Reads the address of a feed as a person typed it or as a server named it.
 *
 * @throws BridgeError `feed-not-allowed` for another scheme than http, https and webcal, and with credentials in it.
 */
export function parseFeedUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text.trim(), base)) {
    throw new BridgeError('feed-not-allowed', {
      detail: 'That is not a web address. Write it like https://example.com/calendar.ics.',
    });
  }
  const url = new URL(text.trim(), base);
  if (!WEB.has(url.protocol) && !isWebcal(url)) {
    throw new BridgeError('feed-not-allowed', {
      detail: 'The address of a feed must start with https, http or webcal.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new BridgeError('feed-not-allowed', {
      detail: 'The address holds a user name or a password. Use a public or secret address without them.',
    });
  }
  url.hash = '';
  return url;
}

/**
 * The web addresses to try for a feed, the safer one first: webcal does not say which of the two it means, but what
 * answered over https before is never asked over http again.
 */
export function webAddresses(url: URL, answeredBefore: string | null): URL[] {
  if (!isWebcal(url)) return [url];
  const rest = url.href.slice(url.protocol.length);
  const safe = new URL(`https:${rest}`);
  return url.protocol === 'webcals:' || answeredBefore === safe.href ? [safe] : [safe, new URL(`http:${rest}`)];
}

function isWebcal({ protocol }: URL): boolean {
  return protocol === 'webcal:' || protocol === 'webcals:';
}
