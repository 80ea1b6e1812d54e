import { h, render } from 'preact';
import type { CardState } from '../background/card-messages.ts';
import { findConnectionList } from '../crm/connections-page.ts';
import { offerInAddNew } from './add-new.ts';
import { Card } from './card.tsx';
import { createCardClient } from './card-client.ts';
import { createCardLink } from './card-link.ts';
import { createHost } from './host.ts';

/** A page that was drawn long ago and still shows no list is one that we cannot read. */
const FOUND_WITHIN_MS = 8000;
const SETTLE_MS = 100;

/** Keeps the card in that sub-account's page of connections, whatever the page does, until it is left. */
export function mountCard(locationId: string, signal: AbortSignal): void {
  if (signal.aborted) return;
  const visit = new AbortController();
  signal.addEventListener('abort', () => visit.abort(), { signal: visit.signal });
  const host = createHost('slotbridge-card');
  let state: CardState | null = null;

  const link = createCardLink({ onState: show, onOrphaned: () => visit.abort() }, visit.signal);
  const client = createCardClient(link.ask);

  /** What somebody is choosing outlives a bridge that is away for a while. */
  function show(next: CardState): void {
    state = next.kind === 'away' && state?.kind === 'connected' ? { ...state, isAway: true } : next;
    draw();
  }

  function draw(): void {
    render(h(Card, { state, client, open: link.open }), host.root);
  }

  visit.signal.addEventListener('abort', () => {
    host.element.remove();
    render(null, host.root);
  });
  draw();
  link.at(locationId, null);
  const tell = tellOnce((found) => link.at(locationId, found), visit.signal);
  keepPlaced(host.element, host.fitIn, () => tell(true), visit.signal);
  offerInAddNew(
    () => link.open('connect'),
    () => state?.kind === 'none',
    visit.signal,
  );
}

/** Tells whether the page's list was found, each time that this changes: not found is told after a while alone. */
function tellOnce(tell: (found: boolean) => void, signal: AbortSignal): (found: boolean) => void {
  let told: boolean | null = null;
  const timer = setTimeout(() => told ?? change(false), FOUND_WITHIN_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  function change(found: boolean): void {
    if (told !== found) tell(found);
    told = found;
  }
  return change;
}

/** After the page's list, again after each re-rendering; nowhere while the page shows no list. */
function keepPlaced(
  element: HTMLElement,
  fitIn: (beside: Element) => void,
  onPlaced: () => void,
  signal: AbortSignal,
): void {
  let settle: ReturnType<typeof setTimeout> | undefined;
  function place(): void {
    const list = findConnectionList(document);
    if (list === null) return element.remove();
    if (list.nextElementSibling !== element) list.after(element);
    fitIn(list.parentElement ?? list);
    onPlaced();
  }
  const changes = new MutationObserver(() => {
    settle ??= setTimeout(() => {
      settle = undefined;
      place();
    }, SETTLE_MS);
  });
  changes.observe(document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => {
    changes.disconnect();
    clearTimeout(settle);
  });
  place();
}
