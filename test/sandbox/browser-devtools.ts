import type { BrowserContext, CDPSession } from 'playwright-core';

/**
 * Loads an unpacked extension with DevTools' `Extensions.loadUnpacked`, the one way that branded Chrome still takes
 * (it needs `--enable-unsafe-extension-debugging`). Gives the extension's id.
 */
export async function loadThroughDevTools(context: BrowserContext, extensionDir: string): Promise<string> {
  const browser = context.browser();
  if (!browser) throw new Error('This browser has no DevTools connection of its own.');
  const session = await browser.newBrowserCDPSession();
  const send = session.send.bind(session) as unknown as LoadUnpacked;
  const { id } = await send('Extensions.loadUnpacked', { path: extensionDir });
  await session.detach();
  return id;
}

/** The experimental domain is missing from playwright's types. */
type LoadUnpacked = (method: 'Extensions.loadUnpacked', parameters: { path: string }) => Promise<{ id: string }>;

/**
 * Runs `look` inside every shadow root, closed ones as well, of all elements that match `hostSelector`, and gives what
 * it returned (JSON values only), in document order. `look` is sent as text: it sees its two arguments and nothing else.
 */
export async function inShadow<T, A = undefined>(
  page: Parameters<BrowserContext['newCDPSession']>[0],
  look: (root: ShadowRoot, argument: A) => T | Promise<T>,
  options: { readonly context: BrowserContext; readonly hostSelector?: string; readonly argument?: A },
): Promise<T[]> {
  const session = await options.context.newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const results: T[] = [];
    for (const backendNodeId of shadowRootsBelow(root)) {
      const seen = await callInside(session, backendNodeId, look, options.hostSelector ?? '*', options.argument);
      if (seen.matched) results.push(seen.value as T);
    }
    return results;
  } finally {
    await session.detach();
  }
}

interface DomNode {
  readonly backendNodeId: number;
  readonly shadowRootType?: 'user-agent' | 'open' | 'closed';
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
  readonly contentDocument?: DomNode;
}

/** Roots that a script has attached; the browser's own (inputs, selects) are left out. */
function shadowRootsBelow(node: DomNode): number[] {
  const own = (node.shadowRoots ?? []).filter(({ shadowRootType }) => shadowRootType !== 'user-agent');
  const inside = [...own, ...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])];
  return [...own.map(({ backendNodeId }) => backendNodeId), ...inside.flatMap(shadowRootsBelow)];
}

async function callInside(
  session: CDPSession,
  backendNodeId: number,
  look: (root: ShadowRoot, argument: never) => unknown,
  hostSelector: string,
  argument: unknown,
): Promise<{ matched: boolean; value?: unknown }> {
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  if (!object.objectId) throw new Error('A shadow root went away while it was read.');
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: `async function (selector, argument) {
      if (!this.host.matches(selector)) return { matched: false };
      return { matched: true, value: await (${look.toString()})(this, argument) };
    }`,
    arguments: [{ value: hostSelector }, { value: argument }],
    returnByValue: true,
    awaitPromise: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as { matched: boolean; value?: unknown };
}
