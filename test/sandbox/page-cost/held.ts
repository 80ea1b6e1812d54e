import type { CDPSession } from 'playwright-core';

/** What a page holds after everything that can go was collected, both worlds together; heap in bytes. */
export interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly heap: number;
}

/** Live observers and abort controllers in the extension's own world of the page. */
export interface HeldByUs {
  readonly observers: number;
  readonly controllers: number;
}

async function collect(session: CDPSession): Promise<void> {
  // What the first round lets go may hold more, and some is let go only between tasks.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
}

export async function heldBy(session: CDPSession): Promise<Held> {
  await collect(session);
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
  return { nodes, listeners, heap };
}

/** Longer than any timer of a page that was left, ours among them, holds it. */
const QUIET_MS = 2500;

/** The same once no more goes: what a page waits for as it is left holds it until then. */
export async function heldInTheEnd(session: CDPSession): Promise<Held> {
  let least = await heldBy(session);
  for (let since = performance.now(); performance.now() - since < QUIET_MS; ) {
    const held = await heldBy(session);
    if (held.nodes >= least.nodes) continue;
    least = held;
    since = performance.now();
  }
  return heldBy(session);
}

/** The extension's world in the page's top frame; throws where it does not run. */
export async function ourWorld(session: CDPSession): Promise<number> {
  const worlds: { readonly id: number; readonly origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await session.send('Runtime.enable');
  const ours = worlds.find(({ origin }) => origin.startsWith('chrome-extension://'));
  if (!ours) throw new Error('The extension does not run in this page.');
  return ours.id;
}

async function alive(session: CDPSession, contextId: number, kind: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { contextId, expression: `${kind}.prototype` });
  if (!result.objectId) throw new Error(`${kind} is not known there.`);
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const counted = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  for (const objectId of [result.objectId, objects.objectId]) {
    if (objectId) await session.send('Runtime.releaseObject', { objectId });
  }
  return counted.result.value as number;
}

/** `world` is from `ourWorld`. */
export async function heldByUs(session: CDPSession, world: number): Promise<HeldByUs> {
  await collect(session);
  const kinds = ['MutationObserver', 'ResizeObserver'];
  const counts = [];
  for (const kind of kinds) counts.push(await alive(session, world, kind));
  const controllers = await alive(session, world, 'AbortController');
  return { observers: counts.reduce((sum, count) => sum + count, 0), controllers };
}
