import type { CDPSession } from 'playwright-core';

/**
 * Notes every request of a page from now on, as method and address. The CRM's own host names are left out: the same page
 * at another address asks for the same.
 */
export async function noteRequests(session: CDPSession): Promise<readonly string[]> {
  const seen: string[] = [];
  session.on('Network.requestWillBeSent', ({ request }) => {
    // Whether the browser asks beforehand is its own memory's affair.
    if (request.method === 'OPTIONS') return;
    const { hostname, pathname } = new URL(request.url);
    const host = hostname.startsWith('backend.') ? hostname : hostname.replace(/^(app|api|crm)\..*$/, 'page');
    seen.push(`${request.method} ${host}${pathname}`);
  });
  await session.send('Network.enable');
  return seen;
}
