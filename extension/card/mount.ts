import { h, render } from 'preact';
import type { CardState } from '../background/card-messages.ts';
import { connectionsPageOf, findConnectionList } from '../crm/connections-page.ts';
import { onNavigation } from '../crm/navigation.ts';
import { offerInAddNew } from './add-new.ts';
import { Card } from './card.tsx';
import { createCardClient } from './card-client.ts';
import { createCardLink } from './card-link.ts';
import { createHost } from './host.ts';

/** A page that was drawn long ago and still shows no list is one that we cannot read. */
const FOUND_WITHIN_MS = 8000;
const SETTLE_MS = 100;

/** Keeps the card in the CRM's page of connections, whatever the page does, for as long as the extension lives. */
export function mountCard(signal: AbortSignal): void {
  const life = new AbortController();
  signal.addEventListener('abort', () => life.abort());
  const host = createHost('slotbridge-card');
  let state: CardState | null = null;
  let visit: AbortController | null = null;
  let at: string | null = null;

  const link = createCardLink({ onState: show, onOrphaned: () => life.abort() }, life.signal);
  const client = createCardClient(link.ask);

  /** What somebody is choosing outlives a bridge that is away for a while. */
  function show(next: CardState): void {
    state = next.kind === 'away' && state?.kind === 'connected' ? { ...state, isAway: true } : next;
    draw();
  }

  function draw(): void {
    render(h(Card, { state, client, open: link.open }), host.root);
  }

  function leave(): void {
    visit?.abort();
    visit = null;
    host.element.remove();
    render(null, host.root);
    link.left();
  }

  function follow(): void {
    if (life.signal.aborted) return;
    const locationId = connectionsPageOf(location.pathname);
    if (locationId === at) return;
    if (visit) leave();
    at = locationId;
    if (locationId === null) return;
    state = null;
    visit = new AbortController();
    draw();
    stay(locationId, visit.signal);
  }

  function stay(locationId: string, signal: AbortSignal): void {
    link.at(locationId, null);
    let told: boolean | null = null;
    const tell = (found: boolean) => {
      if (told !== found) link.at(locationId, found);
      told = found;
    };
    keepPlaced(host.element, host.fitIn, () => tell(true), signal);
    const timer = setTimeout(() => told ?? tell(false), FOUND_WITHIN_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
    offerInAddNew(
      () => link.open('connect'),
      () => state?.kind === 'none',
      signal,
    );
  }

  life.signal.addEventListener('abort', leave);
  onNavigation(follow, life.signal);
  follow();
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
